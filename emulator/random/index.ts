import type { Emulation } from "../model.ts";

export const random: Emulation = {
  package: "random",
  ids: {},
  formats: {},
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
};
