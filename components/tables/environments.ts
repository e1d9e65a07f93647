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
  /** Days in which the deletion of an encryption key can be taken back. */
  readonly keyDeletionDays: number;
  /** Copies go to a second region. */
  readonly recovery: boolean;
  /** May be destroyed with what it holds. */
  readonly disposable: boolean;
  /** How sensitive the data is that it holds. */
  readonly dataClassification: DataClassification;
}

export const dataClassifications = ["public", "internal", "confidential", "restricted"] as const;

export type DataClassification = (typeof dataClassifications)[number];

export const environments = {
  dev: {
    cidr: "10.0.0.0/16",
    zoneCount: 2,
    privateEndpoints: "essential",
    logRetentionDays: 7,
    retainedImages: 30,
    keyDeletionDays: 7,
    recovery: false,
    disposable: true,
    dataClassification: "internal",
  },
  staging: {
    cidr: "10.2.0.0/16",
    zoneCount: 3,
    privateEndpoints: "all",
    logRetentionDays: 14,
    retainedImages: 50,
    keyDeletionDays: 14,
    recovery: false,
    disposable: false,
    dataClassification: "internal",
  },
  production: {
    cidr: "10.1.0.0/16",
    zoneCount: 3,
    privateEndpoints: "all",
    logRetentionDays: 30,
    retainedImages: 100,
    keyDeletionDays: 30,
    recovery: true,
    disposable: false,
    dataClassification: "confidential",
  },
} as const satisfies Record<string, Preset>;

/** Addresses of the services inside a cluster, on every cloud. They are seen in the cluster only, so all can have the same. */
export const clusterServiceCidr = "172.20.0.0/16";

export type Environment = keyof typeof environments;

export const environmentNames = Object.keys(environments) as readonly Environment[];
