import type { Cloud } from "./clouds.ts";

/** A node, or on Azure a whole cache with its replica. */
export interface CacheMachine {
  /** `maxmemory` in GiB, before what is held back for copies and failovers (`reservedShare`). */
  readonly memoryGiB: number;
}

type Table = Readonly<Record<string, CacheMachine>>;

const table = (rows: Readonly<Record<string, number>>): Table =>
  Object.fromEntries(Object.entries(rows).map(([name, memoryGiB]) => [name, { memoryGiB }]));

/**
 * Graviton nodes that run engine `redis`. The 8th generation is for Valkey only. `maxmemory` in bytes, here in GiB:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis.NodeSpecific, a
 * copy of 2026. All supported regions offer them: cfn-lint 1.58.0 (aws_elasticache_cachecluster/cachenodetype_enum.json).
 */
const aws = table({
  "cache.t4g.micro": 0.5,
  "cache.t4g.small": 1.37,
  "cache.t4g.medium": 3.09,
  "cache.m7g.large": 6.38,
  "cache.m7g.xlarge": 12.93,
  "cache.m7g.2xlarge": 26.04,
  "cache.m7g.4xlarge": 52.26,
  "cache.m7g.8xlarge": 103.68,
  "cache.m7g.12xlarge": 157.12,
  "cache.m7g.16xlarge": 209.54,
  "cache.r7g.large": 13.07,
  "cache.r7g.xlarge": 26.32,
  "cache.r7g.2xlarge": 52.81,
  "cache.r7g.4xlarge": 105.8,
  "cache.r7g.8xlarge": 209.54,
  "cache.r7g.12xlarge": 317.77,
  "cache.r7g.16xlarge": 419.09,
});

/**
 * Azure Managed Redis (`redisenterprise`): https://learn.microsoft.com/azure/redis/overview (2025-05-18), names as
 * azure-native's SkuName. Sizes from 180 on were a preview then. B0 and B1 have no active geo-replication.
 *
 * Premium_P1 to P5 are the older Azure Cache for Redis, for those who still have it: it takes no new caches
 * (https://github.com/Azure/bicep-registry-modules/issues/7175) and is retired on 2028-09-30
 * (https://learn.microsoft.com/azure/azure-cache-for-redis/retirement-faq). Of these the memory is that of a shard.
 */
const azure = table({
  Balanced_B0: 0.5,
  Balanced_B1: 1,
  Balanced_B3: 3,
  Balanced_B5: 6,
  Balanced_B10: 12,
  Balanced_B20: 24,
  Balanced_B50: 60,
  Balanced_B100: 120,
  Balanced_B150: 180,
  Balanced_B250: 240,
  Balanced_B350: 360,
  Balanced_B500: 480,
  Balanced_B700: 720,
  Balanced_B1000: 960,
  MemoryOptimized_M10: 12,
  MemoryOptimized_M20: 24,
  MemoryOptimized_M50: 60,
  MemoryOptimized_M100: 120,
  MemoryOptimized_M150: 180,
  MemoryOptimized_M250: 240,
  MemoryOptimized_M350: 360,
  MemoryOptimized_M500: 480,
  MemoryOptimized_M700: 720,
  MemoryOptimized_M1000: 960,
  MemoryOptimized_M1500: 1440,
  MemoryOptimized_M2000: 1920,
  ComputeOptimized_X3: 3,
  ComputeOptimized_X5: 6,
  ComputeOptimized_X10: 12,
  ComputeOptimized_X20: 24,
  ComputeOptimized_X50: 60,
  ComputeOptimized_X100: 120,
  ComputeOptimized_X150: 180,
  ComputeOptimized_X250: 240,
  ComputeOptimized_X350: 360,
  ComputeOptimized_X500: 480,
  ComputeOptimized_X700: 720,
  Premium_P1: 6,
  Premium_P2: 13,
  Premium_P3: 26,
  Premium_P4: 53,
  Premium_P5: 120,
});

/**
 * Node types of Memorystore for Redis Cluster, names as pulumi-gcp's `redis.Cluster` takes them:
 * https://docs.cloud.google.com/memorystore/docs/cluster/cluster-node-specification, a copy of 2026. Shared cores have no
 * service level. A `redis.Instance` has no types, but any whole number of GiB from 1 to 300.
 */
const gcp = table({
  BASIC_1: 1,
  BASIC_5: 5,
  BASIC_10: 10,
  BASIC_20: 20,
  REDIS_SHARED_CORE_NANO: 1.4,
  REDIS_STANDARD_SMALL: 6.5,
  REDIS_HIGHCPU_MEDIUM: 13,
  REDIS_HIGHMEM_MEDIUM: 13,
  REDIS_STANDARD_LARGE: 26,
  REDIS_HIGHMEM_XLARGE: 58,
  REDIS_HIGHMEM_2XLARGE: 110,
});

/** The machines that caches can run on, by cloud and by the name that the cloud gives them. */
export const cacheMachines: Readonly<Record<Cloud, Table>> = { aws, azure, gcp };

/**
 * The share of the memory that is held back unless told otherwise: `reserved-memory-percent` on AWS
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html), about a fifth on Azure
 * (https://learn.microsoft.com/azure/redis/architecture#reserved-memory), a fifth on GCP (the page above).
 */
export const reservedShare: Readonly<Record<Cloud, number>> = { aws: 0.25, azure: 0.2, gcp: 0.2 };
