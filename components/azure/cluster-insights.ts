import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { logStoreOf, recordLogs } from "./log-store.ts";

export interface AzureClusterInsightsArgs {
  readonly scope: pulumi.Input<string>;
  readonly clusterId: pulumi.Input<string>;
}

/**
 * What the control plane writes, without `kube-audit`: that is `kube-audit-admin` and all that was only read.
 * https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs
 */
const controlPlaneLogs = [
  "cloud-controller-manager",
  "cluster-autoscaler",
  "guard",
  "kube-apiserver",
  "kube-audit-admin",
  "kube-controller-manager",
  "kube-scheduler",
];

const stream = "Microsoft-ContainerInsights-Group-Default";
const destination = "log-store";

/**
 * Sends the logs of a cluster's control plane and containers, and what its nodes and pods are, to the stack's log store.
 * The add-on that collects them is the cluster's; here it is told what and where to.
 */
export class AzureClusterInsights extends pulumi.ComponentResource {
  constructor(name: string, args: AzureClusterInsightsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:ClusterInsights", name, {}, opts);
    recordLogs(name, { scope: args.scope, resourceId: args.clusterId, categories: controlPlaneLogs }, this);
    const rule = new azure.monitor.DataCollectionRule(
      name,
      {
        resourceGroupName: args.scope,
        kind: "Linux",
        dataSources: {
          extensions: [
            {
              name: "containers",
              extensionName: "ContainerInsights",
              streams: [stream],
              extensionSettings: {
                dataCollectionSettings: { interval: "1m", namespaceFilteringMode: "Off", enableContainerLogV2: true },
              },
            },
          ],
        },
        destinations: {
          logAnalytics: [{ name: destination, workspaceResourceId: logStoreOf(this, args.scope) }],
        },
        dataFlows: [{ streams: [stream], destinations: [destination] }],
      },
      { parent: this },
    );
    new azure.monitor.DataCollectionRuleAssociation(
      name,
      {
        resourceUri: args.clusterId,
        // The agents look for this name: https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable
        associationName: "ContainerInsightsExtension",
        dataCollectionRuleId: rule.id,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
