import { prefixOf } from "../addresses.ts";
import { buildsPerNode } from "../capacity.ts";
import type { ClusterArgs } from "../contract/cluster.ts";
import { type PoolName, daemonDemand, poolNames } from "../tables/pools.ts";
import { subnetCidr } from "./subnet-layout.ts";
import { spread } from "../zone-spread.ts";

type Pools = ClusterArgs["pools"];

/** Addresses that a node takes at a time for its pods: https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html */
const block = 16;

/**
 * Addresses of a zone's private subnet that nodes never get: AWS's five, those of endpoints, of load balancers and of the
 * control plane, and some at the edges of blocks.
 */
const others = 32;

/** Nodes that an update starts in a zone before it takes away as many: https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html */
const surge = 2;

/** Honua's services, the monitoring and whatever comes with customers, on a full node. */
const platformPods = 40;

/** Pods that a node of the pool is full with. */
const podsOn: Readonly<Record<PoolName, (pools: Pools) => number>> = {
  platform: () => platformPods,
  build: ({ build }) => buildsPerNode("aws", build) + daemonDemand.pods,
};

/** Its own two, the blocks of its pods, and one more that it keeps at hand. */
const addressesOf = (pods: number) => 2 + (Math.ceil(pods / block) + 1) * block;

/** Addresses that a zone's private subnet needs when every pool has grown to its most nodes. */
export function addressesNeeded(pools: Pools, zones: readonly string[]): number {
  const ofPool = (pool: PoolName) => {
    const nodes = Math.max(...spread(pools[pool].max, zones).values()) + surge;
    return nodes * addressesOf(podsOn[pool](pools));
  };
  return others + poolNames.reduce((sum, pool) => sum + ofPool(pool), 0);
}

/**
 * What a range would have to be for these pools, where it is too small: subnets cannot grow, and a full one takes no more
 * pods.
 */
export function addressProblem(cidr: string, zones: readonly string[], pools: Pools): string | undefined {
  const needed = addressesNeeded(pools, zones);
  const available = 2 ** (32 - prefixOf(subnetCidr(cidr, "private", zones[0]!)));
  if (needed <= available) return undefined;
  const prefix = prefixOf(cidr) - Math.ceil(Math.log2(needed / available));
  const allowed = prefix < 16 ? "a range for fewer or larger nodes" : `a range with a prefix of at most ${prefix}`;
  return `${allowed}: the nodes and pods of each zone need up to ${needed} addresses, and have ${available}`;
}
