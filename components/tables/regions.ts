import type { Cloud } from "./clouds.ts";

export interface Region {
  /** Availability zones, in the order in which environments take them. */
  readonly zones: readonly string[];
  /**
   * Where the copies for a disaster go unless the settings name another region: far away, and under the same
   * jurisdiction where that has another region which every account can use. Singapore and Australia have none.
   */
  readonly recovery: string;
}

const letters = (prefix: string, zones: string, recovery: string): Region => ({
  zones: [...zones].map((letter) => prefix + letter),
  recovery,
});

const numbered = (recovery: string): Region => ({ zones: ["1", "2", "3"], recovery });

/**
 * The regions that are supported, by cloud; the first is the one that a new stack gets.
 *
 * AWS: zones as cfn-lint 1.58.0 lists them (cfnlint/helpers.py); which building stands behind a letter differs between
 * accounts older than November 2025. Without us-east-1e: EKS puts no control plane there
 * (https://github.com/pulumi/pulumi-eks/issues/1401).
 *
 * Azure: regions with three zones, ARM machines, and a pair that everyone may use; copies go to the pair, since the
 * geo-redundant backups of PostgreSQL can go nowhere else (https://learn.microsoft.com/azure/reliability/regions-list,
 * 2025-03-21). The pair has ARM machines too. Without westus3, where PostgreSQL has no geo-redundant backup. On
 * 2025-11-18 new zone-redundant PostgreSQL servers were blocked for a while in eastus, eastus2, westus2, northeurope,
 * westeurope, southeastasia and eastasia: therefore centralus comes first
 * (https://learn.microsoft.com/azure/postgresql/overview#azure-regions).
 *
 * GCP: regions with ARM machines in three zones, those with T2A first (machines/gcp.ts has the source). Without London,
 * whose jurisdiction has no second one.
 */
export const regions: Readonly<Record<Cloud, Readonly<Record<string, Region>>>> = {
  aws: {
    "us-east-1": letters("us-east-1", "abcdf", "us-west-2"),
    "us-east-2": letters("us-east-2", "abc", "us-west-2"),
    "us-west-2": letters("us-west-2", "abcd", "us-east-1"),
    "eu-west-1": letters("eu-west-1", "abc", "eu-central-1"),
    "eu-central-1": letters("eu-central-1", "abc", "eu-west-1"),
    "ap-southeast-1": letters("ap-southeast-1", "abc", "ap-southeast-2"),
    "ap-southeast-2": letters("ap-southeast-2", "abc", "ap-southeast-1"),
  },
  azure: {
    centralus: numbered("eastus2"),
    eastus2: numbered("centralus"),
    eastus: numbered("westus"),
    westus2: numbered("westcentralus"),
    canadacentral: numbered("canadaeast"),
    northeurope: numbered("westeurope"),
    westeurope: numbered("northeurope"),
    uksouth: numbered("ukwest"),
    southeastasia: numbered("eastasia"),
    eastasia: numbered("southeastasia"),
    japaneast: numbered("japanwest"),
    australiaeast: numbered("australiasoutheast"),
  },
  gcp: {
    "us-central1": letters("us-central1-", "abfc", "us-east4"),
    "us-east1": letters("us-east1-", "bcd", "us-central1"),
    "us-east4": letters("us-east4-", "abc", "us-central1"),
    "europe-west1": letters("europe-west1-", "bcd", "europe-west3"),
    "europe-west3": letters("europe-west3-", "abc", "europe-west4"),
    "europe-west4": letters("europe-west4-", "abc", "europe-west3"),
    "asia-southeast1": letters("asia-southeast1-", "bca", "asia-northeast1"),
    "asia-northeast1": letters("asia-northeast1-", "abc", "asia-southeast1"),
  },
};

/**
 * Regions that only take copies: the pairs of supported regions that have no zones, or where PostgreSQL has no standby
 * in another zone (japanwest). The platform can be rebuilt there, without its resilience.
 */
export const recoveryOnly: Readonly<Partial<Record<Cloud, readonly string[]>>> = {
  azure: ["westus", "westcentralus", "canadaeast", "ukwest", "japanwest", "australiasoutheast"],
};
