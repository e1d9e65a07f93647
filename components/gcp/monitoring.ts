import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Monitoring, MonitoringArgs } from "../contract/monitoring.ts";
import { platformName } from "../tables/names.ts";
import { GcpAlertChannels } from "./alert-channels.ts";
import { alertsOf } from "./alert-table.ts";
import { GcpAlerts } from "./alerts.ts";
import { dashboardJson } from "./dashboard.ts";
import { GcpLogStore } from "./log-store.ts";

/** Channels that a budget can tell. */
const budgetChannels = 5;

/**
 * Where logs are kept, alerts by mail and Slack, a dashboard and a budget. Google encrypts its own messages: there is
 * nothing for the key of alerts to encrypt.
 */
export class GcpMonitoring extends pulumi.ComponentResource implements Monitoring {
  /** The first channel; the alerts that are here tell all of them. */
  readonly alertTargetId: pulumi.Output<string>;
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Monitoring", name, {}, opts);
    const { scope } = args;
    const parent = { parent: this };
    new GcpLogStore(`${name}-logs`, { scope, key: args.logKey, retentionDays: args.logRetentionDays }, parent);
    const { ids: channelIds } = new GcpAlertChannels(`${name}-channels`, args, parent);
    const { policyIds } = new GcpAlerts(name, { scope, alerts: alertsOf(args), channelIds }, parent);
    this.createBudget(`${name}-budget`, args, channelIds);

    this.alertTargetId = channelIds[0]!;
    this.dashboardUrl = this.createDashboard(name, args, policyIds);
    this.registerOutputs({ alertTargetId: this.alertTargetId, dashboardUrl: this.dashboardUrl });
  }

  /**
   * Counts all that the project costs: a good part of it has no labels, such as traffic, keys and logs. Months are
   * Google's own, which begin on their first, so that `budgetStart` says nothing here. The sum is in the currency of the
   * account that pays.
   */
  private createBudget(
    name: string,
    { scope, environment, monthlyBudget }: MonitoringArgs,
    channelIds: pulumi.Output<string>[],
  ): void {
    const { number, billingAccount } = gcp.organizations.getProjectOutput({ projectId: scope }, { parent: this });
    const warning = (spendBasis: "CURRENT_SPEND" | "FORECASTED_SPEND", thresholdPercent: number) => ({
      spendBasis,
      thresholdPercent,
    });
    new gcp.billing.Budget(
      name,
      {
        billingAccount,
        displayName: platformName(environment),
        amount: { specifiedAmount: { units: String(monthlyBudget) } },
        budgetFilter: { projects: [pulumi.interpolate`projects/${number}`], calendarPeriod: "MONTH" },
        thresholdRules: [warning("CURRENT_SPEND", 0.8), warning("CURRENT_SPEND", 1), warning("FORECASTED_SPEND", 1)],
        allUpdatesRule: { monitoringNotificationChannels: channelIds.slice(0, budgetChannels) },
      },
      { parent: this },
    );
  }

  private createDashboard(
    name: string,
    args: MonitoringArgs,
    policyIds: pulumi.Output<string>[],
  ): pulumi.Output<string> {
    const { id } = new gcp.monitoring.Dashboard(
      name,
      { project: args.scope, dashboardJson: dashboardJson(platformName(args.environment), args, policyIds) },
      { parent: this },
    );
    const dashboard = id.apply((path) => path.split("/").at(-1));
    return pulumi.interpolate`https://console.cloud.google.com/monitoring/dashboards/builder/${dashboard}?project=${args.scope}`;
  }
}
