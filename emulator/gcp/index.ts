import type { Emulation } from "../model.ts";

export const gcp: Emulation = {
  package: "gcp",
  ids: {},
  formats: {},
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
};
