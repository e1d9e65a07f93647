import type { Cloud } from "./clouds.ts";

/** A version as the cloud's provider takes it. Where it is a major one, the cloud chooses the minor one and keeps it current. */
export interface EngineVersions {
  readonly default: string;
  readonly supported: readonly string[];
}

/**
 * PostgreSQL 15. AWS: what RDS takes and has not deprecated, cfn-lint 1.58.0 of 2026-10-20 (aws_rds_dbinstance/
 * engine_version.json, engine_version_deprecated.json); "15" stands for the newest that RDS prefers. Azure and GCP take the
 * major version only (azure-native PostgresMajorVersion; https://cloud.google.com/sql/docs/postgres/db-versions). RDS
 * supports 15 until 2028-02-29, Azure until 2027-11-11.
 */
export const postgresVersions: Readonly<Record<Cloud, EngineVersions>> = {
  aws: { default: "15.18", supported: ["15", "15.13", "15.14", "15.15", "15.16", "15.17", "15.18", "15.19"] },
  azure: { default: "15", supported: ["15"] },
  gcp: { default: "POSTGRES_15", supported: ["POSTGRES_15"] },
};

/**
 * Redis 7. AWS: cfn-lint 1.58.0 (aws_elasticache_cachecluster/engine_version.json), for engine `redis`; from 7.2 on there is
 * Valkey only. ElastiCache's 7.1 is compatible with Redis 7.0 (https://endoflife.date/amazon-elasticache-redis). Azure
 * Managed Redis has 7.4 and takes no version (https://learn.microsoft.com/azure/redis/overview, 2025-05-18). GCP: for a
 * `redis.Instance`; a `redis.Cluster` takes no version.
 */
export const redisVersions: Readonly<Record<Cloud, EngineVersions>> = {
  aws: { default: "7.1", supported: ["7.0", "7.1"] },
  azure: { default: "7.4", supported: ["7.4"] },
  gcp: { default: "REDIS_7_2", supported: ["REDIS_7_0", "REDIS_7_2"] },
};
