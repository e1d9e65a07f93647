import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Monitoring, MonitoringArgs } from "../contract/monitoring.ts";
import { platformName } from "../tables/names.ts";
import { tagKeys } from "../tables/tags.ts";
import { alarmsOf } from "./alarm-table.ts";
import { AzureAlarms } from "./alarms.ts";
import { dashboardBody } from "./dashboard.ts";
import { AzureSlackChannel } from "./slack-channel.ts";
import { subscriptionOf } from "./subscription.ts";

/**
 * What is in the activity log of a subscription only, and is told of: https://learn.microsoft.com/azure/azure-monitor/essentials/activity-log-schema
 */
const events = {
  outages: { category: "ServiceHealth", description: "Azure has a problem, or will maintain something" },
  threats: { category: "Security", description: "Defender for Cloud has found a threat" },
} as const;

/** Alerts by mail and Slack, a dashboard and a budget. Azure measures everything that rings by itself. */
export class AzureMonitoring extends pulumi.ComponentResource implements Monitoring {
  readonly alertTargetId: pulumi.Output<string>;
  readonly dashboardUrl: pulumi.Output<string>;

  private readonly subscriptionId: pulumi.Output<string>;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Monitoring", name, {}, opts);
    this.subscriptionId = pulumi.interpolate`/subscriptions/${subscriptionOf(this).subscriptionId}`;
    this.alertTargetId = this.createActionGroup(name, args).id;

    const { scope } = args;
    new AzureAlarms(name, { scope, alarms: alarmsOf(args), actionGroupId: this.alertTargetId }, { parent: this });
    this.tellOfEvents(name, args);
    this.createBudget(`${name}-budget`, args);
    this.dashboardUrl = this.createDashboard(name, args);
    this.registerOutputs({ alertTargetId: this.alertTargetId, dashboardUrl: this.dashboardUrl });
  }

  private createActionGroup(name: string, args: MonitoringArgs): azure.monitor.ActionGroup {
    return new azure.monitor.ActionGroup(
      `${name}-alerts`,
      {
        resourceGroupName: args.scope,
        location: "Global",
        // At the beginning of text messages and of mails' subjects, with 12 characters at most.
        groupShortName: platformName(args.environment).slice(0, 12),
        enabled: true,
        emailReceivers: args.emails.map((emailAddress) => ({
          name: emailAddress,
          emailAddress,
          useCommonAlertSchema: true,
        })),
        logicAppReceivers: this.tellSlack(`${name}-slack`, args),
      },
      { parent: this },
    );
  }

  private tellSlack(
    name: string,
    { scope, slack }: MonitoringArgs,
  ): azure.types.input.monitor.LogicAppReceiverArgs[] | undefined {
    if (slack?.token === undefined) return undefined;
    const { resourceId, callbackUrl } = new AzureSlackChannel(name, { scope, webhook: slack.token }, { parent: this });
    return [{ name: "slack", resourceId, callbackUrl, useCommonAlertSchema: true }];
  }

  private tellOfEvents(name: string, { scope }: MonitoringArgs): void {
    for (const [role, { category, description }] of Object.entries(events)) {
      const activityLogAlertName = `${name}-${role}`;
      new azure.monitor.ActivityLogAlert(
        activityLogAlertName,
        {
          resourceGroupName: scope,
          activityLogAlertName,
          location: "Global",
          description,
          enabled: true,
          scopes: [this.subscriptionId],
          condition: { allOf: [{ field: "category", equals: category }] },
          actions: { actionGroups: [{ actionGroupId: this.alertTargetId }] },
        },
        { parent: this },
      );
    }
  }

  /** Of the subscription, counting what has the tags: most of the costs are in a resource group of AKS' own, with its nodes. */
  private createBudget(name: string, { emails, tags, monthlyBudget, budgetStart }: MonitoringArgs): void {
    const warning = (thresholdType: "Actual" | "Forecasted", threshold: number) => ({
      enabled: true,
      operator: "GreaterThanOrEqualTo",
      thresholdType,
      threshold,
      contactEmails: [...emails],
      contactGroups: [this.alertTargetId],
    });
    const tagged = (tag: "project" | "environment") => ({
      tags: { name: tagKeys.azure[tag], operator: "In", values: [tags[tag]] },
    });
    new azure.consumption.Budget(
      name,
      {
        scope: this.subscriptionId,
        budgetName: name,
        category: "Cost",
        timeGrain: "Monthly",
        // In the currency that the subscription is billed in.
        amount: monthlyBudget,
        timePeriod: { startDate: `${budgetStart}-01T00:00:00Z` },
        filter: { and: [tagged("project"), tagged("environment")] },
        notifications: {
          Actual80: warning("Actual", 80),
          Actual100: warning("Actual", 100),
          Forecasted100: warning("Forecasted", 100),
        },
      },
      { parent: this },
    );
  }

  private createDashboard(name: string, args: MonitoringArgs): pulumi.Output<string> {
    const { result: resourceName } = new random.RandomUuid(name, {}, { parent: this });
    const { id } = new azure.applicationinsights.Workbook(
      name,
      {
        resourceGroupName: args.scope,
        resourceName,
        displayName: platformName(args.environment),
        kind: "shared",
        category: "workbook",
        sourceId: "Azure Monitor",
        serializedData: dashboardBody(args),
      },
      { parent: this },
    );
    return pulumi.interpolate`https://portal.azure.com/#resource${id}/workbook`;
  }
}
