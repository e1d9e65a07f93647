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

const letters = (region: string, zones: string, recovery: string): Region => ({
  zones: [...zones].map((letter) => region + letter),
  recovery,
});

/**
 * The regions that are supported, by cloud. Zones as cfn-lint 1.58.0 lists them (cfnlint/helpers.py); which building
 * stands behind a letter differs between accounts older than November 2025. Without us-east-1e: EKS puts no control
 * plane there (https://github.com/pulumi/pulumi-eks/issues/1401).
 */
export const regions: Readonly<Partial<Record<Cloud, Readonly<Record<string, Region>>>>> = {
  aws: {
    "us-east-1": letters("us-east-1", "abcdf", "us-west-2"),
    "us-east-2": letters("us-east-2", "abc", "us-west-2"),
    "us-west-2": letters("us-west-2", "abcd", "us-east-1"),
    "eu-west-1": letters("eu-west-1", "abc", "eu-central-1"),
    "eu-central-1": letters("eu-central-1", "abc", "eu-west-1"),
    "ap-southeast-1": letters("ap-southeast-1", "abc", "ap-southeast-2"),
    "ap-southeast-2": letters("ap-southeast-2", "abc", "ap-southeast-1"),
  },
};
