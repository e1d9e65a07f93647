import * as azure from "@pulumi/azure-native";
import type * as pulumi from "@pulumi/pulumi";
import { idInGroup } from "./subscription.ts";

/** The stack's Log Analytics workspace: the foundation makes it, under the name of the resource group. */
export function logStoreOf(component: pulumi.ComponentResource, scope: pulumi.Input<string>): pulumi.Output<string> {
  return idInGroup(component, scope, "Microsoft.OperationalInsights/workspaces", scope);
}

export interface RecordLogsArgs {
  readonly scope: pulumi.Input<string>;
  /** What has something to tell. */
  readonly resourceId: pulumi.Input<string>;
  /** Groups of its logs: `audit` holds who did what, `allLogs` everything. Default: none. */
  readonly categoryGroups?: readonly ("audit" | "allLogs")[];
  /** Single logs. Default: none. */
  readonly categories?: readonly string[];
}

/** Sends a resource's logs to the stack's workspace. Without this Azure keeps none of them. */
export function recordLogs(name: string, args: RecordLogsArgs, parent: pulumi.ComponentResource): void {
  const { categoryGroups = [], categories = [] } = args;
  new azure.monitor.DiagnosticSetting(
    name,
    {
      resourceUri: args.resourceId,
      workspaceId: logStoreOf(parent, args.scope),
      logs: [
        ...categoryGroups.map((categoryGroup) => ({ categoryGroup, enabled: true })),
        ...categories.map((category) => ({ category, enabled: true })),
      ],
      // Tables of their own, with columns: https://learn.microsoft.com/azure/azure-monitor/essentials/resource-logs
      logAnalyticsDestinationType: "Dedicated",
    },
    { parent },
  );
}
