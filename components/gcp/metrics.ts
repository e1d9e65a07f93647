import * as pulumi from "@pulumi/pulumi";

/** Something that Cloud Monitoring measures, and how it makes one number of its series every five minutes. */
export interface Metric {
  readonly type: string;
  /** What is measured: a monitored resource and its labels. */
  readonly resource: string;
  readonly labels: Readonly<Record<string, pulumi.Input<string>>>;
  readonly aligner: "ALIGN_DELTA" | "ALIGN_MAX" | "ALIGN_MEAN" | "ALIGN_MIN" | "ALIGN_PERCENTILE_99" | "ALIGN_RATE";
  readonly reducer: "REDUCE_MAX" | "REDUCE_MEAN" | "REDUCE_MIN" | "REDUCE_SUM";
}

export const periodSeconds = 300;

/** https://cloud.google.com/monitoring/api/v3/filters */
export const filterOf = ({ type, resource, labels }: Metric): pulumi.Output<string> =>
  pulumi
    .all(Object.entries(labels).map(([name, value]) => pulumi.interpolate`${name} = "${value}"`))
    .apply((conditions) => [`resource.type = "${resource}"`, `metric.type = "${type}"`, ...conditions].join(" AND "));

export const aggregationOf = ({ aligner, reducer }: Metric) => ({
  alignmentPeriod: `${periodSeconds}s`,
  perSeriesAligner: aligner,
  crossSeriesReducer: reducer,
});

/** The last part of a path: what metrics call what has an id of several parts. */
const nameOf = (id: pulumi.Input<string>) => pulumi.output(id).apply((path) => path.split("/").at(-1) ?? "");

/** All nodes together: https://cloud.google.com/monitoring/api/metrics_kubernetes */
export const nodesMetric = (clusterName: pulumi.Input<string>, metric: "cpu" | "memory"): Metric => ({
  type: `kubernetes.io/node/${metric}/allocatable_utilization`,
  resource: "k8s_node",
  labels: {
    "resource.labels.cluster_name": clusterName,
    // What the kernel can take back at once does not count.
    ...(metric === "memory" && { "metric.labels.memory_type": "non-evictable" }),
  },
  aligner: "ALIGN_MEAN",
  reducer: "REDUCE_MEAN",
});

/** One instance of Cloud SQL: https://cloud.google.com/sql/docs/postgres/admin-api/metrics */
export const databaseMetric = (
  project: pulumi.Input<string>,
  instance: pulumi.Input<string>,
  metric: string,
  aligner: Metric["aligner"] = "ALIGN_MEAN",
  reducer: Metric["reducer"] = "REDUCE_MAX",
): Metric => ({
  type: `cloudsql.googleapis.com/database/${metric}`,
  resource: "cloudsql_database",
  labels: { "resource.labels.database_id": pulumi.interpolate`${project}:${instance}` },
  aligner,
  reducer,
});

/** A Redis cluster: https://cloud.google.com/memorystore/docs/cluster/supported-monitoring-metrics */
export const cacheClusterMetric = (
  cacheId: pulumi.Input<string>,
  metric: string,
  aligner: Metric["aligner"] = "ALIGN_MAX",
  reducer: Metric["reducer"] = "REDUCE_MAX",
): Metric => ({
  type: `redis.googleapis.com/cluster/${metric}`,
  resource: "redis.googleapis.com/Cluster",
  labels: { "resource.labels.cluster_id": nameOf(cacheId) },
  aligner,
  reducer,
});

/** A single Redis instance: https://cloud.google.com/memorystore/docs/redis/monitoring-metrics */
export const cacheInstanceMetric = (
  cacheId: pulumi.Input<string>,
  metric: string,
  aligner: Metric["aligner"] = "ALIGN_MAX",
  reducer: Metric["reducer"] = "REDUCE_MAX",
): Metric => ({
  type: `redis.googleapis.com/stats/${metric}`,
  resource: "redis_instance",
  labels: { "resource.labels.instance_id": cacheId },
  aligner,
  reducer,
});

/** Packets that a gateway had no port for: https://cloud.google.com/nat/docs/monitoring#reference-metrics */
export const natMetric = (natId: pulumi.Input<string>): Metric => ({
  type: "router.googleapis.com/nat/dropped_sent_packets_count",
  resource: "nat_gateway",
  labels: { "resource.labels.gateway_name": nameOf(natId), "metric.labels.reason": "OUT_OF_RESOURCES" },
  aligner: "ALIGN_DELTA",
  reducer: "REDUCE_SUM",
});

/**
 * Backups of the cluster that failed, of whatever plan the project has. Google aligns this distribution by percentiles
 * only. https://cloud.google.com/kubernetes-engine/docs/add-on/backup-for-gke/how-to/backup-observability
 */
export const failedBackups: Metric = {
  type: "gkebackup.googleapis.com/backup_completion_times",
  resource: "gkebackup.googleapis.com/BackupPlan",
  labels: { "metric.labels.state": "FAILED" },
  aligner: "ALIGN_PERCENTILE_99",
  reducer: "REDUCE_MAX",
};
