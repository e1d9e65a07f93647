import * as pulumi from "@pulumi/pulumi";
import type { Watched } from "./alert-table.ts";
import {
  type Metric,
  aggregationOf,
  cacheClusterMetric,
  cacheInstanceMetric,
  databaseMetric,
  filterOf,
  natMetric,
  nodesMetric,
} from "./metrics.ts";

interface Graph {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

/** One service: a line of graphs. */
type Row = readonly Graph[];

const columns = 48;
const height = 16;

function rowsOf({ scope, cluster, database, cache, network }: Watched): Row[] {
  const instances = [database.instanceId, ...database.replicaIds];
  const ofAll = (metric: string) => instances.map((id) => databaseMetric(scope, id, metric));
  const { cacheId } = cache;
  const clustered = cache.authentication === "iam";
  return [
    [
      {
        title: "Cluster: processors and memory of the nodes",
        metrics: [nodesMetric(cluster.clusterName, "cpu"), nodesMetric(cluster.clusterName, "memory")],
      },
      { title: "Network: packets without a port", metrics: network.egressIds.map(natMetric) },
    ],
    [
      {
        title: "Database: connections",
        metrics: instances.map((id) => databaseMetric(scope, id, "postgresql/num_backends", "ALIGN_MAX", "REDUCE_SUM")),
      },
      { title: "Database: processors", metrics: ofAll("cpu/utilization") },
      { title: "Database: storage", metrics: ofAll("disk/utilization") },
    ],
    clustered
      ? [
          { title: "Cache: memory", metrics: [cacheClusterMetric(cacheId, "memory/maximum_utilization")] },
          {
            title: "Cache: processors",
            metrics: [cacheClusterMetric(cacheId, "cpu/maximum_utilization", "ALIGN_MEAN")],
          },
        ]
      : [
          { title: "Cache: memory", metrics: [cacheInstanceMetric(cacheId, "memory/usage_ratio")] },
          {
            title: "Cache: processors",
            metrics: [cacheInstanceMetric(cacheId, "cpu_utilization_main_thread", "ALIGN_RATE", "REDUCE_SUM")],
          },
        ],
  ];
}

/** The alerts, and a graph of what they watch. */
export const dashboardJson = (
  displayName: string,
  parts: Watched,
  policyIds: pulumi.Input<string>[],
): pulumi.Output<string> =>
  pulumi.jsonStringify({
    displayName,
    mosaicLayout: {
      columns,
      tiles: [
        {
          xPos: 0,
          yPos: 0,
          width: columns,
          height,
          widget: { title: "Alerts", incidentList: { policyNames: policyIds } },
        },
        ...rowsOf(parts).flatMap(tilesOf),
      ],
    },
  });

const tilesOf = (row: Row, index: number) =>
  row.map(({ title, metrics }, position) => ({
    xPos: (columns / row.length) * position,
    yPos: height * (index + 1),
    width: columns / row.length,
    height,
    widget: {
      title,
      xyChart: {
        dataSets: metrics.map((metric) => ({
          plotType: "LINE",
          timeSeriesQuery: { timeSeriesFilter: { filter: filterOf(metric), aggregation: aggregationOf(metric) } },
        })),
      },
    },
  }));
