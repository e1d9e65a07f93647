import type { Emulation } from "../model.ts";

export const kubernetes: Emulation = {
  package: "kubernetes",
  ids: {},
  formats: {},
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
};
