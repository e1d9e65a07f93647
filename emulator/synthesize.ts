import type { Emulation, SynthesisContext, TypeShape, Values } from "./model.ts";
export const synthesize = (_s: TypeShape | undefined, _e: Emulation | undefined, c: SynthesisContext): Values => ({
  arn: `arn:aws:x:${c.id}`,
});
export const computedKeys = (_s: TypeShape, _i: Values): string[] => [];
