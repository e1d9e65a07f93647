/** What sizing needs to know of a machine that Kubernetes nodes are made of. All of them have ARM processors. */
export interface Machine {
  readonly cores: number;
  readonly memoryGiB: number;
  /** Disks inside the machine, all together, which pods can have as ephemeral storage; 0 where there are none. */
  readonly localDiskGiB: number;
  /** Pods that a node can have at most, those of the system included. */
  readonly maxPods: number;
  /** Where it is offered: regions on AWS and Azure, zones on GCP. Only supported regions and their zones are listed. */
  readonly offeredIn: readonly string[];
}
