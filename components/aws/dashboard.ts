import * as pulumi from "@pulumi/pulumi";
import type { Watched } from "./alarm-table.ts";
import { type Metric, cacheMetric, controlPlaneMetric, databaseMetric, natMetric, nodesMetric } from "./metrics.ts";

/** One service: a line of graphs below its name, which leads to its page in the console. */
interface Row {
  readonly title: string;
  /** Address of the page, below that of the region's console; the region goes into it. */
  readonly page: (region: string) => pulumi.Input<string>;
  readonly graphs: readonly Graph[];
}

interface Graph {
  readonly title: string;
  /** What is drawn, or the search that finds it. */
  readonly metrics: readonly Metric[] | Search;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html */
interface Search {
  readonly search: string;
  readonly statistic: Metric["statistic"];
  readonly hours: number;
}

const rowsOf = ({ cluster, database, cache, network }: Watched): readonly Row[] => [
  {
    title: "Cluster",
    page: (region) => pulumi.interpolate`eks/clusters/${cluster.clusterName}?region=${region}`,
    graphs: [
      {
        title: "Processors and memory of the nodes, %",
        metrics: ["node_cpu_utilization", "node_memory_utilization"].map((name) =>
          nodesMetric(cluster.clusterName, name),
        ),
      },
      {
        title: "Nodes",
        metrics: ["cluster_node_count", "cluster_failed_node_count"].map((name) =>
          nodesMetric(cluster.clusterName, name, "Maximum"),
        ),
      },
      {
        title: "Pods that wait",
        metrics: ["scheduler_pending_pods", "scheduler_pending_pods_UNSCHEDULABLE"].map((name) =>
          controlPlaneMetric(cluster.clusterName, name, "Maximum"),
        ),
      },
    ],
  },
  {
    title: "Database",
    page: (region) => pulumi.interpolate`rds/home?region=${region}#database:id=${database.instanceId};is-cluster=false`,
    graphs: [
      {
        title: "Connections",
        metrics: [database.instanceId, ...database.replicaIds].map((id) =>
          databaseMetric(id, "DatabaseConnections", "Maximum"),
        ),
      },
      {
        title: "Processors, %",
        metrics: [database.instanceId, ...database.replicaIds].map((id) => databaseMetric(id, "CPUUtilization")),
      },
      { title: "Free storage, bytes", metrics: [databaseMetric(database.instanceId, "FreeStorageSpace", "Minimum")] },
      {
        title: "Latency, seconds",
        metrics: ["ReadLatency", "WriteLatency"].map((name) => databaseMetric(database.instanceId, name)),
      },
    ],
  },
  {
    title: "Cache",
    page: (region) => pulumi.interpolate`elasticache/home?region=${region}#/redis/${cache.cacheId}`,
    graphs: [
      {
        title: "Memory, %",
        metrics: cache.nodeIds.map((id) => cacheMetric(id, "DatabaseMemoryUsagePercentage", "Maximum")),
      },
      { title: "Redis' thread, %", metrics: cache.nodeIds.map((id) => cacheMetric(id, "EngineCPUUtilization")) },
      { title: "Evictions", metrics: cache.nodeIds.map((id) => cacheMetric(id, "Evictions", "Sum")) },
      { title: "Connections", metrics: cache.nodeIds.map((id) => cacheMetric(id, "CurrConnections", "Maximum")) },
    ],
  },
  {
    title: "Network",
    page: (region) => `vpcconsole/home?region=${region}#NatGateways:`,
    graphs: [
      {
        title: "To the internet, bytes",
        metrics: network.egressIds.map((id) => natMetric(id, "BytesOutToDestination", "Sum")),
      },
      {
        title: "Connections without a port",
        metrics: network.egressIds.map((id) => natMetric(id, "ErrorPortAllocation", "Sum")),
      },
      {
        title: "Requests that the firewall blocked",
        metrics: { search: '{AWS/WAFV2,Region,Rule,WebACL} MetricName="BlockedRequests"', statistic: "Sum", hours: 1 },
      },
    ],
  },
  {
    title: "Images",
    page: (region) => `ecr/private-registry/repositories?region=${region}`,
    graphs: [
      {
        title: "Pulls",
        metrics: { search: '{AWS/ECR,RepositoryName} MetricName="RepositoryPullCount"', statistic: "Sum", hours: 1 },
      },
    ],
  },
  {
    title: "Backups",
    page: (region) => `backup/home?region=${region}#/jobs/backup`,
    graphs: [
      {
        title: "Jobs of a day",
        metrics: { search: 'Namespace="AWS/Backup" NumberOfBackupJobs', statistic: "Sum", hours: 24 },
      },
    ],
  },
];

/** Of CloudWatch's grid, which has 24 columns: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const grid = { width: 24, titleHeight: 1, graphHeight: 6, alarmsHeight: 4 };

/** What the dashboard shows: the alarms, and below them each service. */
export function dashboardBody(
  parts: Watched,
  alarmArns: pulumi.Output<string>[],
  region: pulumi.Output<string>,
): pulumi.Output<string> {
  const alarms = {
    type: "alarm",
    ...{ x: 0, y: 0, width: grid.width, height: grid.alarmsHeight },
    properties: { title: "Alarms", alarms: alarmArns },
  };
  const rowHeight = grid.titleHeight + grid.graphHeight;
  const widgets = rowsOf(parts).flatMap((row, index) => rowWidgets(row, grid.alarmsHeight + index * rowHeight, region));
  return pulumi.jsonStringify({ widgets: [alarms, ...widgets] });
}

function rowWidgets({ title, page, graphs }: Row, y: number, region: pulumi.Output<string>) {
  const address = pulumi.interpolate`https://${region}.console.aws.amazon.com/${region.apply(page)}`;
  const width = Math.floor(grid.width / graphs.length);
  return [
    {
      type: "text",
      ...{ x: 0, y, width: grid.width, height: grid.titleHeight },
      properties: { markdown: pulumi.interpolate`## [${title}](${address})`, background: "transparent" },
    },
    ...graphs.map((graph, index) => ({
      type: "metric",
      ...{ x: index * width, y: y + grid.titleHeight, width, height: grid.graphHeight },
      properties: { title: graph.title, region, view: "timeSeries", metrics: drawn(graph) },
    })),
  ];
}

/** As the dashboard's body has them: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Metrics-Array-Format */
function drawn({ metrics }: Graph) {
  if ("search" in metrics) {
    const { search, statistic, hours } = metrics;
    return [[{ expression: `SEARCH('${search}', '${statistic}', ${hours * 3600})` }]];
  }
  return metrics.map(({ namespace, name, dimensions, statistic }) => [
    namespace,
    name,
    ...Object.entries(dimensions).flat(),
    { stat: statistic },
  ]);
}
