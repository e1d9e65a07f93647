import { createHash } from "node:crypto";
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { machineOf } from "../capacity.ts";
import type { ClusterArgs, NodePool } from "../contract/cluster.ts";
import { type PoolName, aksSpotTaint, buildTaint, poolLabel, poolNames } from "../tables/pools.ts";
import { spread } from "../zone-spread.ts";

type SystemPool = azure.types.input.containerservice.ManagedClusterAgentPoolProfileArgs;

const noSchedule = ({ key, value }: { readonly key: string; readonly value: string }) => `${key}=${value}:NoSchedule`;

/** What the pools differ in, beside their size. */
const taints: Readonly<Record<PoolName, readonly string[]>> = { platform: [], build: [noSchedule(buildTaint)] };

/**
 * The nodes of AKS' own software, which a cluster cannot be made without: small, never spot machines, and closed to all
 * else. AKS never changes their machine, so that the other pools are pools of their own. docs/decisions/azure-cluster.md
 */
export function systemPool({ version, zones, highlyAvailable, network }: ClusterArgs): SystemPool {
  const min = highlyAvailable ? zones.length : 1;
  return {
    name: "system",
    mode: "System",
    type: "VirtualMachineScaleSets",
    orchestratorVersion: version,
    vmSize: "Standard_D2ps_v5",
    osType: "Linux",
    osSKU: "Ubuntu",
    osDiskType: "Managed",
    osDiskSizeGB: 64,
    maxPods: 60,
    count: min,
    minCount: min,
    maxCount: 2 * zones.length,
    enableAutoScaling: true,
    availabilityZones: [...zones],
    vnetSubnetID: network.privateSubnetIds[0],
    // Its software tolerates this: https://learn.microsoft.com/azure/aks/use-system-pools
    nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"],
  };
}

export interface AzureNodePoolsArgs {
  readonly scope: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes' minor version. */
  readonly version: string;
  readonly pools: ClusterArgs["pools"];
  readonly zones: readonly string[];
  /** One for each zone, in their order. */
  readonly subnetIds: readonly pulumi.Input<string>[];
}

/**
 * Nodes with ARM processors. Each pool has a part in every zone, with the way out of that zone: disks do not leave their
 * zone, and neither does the node that the autoscaler adds for one. docs/decisions/azure-cluster.md
 */
export class AzureNodePools extends pulumi.ComponentResource {
  /** Each part of the pools, for whatever needs nodes to wait for. */
  readonly parts: readonly azure.containerservice.AgentPool[];

  private readonly name: string;

  constructor(name: string, args: AzureNodePoolsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:NodePools", name, {}, opts);
    this.name = name;
    this.parts = poolNames.flatMap((pool) => this.createPool(pool, args));
    this.registerOutputs();
  }

  /** A pool of few nodes is in as many zones. */
  private createPool(pool: PoolName, args: AzureNodePoolsArgs): azure.containerservice.AgentPool[] {
    const { min, max } = args.pools[pool];
    const least = spread(min, args.zones);
    const most = spread(max, args.zones);
    return args.zones.flatMap((zone, index) => {
      const limits = { min: least.get(zone)!, max: most.get(zone)! };
      return limits.max < 1 ? [] : [this.createPart(pool, zone, args.subnetIds[index]!, limits, args)];
    });
  }

  private createPart(
    pool: PoolName,
    zone: string,
    subnetId: pulumi.Input<string>,
    { min, max }: Pick<NodePool, "min" | "max">,
    { scope, clusterName, version, pools }: AzureNodePoolsArgs,
  ): azure.containerservice.AgentPool {
    const { machine, diskGiB, spot } = pools[pool];
    const { localDiskGiB, maxPods } = machineOf("azure", machine);
    return new azure.containerservice.AgentPool(
      `${this.name}-${pool}-${zone}`,
      {
        resourceGroupName: scope,
        resourceName: clusterName,
        agentPoolName: partName(pool, zone, pools[pool]),
        mode: "User",
        type: "VirtualMachineScaleSets",
        orchestratorVersion: version,
        vmSize: machine,
        osType: "Linux",
        osSKU: "Ubuntu",
        osDiskType: localDiskGiB >= diskGiB ? "Ephemeral" : "Managed",
        osDiskSizeGB: diskGiB,
        maxPods,
        count: min,
        minCount: min,
        maxCount: max,
        enableAutoScaling: true,
        availabilityZones: [zone],
        vnetSubnetID: subnetId,
        nodeLabels: { [poolLabel]: pool, ...(spot && { [aksSpotTaint.key]: aksSpotTaint.value }) },
        nodeTaints: [...taints[pool], ...(spot ? [noSchedule(aksSpotTaint)] : [])],
        ...(spot && { scaleSetPriority: "Spot", scaleSetEvictionPolicy: "Delete", spotMaxPrice: -1 }),
      },
      // The autoscaler's from the first node on.
      { parent: this, ignoreChanges: ["count"] },
    );
  }
}

/**
 * What AKS calls a part, in its 12 characters: `build2` and a sign for what cannot be changed of it, so that new nodes are
 * there before the old ones go. https://learn.microsoft.com/azure/aks/create-node-pools#limitations
 */
export function partName(pool: PoolName, zone: string, { machine, diskGiB, spot }: NodePool): string {
  const sign = createHash("sha256")
    .update(JSON.stringify([machine, diskGiB, spot]))
    .digest("hex")
    .slice(0, 3);
  return `${pool}${zone}${sign}`;
}
