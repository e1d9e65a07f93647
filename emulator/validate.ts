import type { TypeShape, Values } from "./model.ts";
export const validate = (_s: TypeShape, _i: Values): { property: string; reason: string }[] => [];
