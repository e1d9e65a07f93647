import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../contract/cluster.ts";
import { type Account, accountOf } from "./account.ts";
import { type Logging, logGroup } from "./log-group.ts";
import { serviceAccountRole } from "./service-account-role.ts";

export interface AwsContainerInsightsArgs extends Logging {
  readonly cluster: Cluster;
}

/** Where the agents write: what containers print, what nodes and Kubernetes' own parts do, and the measurements. */
const logs = ["application", "dataplane", "host", "performance"];

/** The service account of both agents: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html */
const account = { namespace: "amazon-cloudwatch", name: "cloudwatch-agent" };

/** Container Insights and the containers' logs. Naming a configuration leaves out Application Signals, which is on else. */
const configuration = {
  containerLogs: { enabled: true },
  agent: { config: { logs: { metrics_collected: { kubernetes: { enhanced_container_insights: true } } } } },
};

/**
 * Agents on every node that measure its processors and memory, and keep the containers' logs. EKS and EC2 know nothing of
 * memory by themselves, and EC2's processors are not those of a cluster.
 */
export class AwsContainerInsights extends pulumi.ComponentResource {
  constructor(name: string, args: AwsContainerInsightsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:ContainerInsights", name, {}, opts);
    const { clusterName, kubeconfig } = args.cluster;
    const path = (log: string) => pulumi.interpolate`/aws/containerinsights/${clusterName}/${log}`;
    const groups = logs.map((log) => logGroup(`${name}-${log}`, path(log), args, { parent: this }));
    const statements = agentRights(accountOf(this), logs.map(path));
    new aws.eks.Addon(
      name,
      {
        // Not before there are nodes, or it would never become healthy; the kubeconfig waits for them.
        clusterName: pulumi.all([clusterName, kubeconfig]).apply(([known]) => known),
        addonName: "amazon-cloudwatch-observability",
        configurationValues: JSON.stringify(configuration),
        serviceAccountRoleArn: serviceAccountRole(
          name,
          { issuer: args.cluster, account, statements },
          { parent: this },
        ),
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      },
      { parent: this, dependsOn: groups },
    );
    this.registerOutputs();
  }
}

/** AWS's CloudWatchAgentServerPolicy, narrowed to what these agents are told to do. */
function agentRights(
  { partition, region, accountId }: Account,
  groupNames: pulumi.Output<string>[],
): aws.iam.PolicyStatement[] {
  const groups = pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group`;
  return [
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      // They ask for their groups to be made, whether or not they are there.
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: groupNames.flatMap((group) => [
        pulumi.interpolate`${groups}:${group}`,
        pulumi.interpolate`${groups}:${group}:*`,
      ]),
    },
    { Sid: "FindLogs", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: pulumi.interpolate`${groups}:*` },
    {
      Sid: "SendMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": ["ContainerInsights", "CWAgent"] } },
    },
    {
      Sid: "LookAtOwnNode",
      Effect: "Allow",
      Action: ["ec2:DescribeTags", "ec2:DescribeVolumes"],
      Resource: "*",
    },
  ];
}
