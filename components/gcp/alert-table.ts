import * as pulumi from "@pulumi/pulumi";
import type { MonitoringArgs } from "../contract/monitoring.ts";
import {
  type Metric,
  cacheClusterMetric,
  cacheInstanceMetric,
  databaseMetric,
  failedBackups,
  natMetric,
  nodesMetric,
} from "./metrics.ts";

export interface Alert {
  /** The end of the policy's name: `database-connections`. */
  readonly name: string;
  /** What is wrong, and what it leads to: the mail says it. */
  readonly description: string;
  readonly when: Threshold | Query | Entry;
}

/** A number that has been too high or too low. */
interface Threshold {
  readonly metric: Metric;
  readonly rings: "above" | "below";
  readonly threshold: number;
  /** How long, in periods of five minutes. */
  readonly periods: number;
}

/** A query of Prometheus that has had an answer. */
export interface Query {
  readonly query: pulumi.Output<string>;
  readonly minutes: number;
}

/** Something that was logged. */
export interface Entry {
  readonly filter: pulumi.Output<string>;
}

const above = (metric: Metric, threshold: number, periods: number): Threshold => ({
  metric,
  rings: "above",
  threshold,
  periods,
});

const below = (metric: Metric, threshold: number, periods: number): Threshold => ({
  ...above(metric, threshold, periods),
  rings: "below",
});

export type Watched = Pick<MonitoringArgs, "scope" | "cluster" | "database" | "cache" | "network">;

/** Everything that rings. */
export const alertsOf = (parts: Watched): Alert[] => [
  ...clusterAlerts(parts),
  ...databaseAlerts(parts),
  ...(parts.cache.authentication === "iam" ? cacheClusterAlerts(parts) : cacheInstanceAlerts(parts)),
  ...networkAlerts(parts),
  ...backupAlerts(parts),
];

const clusterAlerts = ({ cluster: { clusterName } }: Watched): Alert[] => [
  {
    name: "cluster-cpu",
    description: "The nodes' processors are busy: builds and requests get slower. Is a pool at its maximum?",
    when: above(nodesMetric(clusterName, "cpu"), 0.8, 2),
  },
  {
    name: "cluster-memory",
    description: "The nodes' memory is nearly used up: pods will be evicted. Is a pool at its maximum?",
    when: above(nodesMetric(clusterName, "memory"), 0.8, 2),
  },
  {
    name: "cluster-unschedulable-pods",
    description: "Pods wait for a node that fits: a pool is at its maximum, or the cloud has no such machines left.",
    when: {
      query: pulumi.interpolate`sum(scheduler_pending_pods{queue="unschedulable",cluster="${clusterName}"}) > 0`,
      minutes: 15,
    },
  },
];

function databaseAlerts({ scope, database }: Watched): Alert[] {
  const { instanceId, replicaIds, maxConnections } = database;
  return [
    {
      name: "database-up",
      description: "The database does not answer.",
      when: below(databaseMetric(scope, instanceId, "up", "ALIGN_MAX"), 1, 1),
    },
    {
      name: "database-connections",
      description: "Four of five connections are taken: soon new ones will be refused.",
      when: above(
        // It is measured for each database.
        databaseMetric(scope, instanceId, "postgresql/num_backends", "ALIGN_MAX", "REDUCE_SUM"),
        Math.floor(0.8 * maxConnections),
        2,
      ),
    },
    {
      name: "database-cpu",
      description: "The database's processors are busy: everything that waits for it gets slower.",
      when: above(databaseMetric(scope, instanceId, "cpu/utilization"), 0.8, 3),
    },
    {
      name: "database-memory",
      description: "The database's memory is nearly used up, caches included: it may be ended and begin anew.",
      when: above(databaseMetric(scope, instanceId, "memory/utilization"), 0.95, 3),
    },
    {
      name: "database-storage",
      description: "Nine tenths of the storage have been used for half an hour: by now it should have grown.",
      when: above(databaseMetric(scope, instanceId, "disk/utilization"), 0.9, 6),
    },
    ...replicaIds.map((id, index): Alert => ({
      name: `database-replica-${index + 1}-lag`,
      description: "The replica is more than five minutes behind: what reads from it sees the past.",
      when: above(databaseMetric(scope, id, "replication/replica_lag", "ALIGN_MIN"), 300, 2),
    })),
  ];
}

const cacheDescriptions = {
  memory: "The cache's memory is nearly full: soon keys will be thrown out.",
  cpu: "Redis' one thread is busy: everything that waits for the cache gets slower.",
  evictions: "The cache throws keys out before their time: it is too small.",
};

const cacheClusterAlerts = ({ cache: { cacheId } }: Watched): Alert[] => [
  {
    name: "cache-memory",
    description: cacheDescriptions.memory,
    when: above(cacheClusterMetric(cacheId, "memory/maximum_utilization"), 0.8, 2),
  },
  {
    name: "cache-cpu",
    description: cacheDescriptions.cpu,
    when: above(cacheClusterMetric(cacheId, "cpu/maximum_utilization", "ALIGN_MEAN"), 0.75, 2),
  },
  {
    name: "cache-evictions",
    description: cacheDescriptions.evictions,
    when: above(cacheClusterMetric(cacheId, "stats/total_evicted_keys_count", "ALIGN_DELTA", "REDUCE_SUM"), 0, 2),
  },
  {
    name: "cache-backup",
    description: "The cache's last backup has failed.",
    when: below(cacheClusterMetric(cacheId, "backup/last_backup_status", "ALIGN_MIN", "REDUCE_MIN"), 1, 1),
  },
];

const cacheInstanceAlerts = ({ cache: { cacheId } }: Watched): Alert[] => [
  {
    name: "cache-memory",
    description: cacheDescriptions.memory,
    when: above(cacheInstanceMetric(cacheId, "memory/usage_ratio"), 0.8, 2),
  },
  {
    name: "cache-cpu",
    description: cacheDescriptions.cpu,
    // Seconds of work in a second, in the system and for clients.
    when: above(cacheInstanceMetric(cacheId, "cpu_utilization_main_thread", "ALIGN_RATE", "REDUCE_SUM"), 0.75, 2),
  },
  {
    name: "cache-evictions",
    description: cacheDescriptions.evictions,
    when: above(cacheInstanceMetric(cacheId, "evicted_keys", "ALIGN_DELTA", "REDUCE_SUM"), 0, 2),
  },
];

const networkAlerts = ({ network }: Watched): Alert[] =>
  network.egressIds.map((id, index) => ({
    name: `nat-${index + 1}-ports`,
    description: "Cloud NAT has no port left for new connections to the internet: they fail.",
    when: above(natMetric(id), 0, 1),
  }));

const backupAlerts = ({ scope, database }: Watched): Alert[] => [
  {
    name: "database-backup",
    description: "A backup of the database has failed.",
    // https://cloud.google.com/sql/docs/postgres/backup-recovery/backups#troubleshooting
    when: {
      filter: pulumi.interpolate`log_id("cloudaudit.googleapis.com/system_event") AND resource.type = "cloudsql_database" AND resource.labels.database_id = "${scope}:${database.instanceId}" AND protoPayload.methodName = "cloudsql.instances.automatedBackup" AND (severity >= ERROR OR protoPayload.metadata.windowStatus =~ "FAILED")`,
    },
  },
  { name: "cluster-backup", description: "A backup of the cluster has failed.", when: above(failedBackups, 0, 1) },
];
