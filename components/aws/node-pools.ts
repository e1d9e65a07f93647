import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allocatable, machineOf } from "../capacity.ts";
import type { ClusterArgs, NodePool } from "../contract/cluster.ts";
import type { EncryptionKey } from "../contract/keys.ts";
import { awsMachines } from "../tables/machines/aws.ts";
import { type PoolName, buildTaint, poolLabel, poolNames } from "../tables/pools.ts";
import { spread } from "../zone-spread.ts";
import { serviceRole } from "./service-role.ts";

export interface AwsNodePoolsArgs {
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes' minor version. */
  readonly version: string;
  readonly pools: ClusterArgs["pools"];
  readonly zones: readonly string[];
  /** One for each zone, in their order. */
  readonly subnetIds: pulumi.Input<string>[];
  readonly volumesKey: EncryptionKey;
}

/** What the pools differ in, beside their size. */
interface Traits {
  readonly taints: aws.types.input.eks.NodeGroupTaint[];
  /** Of the nodes' disks. Default: what gp3 volumes have at no charge, 3,000 operations and 125 MiB a second. */
  readonly disk: Pick<aws.types.input.ec2.LaunchTemplateBlockDeviceMappingEbs, "iops" | "throughput">;
}

const traits: Readonly<Record<PoolName, Traits>> = {
  platform: { taints: [], disk: {} },
  // Several builds share a disk, and all begin with unpacking an image. Costs 3 % of the machine.
  build: { taints: [{ ...buildTaint, effect: "NO_SCHEDULE" }], disk: { iops: 6000, throughput: 500 } },
};

/** What the nodes themselves do: https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
const nodePolicies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];

/**
 * Nodes with ARM processors, on encrypted disks. Each pool has a node group in every zone: volumes do not leave their
 * zone, and neither does the node that the autoscaler adds for one; a group of several zones would be balanced by AWS,
 * which ends builds. Why else: docs/decisions/aws-cluster.md
 */
export class AwsNodePools extends pulumi.ComponentResource {
  private readonly name: string;

  constructor(name: string, args: AwsNodePoolsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:NodePools", name, {}, opts);
    this.name = name;
    const roleArn = this.createRole();
    for (const pool of poolNames) {
      const template = this.createTemplate(pool, args);
      this.createGroups(pool, args, roleArn, template);
    }
    this.registerOutputs();
  }

  private createRole(): pulumi.Output<string> {
    return serviceRole(this.name, { service: "ec2.amazonaws.com", managedPolicies: nodePolicies }, { parent: this });
  }

  /** Without an image, so that EKS chooses the newest of the group's version, and sets up its kubelet. */
  private createTemplate(pool: PoolName, args: AwsNodePoolsArgs): aws.ec2.LaunchTemplate {
    return new aws.ec2.LaunchTemplate(
      `${this.name}-${pool}`,
      {
        description: `Nodes of the ${pool} pool`,
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              volumeType: "gp3",
              volumeSize: args.pools[pool].diskGiB,
              ...traits[pool].disk,
              encrypted: "true",
              kmsKeyId: args.volumesKey.id,
              deleteOnTermination: "true",
            },
          },
        ],
        // One hop does not reach into a pod: none can pass for its node.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      },
      { parent: this },
    );
  }

  private createGroups(
    pool: PoolName,
    args: AwsNodePoolsArgs,
    nodeRoleArn: pulumi.Output<string>,
    template: aws.ec2.LaunchTemplate,
  ): void {
    const { machine, diskGiB, spot, ...size } = args.pools[pool];
    const min = spread(size.min, args.zones);
    const max = spread(size.max, args.zones);
    for (const [index, zone] of args.zones.entries()) {
      // EKS has no groups for no nodes: a pool of few nodes is in as many zones.
      if (max.get(zone)! < 1) continue;
      new aws.eks.NodeGroup(
        `${this.name}-${pool}-${zone}`,
        {
          clusterName: args.clusterName,
          version: args.version,
          nodeRoleArn,
          subnetIds: [args.subnetIds[index]!],
          amiType: "AL2023_ARM_64_STANDARD",
          capacityType: spot ? "SPOT" : "ON_DEMAND",
          instanceTypes: spot ? [machine, ...likes(machine)] : [machine],
          launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
          scalingConfig: { minSize: min.get(zone)!, maxSize: max.get(zone)!, desiredSize: min.get(zone)! },
          updateConfig: { maxUnavailable: 1 },
          nodeRepairConfig: { enabled: true },
          labels: { [poolLabel]: pool },
          taints: traits[pool].taints,
          tags: nodeTemplate({ machine, diskGiB }),
        },
        // The autoscaler's from the first node on.
        { parent: this, ignoreChanges: ["scalingConfig.desiredSize"] },
      );
    }
  }
}

/** Spot capacity of one type may run out; those with as many cores and as much memory can stand in for it. */
function likes(machine: string): string[] {
  const { cores, memoryGiB } = machineOf("aws", machine);
  return Object.entries(awsMachines)
    .filter(([name, like]) => name !== machine && like.cores === cores && like.memoryGiB === memoryGiB)
    .map(([name]) => name);
}

/**
 * Tells the autoscaler what a node of an empty group will have. It would take all of the machine for the pods', and know
 * of no disk at all, so that no build, which asks for some, would ever start a first node. Labels and taints it reads from
 * EKS: buildNodeFromTemplate in cluster-autoscaler/cloudprovider/aws/aws_manager.go of https://github.com/kubernetes/autoscaler
 */
function nodeTemplate({ machine, diskGiB }: Pick<NodePool, "machine" | "diskGiB">): Record<string, string> {
  const room = allocatable("aws", machineOf("aws", machine), diskGiB);
  const resources = {
    cpu: `${Math.floor(room.cores * 1000)}m`,
    memory: `${Math.floor(room.memoryGiB * 1024)}Mi`,
    "ephemeral-storage": `${Math.floor(room.diskGiB)}Gi`,
  };
  return Object.fromEntries(
    Object.entries(resources).map(([name, value]) => [
      `k8s.io/cluster-autoscaler/node-template/resources/${name}`,
      value,
    ]),
  );
}
