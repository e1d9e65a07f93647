import type { Machine } from "./types.ts";

export interface GcpMachine extends Machine {
  /** The disk that boots it and holds its volumes. T2A takes Persistent Disks only, the others Hyperdisks only. */
  readonly disk: "pd-balanced" | "hyperdisk-balanced";
}

const zones = (region: string, letters: string) => [...letters].map((letter) => `${region}-${letter}`);

/** https://cloud.google.com/compute/docs/regions-zones#available, a copy of 2026 that has C4N and X4. */
const offers = {
  t2a: [zones("us-central1", "abf"), zones("europe-west4", "abc"), zones("asia-southeast1", "bc")].flat(),
  c4a: [
    zones("us-central1", "abcf"),
    zones("us-east1", "bcd"),
    zones("us-east4", "abc"),
    zones("europe-west1", "bcd"),
    zones("europe-west3", "abc"),
    zones("europe-west4", "abc"),
    zones("asia-northeast1", "abc"),
    zones("asia-southeast1", "abc"),
  ].flat(),
  n4a: [
    zones("us-central1", "abcf"),
    zones("us-east1", "bcd"),
    zones("us-east4", "abc"),
    zones("europe-west1", "bc"),
    zones("europe-west3", "abc"),
    zones("europe-west4", "abc"),
    zones("asia-southeast1", "abc"),
  ].flat(),
} as const;

const n4aCores = [1, 2, 4, 8, 16, 32, 48, 64];
const c4aCores = [...n4aCores, 72];
/** Local disks of 375 GiB each, by cores. */
const c4aDisks: Readonly<Record<number, number>> = { 4: 1, 8: 2, 16: 4, 32: 6, 48: 10, 64: 14, 72: 16 };

/**
 * Cores, memory (what Google calls GB are GiB), local disks and disk types:
 * https://cloud.google.com/compute/docs/general-purpose-machines, a copy of 2026. No x86 hides behind these: a vCPU is a
 * whole core on all of them. GKE takes local disks with C4A only:
 * https://cloud.google.com/kubernetes-engine/docs/concepts/arm-on-gke.
 */
const kinds = [
  { name: "t2a-standard", memoryPerCore: 4, cores: [1, 2, 4, 8, 16, 32, 48], disk: "pd-balanced" },
  { name: "c4a-standard", memoryPerCore: 4, cores: c4aCores, disk: "hyperdisk-balanced" },
  { name: "c4a-highcpu", memoryPerCore: 2, cores: c4aCores, disk: "hyperdisk-balanced" },
  { name: "c4a-highmem", memoryPerCore: 8, cores: c4aCores, disk: "hyperdisk-balanced" },
  { name: "n4a-standard", memoryPerCore: 4, cores: n4aCores, disk: "hyperdisk-balanced" },
  { name: "n4a-highcpu", memoryPerCore: 2, cores: n4aCores, disk: "hyperdisk-balanced" },
  { name: "n4a-highmem", memoryPerCore: 8, cores: n4aCores, disk: "hyperdisk-balanced" },
] as const;

/**
 * What GKE takes at most; a node pool has 110 unless it says otherwise, and the range of pod addresses limits it too:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr.
 */
const maxPods = 256;

const withoutDisks = kinds.flatMap(({ name, memoryPerCore, cores, disk }) =>
  cores.map((count): [string, GcpMachine] => [
    `${name}-${count}`,
    {
      cores: count,
      memoryGiB: count * memoryPerCore,
      localDiskGiB: 0,
      maxPods,
      offeredIn: offers[name.slice(0, 3) as keyof typeof offers],
      disk,
    },
  ]),
);

const withDisks = withoutDisks.flatMap(([name, machine]): [string, GcpMachine][] =>
  /^c4a-(standard|highmem)-/.test(name) && machine.cores in c4aDisks
    ? [[`${name}-lssd`, { ...machine, localDiskGiB: c4aDisks[machine.cores]! * 375 }]]
    : [],
);

export const gcpMachines: Readonly<Record<string, GcpMachine>> = Object.fromEntries([...withoutDisks, ...withDisks]);
