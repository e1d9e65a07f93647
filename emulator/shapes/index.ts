import type { TypeShape } from "../model.ts";
export class Shapes {
  constructor(_options: { roots: string[]; cacheDir: string }) {}
  shapeOf(_type: string): TypeShape | undefined {
    return undefined;
  }
}
