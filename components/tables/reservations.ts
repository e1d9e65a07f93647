import type { Cloud } from "./clouds.ts";
import type { Machine } from "./machines/index.ts";

/** What of a node its pods cannot have: it is kept for the kubelet, the container runtime and the system. */
export interface Reservation {
  readonly cores: (machine: Machine) => number;
  readonly memoryGiB: (machine: Machine) => number;
  /** @param diskGiB size of the disk that images, logs and pods share. */
  readonly diskGiB: (diskGiB: number) => number;
}

/** A share of each part of the amount: of what lies below the first bound, between the first and the second, and so on. */
const graduated =
  (...parts: readonly (readonly [bound: number, share: number])[]) =>
  (amount: number): number =>
    parts.reduce((sum, [bound, share], index) => {
      const from = index === 0 ? 0 : parts[index - 1]![0];
      return sum + Math.max(0, Math.min(amount, bound) - from) * share;
    }, 0);

const cores = {
  eksAndGke: graduated([1, 0.06], [2, 0.01], [4, 0.005], [Infinity, 0.0025]),
  aks: graduated([1, 0.06], [2, 0.04], [4, 0.02], [Infinity, 0.01]),
};

const gkeMemory = graduated([4, 0.25], [8, 0.2], [16, 0.1], [128, 0.06], [Infinity, 0.02]);

/** The kubelets of all clouds begin to evict pods when less than 100 MiB of memory or 10 % of the disk are free. */
const eviction = { memoryGiB: 100 / 1024, diskShare: 0.1 };

export const reservations: Readonly<Record<Cloud, Reservation>> = {
  // nodeadm/internal/kubelet/config.go of https://github.com/awslabs/amazon-eks-ami (2026-07-23). It counts the pods that
  // the machine's network interfaces have addresses for, also where the node is then allowed more or fewer.
  aws: {
    cores: (machine) => cores.eksAndGke(machine.cores),
    memoryGiB: (machine) => (255 + 11 * machine.maxPods) / 1024 + eviction.memoryGiB,
    diskGiB: (diskGiB) => 1 + diskGiB * eviction.diskShare,
  },
  // https://learn.microsoft.com/azure/aks/node-resource-reservations (2026-06-11), for the most pods that a pool can have.
  // It gives the cores from 1 to 64 in a table, which these shares meet at each step.
  azure: {
    cores: (machine) => cores.aks(machine.cores),
    memoryGiB: (machine) => Math.min((50 + 20 * machine.maxPods) / 1024, machine.memoryGiB / 4) + eviction.memoryGiB,
    diskGiB: (diskGiB) => diskGiB * eviction.diskShare,
  },
  // https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes, for pools of up to 110 pods a node. The
  // system's own partitions are not in its text, but in its example: 100 GiB show as 94, of which pods have 43.8.
  gcp: {
    cores: (machine) => cores.eksAndGke(machine.cores),
    memoryGiB: (machine) => gkeMemory(machine.memoryGiB) + eviction.memoryGiB,
    diskGiB: (diskGiB) => 6 + Math.min(diskGiB / 2, 6 + diskGiB * 0.35, 100) + diskGiB * eviction.diskShare,
  },
};
