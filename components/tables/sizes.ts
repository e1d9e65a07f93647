import type { CacheSize } from "../contract/cache.ts";
import type { NodePool } from "../contract/cluster.ts";
import type { DatabaseSize } from "../contract/database.ts";
import type { Cloud } from "./clouds.ts";
import type { Environment } from "./environments.ts";
import type { PoolName } from "./pools.ts";

/** What an environment is built from on one cloud. */
export interface Sizes {
  readonly pools: Readonly<Record<PoolName, Omit<NodePool, "spot">>>;
  readonly database: DatabaseSize;
  readonly cache: CacheSize;
  /** What it may cost in a month, in US dollars. */
  readonly monthlyBudget: number;
}

const pool = (machine: string, min: number, max: number, diskGiB: number) => ({ machine, min, max, diskGiB });

const database = (machine: string, storageGiB: number, maxStorageGiB: number): DatabaseSize => ({
  machine,
  storageGiB,
  maxStorageGiB,
});

const cache = (machine: string, shards: number, replicas: number, clustered: boolean): CacheSize => ({
  machine,
  shards,
  replicas,
  clustered,
});

/**
 * The sizes of the summary, and on the other clouds their nearest. Build pools begin at nothing and grow to the builds
 * that an environment promises to run side by side (environments.ts), each with all that it may take (pools.ts);
 * ../capacity.ts says how many a node holds: 3 with 16 cores, 7 with 32.
 *
 * Machines for builds have 4 GiB a core. Those with 2 cost a tenth less, and reservations leave them room for one build
 * less. Larger ones lose less to what does not fit (15 builds on 64 cores: 7 % cheaper on AWS), but one last build keeps
 * a whole node, and its loss takes 15. The disk is one of the network: local ones (m7gd, D32pds_v5) make a machine up to
 * a third dearer, and what the disk costs is a twentieth of that at most.
 */
export const sizes: Readonly<Record<Cloud, Readonly<Record<Environment, Sizes>>>> = {
  aws: {
    dev: {
      pools: { platform: pool("t4g.xlarge", 2, 4, 50), build: pool("m7g.4xlarge", 0, 2, 150) },
      database: database("db.t4g.medium", 50, 200),
      cache: cache("cache.r7g.large", 1, 0, false),
      monthlyBudget: 600,
    },
    staging: {
      pools: { platform: pool("m7g.xlarge", 3, 6, 100), build: pool("m7g.8xlarge", 0, 3, 250) },
      database: database("db.r7g.large", 200, 800),
      cache: cache("cache.r7g.xlarge", 2, 1, true),
      monthlyBudget: 2500,
    },
    production: {
      pools: { platform: pool("m7g.2xlarge", 3, 9, 100), build: pool("m7g.8xlarge", 0, 15, 250) },
      database: database("db.r7g.2xlarge", 500, 2000),
      cache: cache("cache.r7g.2xlarge", 3, 2, true),
      monthlyBudget: 8000,
    },
  },
  // Databases of the 4th generation: every region has it, and the 5th costs the same where there is one.
  azure: {
    dev: {
      pools: { platform: pool("Standard_D4ps_v5", 2, 4, 64), build: pool("Standard_D16ps_v5", 0, 2, 256) },
      database: database("Standard_B2s", 64, 256),
      cache: cache("Balanced_B5", 1, 0, false),
      monthlyBudget: 600,
    },
    staging: {
      pools: { platform: pool("Standard_D4ps_v5", 3, 6, 128), build: pool("Standard_D32ps_v5", 0, 3, 256) },
      database: database("Standard_D4ds_v4", 256, 1024),
      cache: cache("MemoryOptimized_M20", 2, 1, true),
      monthlyBudget: 2500,
    },
    production: {
      pools: { platform: pool("Standard_D8ps_v5", 3, 9, 128), build: pool("Standard_D32ps_v5", 0, 15, 256) },
      database: database("Standard_D16ds_v4", 512, 2048),
      cache: cache("MemoryOptimized_M150", 3, 2, true),
      monthlyBudget: 8500,
    },
  },
  gcp: {
    dev: {
      pools: { platform: pool("t2a-standard-4", 2, 4, 50), build: pool("t2a-standard-16", 0, 2, 150) },
      database: database("db-custom-2-8192", 50, 200),
      cache: cache("BASIC_5", 1, 0, false),
      monthlyBudget: 650,
    },
    staging: {
      pools: { platform: pool("t2a-standard-4", 3, 6, 100), build: pool("t2a-standard-32", 0, 3, 300) },
      database: database("db-custom-4-16384", 200, 800),
      cache: cache("REDIS_STANDARD_SMALL", 3, 1, true),
      monthlyBudget: 2500,
    },
    production: {
      pools: { platform: pool("t2a-standard-8", 3, 9, 100), build: pool("t2a-standard-32", 0, 15, 300) },
      database: database("db-custom-16-65536", 500, 2000),
      cache: cache("REDIS_HIGHMEM_MEDIUM", 3, 2, true),
      monthlyBudget: 9500,
    },
  },
};
