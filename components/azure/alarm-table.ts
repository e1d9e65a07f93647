import type * as pulumi from "@pulumi/pulumi";
import type { MonitoringArgs } from "../contract/monitoring.ts";

export interface Alarm {
  /** The end of the alarm's name: `database-connections`. */
  readonly name: string;
  /** What is wrong, and what it leads to: the mail says it. */
  readonly description: string;
  /** What is measured. */
  readonly resourceId: pulumi.Input<string>;
  /** https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index */
  readonly metric: string;
  readonly aggregation: "Average" | "Maximum" | "Minimum" | "Total";
  /** Which of the metric's series count; with `*` each of them alone. Default: all together. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** On which side of the threshold it rings. */
  readonly rings: "above" | "below";
  readonly threshold: number;
  /** Minutes that are looked back on. Azure counts no periods: what has to last is an average or a minimum of all of them. */
  readonly minutes: 5 | 15 | 30;
  /** 0 for what is down, to 4 for what is only told. */
  readonly severity: 0 | 1 | 2 | 3;
}

type Ringing = Pick<Alarm, "rings" | "threshold" | "minutes" | "severity">;

const above = (threshold: number, minutes: Alarm["minutes"], severity: Alarm["severity"] = 2): Ringing => ({
  rings: "above",
  threshold,
  minutes,
  severity,
});

const below = (threshold: number, minutes: Alarm["minutes"], severity: Alarm["severity"]): Ringing => ({
  ...above(threshold, minutes, severity),
  rings: "below",
});

export type Watched = Pick<MonitoringArgs, "cluster" | "database" | "cache" | "network">;

/** Everything that rings. */
export const alarmsOf = (parts: Watched): Alarm[] => [
  ...clusterAlarms(parts),
  ...databaseAlarms(parts),
  ...cacheAlarms(parts),
  ...networkAlarms(parts),
];

/** https://learn.microsoft.com/azure/aks/monitor-aks-reference#metrics: AKS measures these by itself, without an agent. */
const clusterAlarms = ({ cluster: { clusterId } }: Watched): Alarm[] => [
  {
    name: "cluster-cpu",
    description: "The nodes' processors are busy: builds and requests get slower. Is a pool at its maximum?",
    resourceId: clusterId,
    metric: "node_cpu_usage_percentage",
    aggregation: "Average",
    ...above(80, 15),
  },
  {
    name: "cluster-memory",
    description: "The nodes' memory is nearly used up: pods will be evicted. Is a pool at its maximum?",
    resourceId: clusterId,
    metric: "node_memory_working_set_percentage",
    aggregation: "Average",
    ...above(80, 15),
  },
  {
    name: "cluster-unschedulable-pods",
    description: "A pod has waited for ten minutes: a pool is at its maximum, or the cloud has no such machines left.",
    resourceId: clusterId,
    metric: "kube_pod_status_phase",
    // Of each pod alone, once a minute: a burst of builds, each of which waits for a new node for a while, is no alarm.
    aggregation: "Total",
    dimensions: { phase: "Pending", pod: "*" },
    ...above(10, 15),
  },
];

/** https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-monitoring */
const databaseAlarms = ({ database: { instanceId, replicaIds, maxConnections } }: Watched): Alarm[] => [
  {
    name: "database-down",
    description: "The database answers no more.",
    resourceId: instanceId,
    metric: "is_db_alive",
    aggregation: "Maximum",
    ...below(1, 5, 0),
  },
  {
    name: "database-connections",
    description: "Four of five connections are taken: soon new ones will be refused.",
    resourceId: instanceId,
    metric: "active_connections",
    aggregation: "Maximum",
    ...above(Math.floor(0.8 * maxConnections), 15),
  },
  {
    name: "database-cpu",
    description: "The database's processors are busy.",
    resourceId: instanceId,
    metric: "cpu_percent",
    aggregation: "Average",
    ...above(80, 15),
  },
  {
    name: "database-storage",
    // https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-storage#storage-autogrow
    description: "Nine tenths of the storage have been used for half an hour: by now it should have grown.",
    resourceId: instanceId,
    metric: "storage_percent",
    aggregation: "Minimum",
    ...above(90, 30),
  },
  ...replicaIds.map((id, index): Alarm => ({
    name: `database-replica-${index + 1}-lag`,
    description: "The replica is more than five minutes behind: what reads from it sees the past.",
    resourceId: id,
    metric: "physical_replication_delay_in_seconds",
    aggregation: "Minimum",
    ...above(300, 15),
  })),
];

/** Both of Azure's services have them: https://learn.microsoft.com/azure/redis/monitor-cache-reference */
const cacheAlarms = ({ cache: { cacheId } }: Watched): Alarm[] => [
  {
    name: "cache-memory",
    description: "The cache's memory is nearly full: soon keys will be thrown out.",
    resourceId: cacheId,
    metric: "usedmemorypercentage",
    aggregation: "Maximum",
    ...above(80, 15),
  },
  {
    name: "cache-cpu",
    description: "The cache's processors are busy: everything that waits for it gets slower.",
    resourceId: cacheId,
    metric: "percentProcessorTime",
    aggregation: "Average",
    ...above(75, 15),
  },
  {
    name: "cache-evictions",
    description: "The cache throws keys out before their time: it is too small.",
    resourceId: cacheId,
    metric: "evictedkeys",
    aggregation: "Total",
    ...above(0, 15, 3),
  },
];

/** https://learn.microsoft.com/azure/nat-gateway/nat-metrics */
const networkAlarms = ({ network }: Watched): Alarm[] =>
  network.egressIds.flatMap((resourceId, index): Alarm[] => [
    {
      name: `nat-${index + 1}-ports`,
      description: "A NAT gateway has no port left for new connections to the internet: they fail.",
      resourceId,
      metric: "SNATConnectionCount",
      aggregation: "Total",
      dimensions: { ConnectionState: "Failed" },
      ...above(0, 5),
    },
    {
      name: `nat-${index + 1}-down`,
      description: "A NAT gateway lets less than nine tenths through: what is in its zone loses the internet.",
      resourceId,
      metric: "DatapathAvailability",
      aggregation: "Average",
      ...below(90, 15, 1),
    },
  ]);
