import type { Machine } from "./types.ts";

export interface AwsMachine extends Machine {
  /** Pods at most where the VPC CNI hands out prefixes of 16 addresses (`ENABLE_PREFIX_DELEGATION`). */
  readonly maxPodsWithPrefixes: number;
}

/**
 * What all families have in common, size by size. Figures: Karpenter's generated table of instance types
 * (https://karpenter.sh/docs/reference/instance-types, as of 2026-07-11). It gives the local disks in GB; here they are
 * in GiB, rounded down.
 *
 * Pods are interfaces × (addresses − 1) + 2, from pkg/providers/instancetype/zz_generated.vpclimits.go of
 * github.com/aws/karpenter-provider-aws v1.15.1 (generated 2026-08-06). With prefixes each address holds 16, but EKS
 * then advises at most 110 pods on a node of up to 30 cores and 250 on a larger one: max-pods-calculator.sh of
 * https://github.com/awslabs/amazon-eks-ami.
 */
const sizes = {
  medium: { cores: 1, localDiskGiB: 54, maxPods: 8, maxPodsWithPrefixes: 98 },
  large: { cores: 2, localDiskGiB: 109, maxPods: 29, maxPodsWithPrefixes: 110 },
  xlarge: { cores: 4, localDiskGiB: 220, maxPods: 58, maxPodsWithPrefixes: 110 },
  "2xlarge": { cores: 8, localDiskGiB: 441, maxPods: 58, maxPodsWithPrefixes: 110 },
  "4xlarge": { cores: 16, localDiskGiB: 884, maxPods: 234, maxPodsWithPrefixes: 110 },
  "8xlarge": { cores: 32, localDiskGiB: 1769, maxPods: 234, maxPodsWithPrefixes: 250 },
  "12xlarge": { cores: 48, localDiskGiB: 2654, maxPods: 234, maxPodsWithPrefixes: 250 },
  "16xlarge": { cores: 64, localDiskGiB: 3539, maxPods: 737, maxPodsWithPrefixes: 250 },
} as const;

const families = {
  m7g: { memoryPerCore: 4, localDisk: false },
  m7gd: { memoryPerCore: 4, localDisk: true },
  c7g: { memoryPerCore: 2, localDisk: false },
  c7gd: { memoryPerCore: 2, localDisk: true },
  r7g: { memoryPerCore: 8, localDisk: false },
  r7gd: { memoryPerCore: 8, localDisk: true },
  m8g: { memoryPerCore: 4, localDisk: false },
  m8gd: { memoryPerCore: 4, localDisk: true },
  c8g: { memoryPerCore: 2, localDisk: false },
  c8gd: { memoryPerCore: 2, localDisk: true },
  r8g: { memoryPerCore: 8, localDisk: false },
  r8gd: { memoryPerCore: 8, localDisk: true },
} as const;

/**
 * These regions offer all of them: aws_ec2_instance/instancetype_enum.json of cfn-lint 1.58.0, from AWS's price lists. A
 * zone may still lack one (`aws ec2 describe-instance-type-offerings --location-type availability-zone`).
 */
const offeredIn = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "eu-west-1",
  "eu-central-1",
  "ap-southeast-1",
  "ap-southeast-2",
];

/** Burstable: 20 to 40 % of the cores for good, more as long as credits last or are bought. */
const burstable: Readonly<Record<string, AwsMachine>> = {
  "t4g.medium": { cores: 2, memoryGiB: 4, localDiskGiB: 0, maxPods: 17, maxPodsWithPrefixes: 110, offeredIn },
  "t4g.large": { cores: 2, memoryGiB: 8, localDiskGiB: 0, maxPods: 35, maxPodsWithPrefixes: 110, offeredIn },
  "t4g.xlarge": { cores: 4, memoryGiB: 16, localDiskGiB: 0, maxPods: 58, maxPodsWithPrefixes: 110, offeredIn },
  "t4g.2xlarge": { cores: 8, memoryGiB: 32, localDiskGiB: 0, maxPods: 58, maxPodsWithPrefixes: 110, offeredIn },
};

const steady = Object.fromEntries(
  Object.entries(families).flatMap(([family, { memoryPerCore, localDisk }]) =>
    Object.entries(sizes).map(([size, { localDiskGiB, ...figures }]): [string, AwsMachine] => [
      `${family}.${size}`,
      {
        ...figures,
        memoryGiB: figures.cores * memoryPerCore,
        localDiskGiB: localDisk ? localDiskGiB : 0,
        offeredIn,
      },
    ]),
  ),
);

export const awsMachines: Readonly<Record<string, AwsMachine>> = { ...burstable, ...steady };
