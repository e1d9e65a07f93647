import type { Emulation, Package } from "./model.ts";

/** Every package that is emulated. Each is loaded when it is asked for: their tables are large, and few are used at once. */
export const emulations: Readonly<Record<Package, () => Promise<Emulation>>> = {
  aws: async () => (await import("./aws/index.ts")).aws,
  "azure-native": async () => (await import("./azure-native/index.ts")).azureNative,
  eks: async () => (await import("./eks/index.ts")).eks,
  gcp: async () => (await import("./gcp/index.ts")).gcp,
  kubernetes: async () => (await import("./kubernetes/index.ts")).kubernetes,
  random: async () => (await import("./random/index.ts")).random,
};
