import type { NodePool } from "./contract/cluster.ts";
import type { Cloud } from "./tables/clouds.ts";
import { type Machine, machines } from "./tables/machines/index.ts";
import { buildDemand, daemonDemand, imagesGiB } from "./tables/pools.ts";
import { reservations } from "./tables/reservations.ts";

/** What pods can ask for, on one node. */
export interface Room {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly diskGiB: number;
  readonly pods: number;
}

/**
 * Of its memory a machine shows the system less than is paid for. Karpenter, which has to know before the machine is
 * there, takes 7.5 % off: https://karpenter.sh/docs/reference/settings (VM_MEMORY_OVERHEAD_PERCENT).
 */
const shownMemory = 0.925;

/** Nodes may be allowed more pods, by the machine or the pool; all clouds allow this many, and builds need far fewer. */
export const commonPods = 110;

/** What Kubernetes gives out of a node: what it calls allocatable. */
export function allocatable(cloud: Cloud, machine: Machine, diskGiB: number): Room {
  const reserved = reservations[cloud];
  return {
    cores: machine.cores - reserved.cores(machine),
    memoryGiB: machine.memoryGiB * shownMemory - reserved.memoryGiB(machine),
    diskGiB: diskGiB - reserved.diskGiB(diskGiB),
    pods: Math.min(machine.maxPods, commonPods),
  };
}

/**
 * How many builds run on a node side by side, each with all that it may take, beside the daemons that every node runs.
 * Kubernetes does not count images, but they fill the disk, and pods are evicted when nine tenths of it are full.
 */
export function buildsPerNode(cloud: Cloud, { machine, diskGiB }: Pick<NodePool, "machine" | "diskGiB">): number {
  const room = allocatable(cloud, machineOf(cloud, machine), diskGiB);
  const builds = [
    (room.cores - daemonDemand.cores) / buildDemand.cores,
    (room.memoryGiB - daemonDemand.memoryGiB) / buildDemand.memoryGiB,
    Math.min(room.diskGiB, diskGiB * 0.9 - imagesGiB) / buildDemand.diskGiB,
    room.pods - daemonDemand.pods,
  ];
  return Math.max(0, Math.floor(Math.min(...builds)));
}

/** How many builds a pool can run side by side when it has grown to its most nodes. */
export function buildsHeld(cloud: Cloud, pool: Pick<NodePool, "machine" | "diskGiB" | "max">): number {
  return pool.max * buildsPerNode(cloud, pool);
}

/** The machine of that name. Configuration takes only those of the tables. */
export function machineOf(cloud: Cloud, name: string): Machine {
  const machine = (machines[cloud] as Readonly<Record<string, Machine>>)[name];
  if (machine === undefined) throw new Error(`${name} is no machine of components/tables/machines/${cloud}.ts`);
  return machine;
}
