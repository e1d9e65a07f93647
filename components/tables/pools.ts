/** The cluster's node pools: one for Honua itself, one for the builds. */
export const poolNames = ["platform", "build"] as const;

export type PoolName = (typeof poolNames)[number];

/** Marks the nodes of a pool, and what is put onto them. */
export const poolLabel = "honua.io/pool";

/** Keeps everything but builds off the nodes that are there for builds. */
export const buildTaint = { key: poolLabel, value: "build" } as const;

/**
 * What AKS puts on every spot node, as label and taint; whatever may run there tolerates it.
 * https://learn.microsoft.com/azure/aks/spot-node-pool
 */
export const aksSpotTaint = { key: "kubernetes.azure.com/scalesetpriority", value: "spot" } as const;

/** What a build may take, at most: the summary's "2-4 cores, 4-8 GB, 20 GB ephemeral". */
export const buildDemand = { cores: 4, memoryGiB: 8, diskGiB: 20 } as const;

/**
 * What daemons take of every node: network, storage, metrics and logs. Rounded up from what those of the clouds and of
 * Honua ask for, which is less than a core on each.
 */
export const daemonDemand = { cores: 1, memoryGiB: 2, pods: 15 } as const;

/** Room for the images that builds start from, on the disk of each node. */
export const imagesGiB = 40;
