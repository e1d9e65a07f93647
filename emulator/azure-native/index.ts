import type { Emulation } from "../model.ts";

export const azureNative: Emulation = {
  package: "azure-native",
  ids: {},
  formats: {},
  names: [],
  immutable: {},
  checks: [],
  references: [],
  protections: [],
  invokes: {},
};
