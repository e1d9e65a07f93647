import type { Emulation } from "../model.ts";

export const eks: Emulation = {
  package: "eks",
  ids: {},
  formats: {},
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
};
