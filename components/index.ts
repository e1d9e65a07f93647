import type { Platform } from "./contract/platform.ts";
import type { Cloud } from "./tables/clouds.ts";

/**
 * The clouds that this version can build on. Each is loaded when it is asked for: an SDK costs a third of a second and
 * some 60 MB, and a stack lives in one cloud.
 */
export const platforms = {
  aws: async () => (await import("./aws/index.ts")).aws,
  azure: async () => (await import("./azure/index.ts")).azure,
  gcp: async () => (await import("./gcp/index.ts")).gcp,
} satisfies Record<Cloud, () => Promise<Platform>>;
