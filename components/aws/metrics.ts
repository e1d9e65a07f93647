import type * as pulumi from "@pulumi/pulumi";

/** Something that CloudWatch measures, and how it makes one number of what came in while it measured. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
}

type OfOne = (id: pulumi.Input<string>, name: string, statistic?: Metric["statistic"]) => Metric;

const metricsOf =
  (namespace: string, dimension: string): OfOne =>
  (id, name, statistic = "Average") => ({ namespace, name, dimensions: { [dimension]: id }, statistic });

/**
 * What the control plane measures, by the cluster's name; EKS sends it by itself.
 * https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html
 */
export const controlPlaneMetric = metricsOf("AWS/EKS", "ClusterName");

/**
 * What Container Insights measures at the nodes, by the cluster's name. Nothing knows their memory without an agent on
 * them: container-insights.ts.
 */
export const nodesMetric = metricsOf("ContainerInsights", "ClusterName");

/** By the instance's identifier: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
export const databaseMetric = metricsOf("AWS/RDS", "DBInstanceIdentifier");

/** By the node's id: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html */
export const cacheMetric = metricsOf("AWS/ElastiCache", "CacheClusterId");

/** By the gateway's id: https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
export const natMetric = metricsOf("AWS/NATGateway", "NatGatewayId");
