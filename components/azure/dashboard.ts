import * as pulumi from "@pulumi/pulumi";
import type { Watched } from "./alarm-table.ts";

/** One service: its name, and a graph for each figure. */
interface Row {
  readonly title: string;
  /** What is drawn, all of one type. */
  readonly resourceIds: pulumi.Input<string>[];
  readonly graphs: readonly Graph[];
}

interface Graph {
  readonly title: string;
  readonly metrics: readonly string[];
  readonly aggregation: keyof typeof aggregations;
}

/** As workbooks count them: https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-data-sources#metrics */
const aggregations = { total: 1, minimum: 2, maximum: 3, average: 4 };

const graph = (title: string, aggregation: Graph["aggregation"], ...metrics: string[]): Graph => ({
  title,
  metrics,
  aggregation,
});

const rowsOf = ({ cluster, database, cache, network }: Watched): readonly Row[] => [
  {
    title: "Cluster",
    resourceIds: [cluster.clusterId],
    graphs: [
      graph("Processors of the nodes, %", "average", "node_cpu_usage_percentage"),
      graph("Memory of the nodes, %", "average", "node_memory_working_set_percentage"),
      graph("Pods that wait for a node", "average", "cluster_autoscaler_unschedulable_pods_count"),
    ],
  },
  {
    title: "Database",
    resourceIds: [database.instanceId, ...database.replicaIds],
    graphs: [
      graph("Connections", "maximum", "active_connections"),
      graph("Processors, %", "average", "cpu_percent"),
      graph("Storage, %", "maximum", "storage_percent"),
    ],
  },
  {
    title: "Cache",
    resourceIds: [cache.cacheId],
    graphs: [
      graph("Memory, %", "maximum", "usedmemorypercentage"),
      graph("Processors, %", "average", "percentProcessorTime"),
      graph("Evictions", "total", "evictedkeys"),
    ],
  },
  {
    title: "Network",
    resourceIds: network.egressIds,
    graphs: [
      graph("To and from the internet, bytes", "total", "ByteCount"),
      graph("Connections", "total", "SNATConnectionCount"),
      graph("Packets dropped", "total", "PacketDropCount"),
    ],
  },
];

const day = 24 * 3600 * 1000;

/** What the dashboard shows, as a workbook has it. */
export const dashboardBody = (parts: Watched): pulumi.Output<string> =>
  pulumi.jsonStringify({ version: "Notebook/1.0", items: rowsOf(parts).flatMap(items), isLocked: false });

const items = ({ title, resourceIds, graphs }: Row) => [
  { type: 1, name: title, content: { json: `## ${title}` } },
  ...graphs.map((each) => ({
    type: 10,
    name: `${title}: ${each.title}`,
    customWidth: String(Math.floor(100 / graphs.length)),
    content: {
      version: "MetricsItem/2.0",
      title: each.title,
      size: 0,
      chartType: 2,
      metricScope: 0,
      timeContext: { durationMs: day },
      resourceType: typeOf(resourceIds),
      resourceIds,
      metrics: each.metrics.map((metric) => ({
        namespace: typeOf(resourceIds),
        metric: pulumi.interpolate`${typeOf(resourceIds)}--${metric}`,
        aggregation: aggregations[each.aggregation],
      })),
    },
  })),
];

/** `microsoft.cache/redisenterprise`, from an id of such a resource. */
const typeOf = ([resourceId]: pulumi.Input<string>[]): pulumi.Output<string> =>
  pulumi.output(resourceId).apply((id = "") => (/providers\/([^/]+\/[^/]+)/.exec(id)?.[1] ?? "").toLowerCase());
