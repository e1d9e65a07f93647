import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { commonPods } from "../capacity.ts";
import type { ClusterArgs } from "../contract/cluster.ts";
import type { Scoped } from "../contract/foundation.ts";
import type { EncryptionKey } from "../contract/keys.ts";
import { gcpMachines } from "../tables/machines/gcp.ts";
import { type PoolName, buildTaint, poolLabel, poolNames } from "../tables/pools.ts";
import { nodeTag } from "./firewall.ts";

export interface GcpNodePoolsArgs extends Scoped {
  readonly clusterId: pulumi.Input<string>;
  /** The account that nodes act as. */
  readonly serviceAccount: pulumi.Input<string>;
  readonly pools: ClusterArgs["pools"];
  /** Zones that all have the machines: configuration takes no others. */
  readonly zones: readonly string[];
  readonly volumesKey: EncryptionKey;
}

/** What the pools differ in, beside their size. */
interface Traits {
  readonly taints: gcp.types.input.container.NodePoolNodeConfigTaint[];
  /** Which zone gets the next node: one so that all have as many, or any that has machines. */
  readonly locationPolicy: "BALANCED" | "ANY";
}

const traits: Readonly<Record<PoolName, Traits>> = {
  platform: { taints: [], locationPolicy: "BALANCED" },
  build: { taints: [{ ...buildTaint, effect: "NO_SCHEDULE" }], locationPolicy: "ANY" },
};

/** Nodes with ARM processors, on encrypted disks. Why so: docs/decisions/gcp-cluster.md */
export class GcpNodePools extends pulumi.ComponentResource {
  private readonly name: string;

  constructor(name: string, args: GcpNodePoolsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:NodePools", name, {}, opts);
    this.name = name;
    for (const pool of poolNames) this.createPool(pool, args);
    this.registerOutputs();
  }

  private createPool(pool: PoolName, args: GcpNodePoolsArgs): void {
    const { machine, min, max, spot } = args.pools[pool];
    new gcp.container.NodePool(
      `${this.name}-${pool}`,
      {
        cluster: args.clusterId,
        // 40 characters at most. Another machine makes another pool, which is there before the old one goes.
        name: `${pool}-${machine}${spot ? "-spot" : ""}`,
        nodeLocations: [...args.zones],
        // Per zone; the autoscaler adds what is missing to the least.
        initialNodeCount: Math.floor(min / args.zones.length),
        autoscaling: {
          totalMinNodeCount: min,
          totalMaxNodeCount: max,
          locationPolicy: spot ? "ANY" : traits[pool].locationPolicy,
        },
        maxPodsPerNode: commonPods,
        management: { autoRepair: true, autoUpgrade: true },
        upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
        networkConfig: { enablePrivateNodes: true },
        nodeConfig: this.nodeConfig(pool, args),
      },
      // GKE counts it anew when a pool is resized, and the provider would make another pool.
      { parent: this, ignoreChanges: ["initialNodeCount"] },
    );
  }

  private nodeConfig(pool: PoolName, args: GcpNodePoolsArgs): gcp.types.input.container.NodePoolNodeConfig {
    const { machine, diskGiB, spot } = args.pools[pool];
    return {
      machineType: machine,
      imageType: "COS_CONTAINERD",
      spot,
      diskType: gcpMachines[machine]!.disk,
      diskSizeGb: diskGiB,
      bootDiskKmsKey: args.volumesKey.id,
      serviceAccount: args.serviceAccount,
      // What the account may do is IAM's to say, and not the machine's.
      oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
      // Pods ask GKE's metadata server, which knows them from their node.
      workloadMetadataConfig: { mode: "GKE_METADATA" },
      metadata: { "disable-legacy-endpoints": "true" },
      // Not every image for ARM boots with Secure Boot, and a node that does not boot is never replaced by one that does:
      // https://github.com/terraform-google-modules/terraform-google-bastion-host/issues/156
      shieldedInstanceConfig: { enableSecureBoot: false, enableIntegrityMonitoring: true },
      tags: [nodeTag],
      labels: { [poolLabel]: pool },
      taints: traits[pool].taints,
    };
  }
}
