import type { MonitoringArgs } from "../contract/monitoring.ts";
import { type Metric, cacheMetric, controlPlaneMetric, databaseMetric, natMetric, nodesMetric } from "./metrics.ts";

export interface Alarm {
  /** The end of the alarm's name: `database-connections`. */
  readonly name: string;
  /** What is wrong, and what it leads to: the mail says it. */
  readonly description: string;
  readonly metric: Metric;
  /** On which side of the threshold it rings. */
  readonly rings: "above" | "below";
  readonly threshold: number;
  /** How long it must have been like that, in periods of five minutes. */
  readonly periods: number;
  /** What it means that nothing is measured: all is well, the worst, or nothing at all. */
  readonly silence: "notBreaching" | "breaching" | "missing";
}

type Ringing = Pick<Alarm, "rings" | "threshold" | "periods" | "silence">;

const above = (threshold: number, periods: number, silence: Alarm["silence"] = "missing"): Ringing => ({
  rings: "above",
  threshold,
  periods,
  silence,
});

const below = (threshold: number, periods: number): Ringing => ({ ...above(threshold, periods), rings: "below" });

export type Watched = Pick<MonitoringArgs, "cluster" | "database" | "cache" | "network">;

/** Everything that rings. */
export const alarmsOf = (parts: Watched): Alarm[] => [
  ...clusterAlarms(parts),
  ...databaseAlarms(parts),
  ...cacheAlarms(parts),
  ...networkAlarms(parts),
];

const clusterAlarms = ({ cluster: { clusterName } }: Watched): Alarm[] => [
  {
    name: "cluster-cpu",
    description: "The nodes' processors are busy: builds and requests get slower. Is a pool at its maximum?",
    metric: nodesMetric(clusterName, "node_cpu_utilization"),
    ...above(80, 2),
  },
  {
    name: "cluster-memory",
    description: "The nodes' memory is nearly used up: pods will be evicted. Is a pool at its maximum?",
    metric: nodesMetric(clusterName, "node_memory_utilization"),
    ...above(80, 2),
  },
  {
    name: "cluster-failed-nodes",
    description: "A node is not ready, and was not replaced.",
    metric: nodesMetric(clusterName, "cluster_failed_node_count", "Minimum"),
    ...above(0, 3),
  },
  {
    name: "cluster-unschedulable-pods",
    description: "Pods wait for a node that fits: a pool is at its maximum, or the cloud has no such machines left.",
    metric: controlPlaneMetric(clusterName, "scheduler_pending_pods_UNSCHEDULABLE", "Minimum"),
    ...above(0, 3),
  },
];

const GiB = 2 ** 30;

function databaseAlarms({ database }: Watched): Alarm[] {
  const { instanceId, replicaIds, maxConnections, storageGiB } = database;
  return [
    {
      name: "database-connections",
      description: "Four of five connections are taken: soon new ones will be refused.",
      metric: databaseMetric(instanceId, "DatabaseConnections", "Maximum"),
      ...above(Math.floor(0.8 * maxConnections), 2),
    },
    {
      name: "database-cpu",
      description: "The database's processors are busy, or it answers no more at all.",
      metric: databaseMetric(instanceId, "CPUUtilization"),
      ...above(80, 3, "breaching"),
    },
    {
      name: "database-storage",
      // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
      description: "Less than a tenth of the storage has been free for half an hour: by now it should have grown.",
      metric: databaseMetric(instanceId, "FreeStorageSpace", "Maximum"),
      ...below(Math.floor(0.1 * storageGiB) * GiB, 6),
    },
    ...replicaIds.map((id, index): Alarm => ({
      name: `database-replica-${index + 1}-lag`,
      description: "The replica is more than five minutes behind: what reads from it sees the past.",
      metric: databaseMetric(id, "ReplicaLag", "Minimum"),
      ...above(300, 2),
    })),
  ];
}

const cacheAlarms = ({ cache }: Watched): Alarm[] =>
  cache.nodeIds.flatMap((id, index): Alarm[] => [
    {
      name: `cache-${index + 1}-memory`,
      description: "The cache's memory is nearly full: soon keys will be thrown out.",
      metric: cacheMetric(id, "DatabaseMemoryUsagePercentage", "Maximum"),
      ...above(80, 2),
    },
    {
      name: `cache-${index + 1}-cpu`,
      description: "Redis' one thread is busy: everything that waits for the cache gets slower.",
      metric: cacheMetric(id, "EngineCPUUtilization"),
      ...above(75, 2),
    },
    {
      name: `cache-${index + 1}-evictions`,
      description: "The cache throws keys out before their time: it is too small.",
      metric: cacheMetric(id, "Evictions", "Sum"),
      ...above(0, 2, "notBreaching"),
    },
  ]);

const networkAlarms = ({ network }: Watched): Alarm[] =>
  network.egressIds.map((id, index) => ({
    name: `nat-${index + 1}-ports`,
    description: "A NAT gateway has no port left for new connections to the internet: they fail.",
    metric: natMetric(id, "ErrorPortAllocation", "Sum"),
    ...above(0, 1, "notBreaching"),
  }));
