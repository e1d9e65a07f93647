import type { PoolName } from "./pools.ts";

/** What differs between the environments; everything else is the same in all of them. */
export interface Preset {
  /** Address range of the network. The ranges of two environments never overlap, so that they can be connected. */
  readonly cidr: string;
  /** Availability zones that the network spans. */
  readonly zoneCount: number;
  /** Which cloud services are reached without leaving the network; each costs about 7 USD a month and zone on AWS. */
  readonly privateEndpoints: "essential" | "all";
  /** Days that logs are kept. */
  readonly logRetentionDays: number;
  /** Tagged images that each repository keeps. */
  readonly retainedImages: number;
  /** Copies go to a second region. */
  readonly recovery: boolean;
  readonly durability: Durability;
  /** Control plane, database and cache survive the loss of a zone. */
  readonly highlyAvailable: boolean;
  /** Pools of machines that the cloud can take away at any time. */
  readonly spotPools: readonly PoolName[];
  /** Read replicas of the database. */
  readonly databaseReplicas: number;
  /** Days to which the database can be set back. */
  readonly databaseBackupDays: number;
  /** Days that daily snapshots of the cache are kept. */
  readonly cacheBackupDays: number;
  /** When the clouds may maintain what they run, as configuration has it. */
  readonly windows: readonly string[];
  /** Builds that run side by side; the build pool is sized for them. */
  readonly concurrentBuilds: number;
  /** How sensitive the data is that it holds. */
  readonly dataClassification: DataClassification;
}

export const dataClassifications = ["public", "internal", "confidential", "restricted"] as const;

export type DataClassification = (typeof dataClassifications)[number];

/**
 * How hard it is to lose what an environment holds. `disposable`: goes with the environment, whatever is in it. `kept`:
 * a last snapshot stays, and what is not empty is not deleted. `protected`: no deletion at all until that is lifted.
 */
export type Durability = "disposable" | "kept" | "protected";

/** Days in which the deletion of an encryption key, and with it of all that it encrypts, can be taken back. */
export const keyDeletionDays: Readonly<Record<Durability, number>> = { disposable: 7, kept: 14, protected: 30 };

export const environments = {
  dev: {
    cidr: "10.0.0.0/16",
    zoneCount: 2,
    privateEndpoints: "essential",
    logRetentionDays: 7,
    retainedImages: 30,
    recovery: false,
    durability: "disposable",
    highlyAvailable: false,
    spotPools: ["platform", "build"],
    databaseReplicas: 0,
    databaseBackupDays: 7,
    cacheBackupDays: 7,
    windows: ["sunday 02:00-06:00"],
    concurrentBuilds: 5,
    dataClassification: "internal",
  },
  staging: {
    cidr: "10.2.0.0/16",
    zoneCount: 3,
    privateEndpoints: "all",
    logRetentionDays: 14,
    retainedImages: 50,
    recovery: false,
    durability: "kept",
    highlyAvailable: false,
    spotPools: ["build"],
    databaseReplicas: 1,
    databaseBackupDays: 14,
    cacheBackupDays: 7,
    windows: ["tuesday 02:00-04:00", "thursday 02:00-04:00"],
    concurrentBuilds: 20,
    dataClassification: "internal",
  },
  production: {
    cidr: "10.1.0.0/16",
    zoneCount: 3,
    privateEndpoints: "all",
    logRetentionDays: 30,
    retainedImages: 100,
    recovery: true,
    durability: "protected",
    highlyAvailable: true,
    spotPools: [],
    databaseReplicas: 2,
    databaseBackupDays: 30,
    cacheBackupDays: 7,
    windows: ["sunday 02:00-06:00"],
    concurrentBuilds: 100,
    dataClassification: "confidential",
  },
} as const satisfies Record<string, Preset>;

/** Addresses of the services inside a cluster, on every cloud. They are seen in the cluster only, so all can have the same. */
export const clusterServiceCidr = "172.20.0.0/16";

export type Environment = keyof typeof environments;

export const environmentNames = Object.keys(environments) as readonly Environment[];
