import type { Emulation } from "../model.ts";

export const aws: Emulation = {
  package: "aws",
  ids: {},
  formats: {},
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
};
