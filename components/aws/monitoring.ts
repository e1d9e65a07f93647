import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Monitoring, MonitoringArgs } from "../contract/monitoring.ts";
import { platformName } from "../tables/names.ts";
import { tagKeys } from "../tables/tags.ts";
import { accountOf } from "./account.ts";
import { alarmsOf } from "./alarm-table.ts";
import { AwsAlarms } from "./alarms.ts";
import { AwsAlertTopic } from "./alert-topic.ts";
import { AwsContainerInsights } from "./container-insights.ts";
import { dashboardBody } from "./dashboard.ts";
import { eventAlert } from "./event-alert.ts";
import { AwsSlackChannel } from "./slack-channel.ts";

/** Alarms by mail and Slack, a dashboard, a budget, and the agents that measure what AWS does not by itself. */
export class AwsMonitoring extends pulumi.ComponentResource implements Monitoring {
  readonly alertTargetId: pulumi.Output<string>;
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Monitoring", name, {}, opts);
    const parent = { parent: this };
    const { arn: topicArn } = new AwsAlertTopic(
      `${name}-alerts`,
      { emails: args.emails, keyId: args.alertKey.id },
      parent,
    );
    this.alertTargetId = topicArn;
    this.tellSlack(`${name}-slack`, args);

    new AwsContainerInsights(`${name}-insights`, args, parent);
    const { arns } = new AwsAlarms(name, { alarms: alarmsOf(args), topicArn }, parent);
    this.tellOfThreats(`${name}-threats`);
    this.createBudget(`${name}-budget`, args);
    this.dashboardUrl = this.createDashboard(name, args, arns);
    this.registerOutputs({ alertTargetId: this.alertTargetId, dashboardUrl: this.dashboardUrl });
  }

  private tellSlack(name: string, { slack }: MonitoringArgs): void {
    if (slack?.workspace === undefined) return;
    const { channel, workspace } = slack;
    new AwsSlackChannel(name, { channel, workspace, topicArn: this.alertTargetId }, { parent: this });
  }

  /** What GuardDuty finds, where it is on, if it is of high severity: 7 and more. */
  private tellOfThreats(name: string): void {
    eventAlert(
      name,
      "GuardDuty has found a threat of high severity",
      {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        detail: { severity: [{ numeric: [">=", 7] }] },
      },
      this.alertTargetId,
      { parent: this },
    );
  }

  /**
   * Counts what is tagged as this project's. AWS counts a tag only from when it is activated on, which the account that
   * pays does once it has seen it: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
   */
  private createBudget(name: string, { emails, tags, monthlyBudget, budgetStart }: MonitoringArgs): void {
    const warning = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      comparisonOperator: "GREATER_THAN",
      // Budgets' own mails need no confirmation; the topic brings them to Slack.
      subscriberEmailAddresses: [...emails],
      subscriberSnsTopicArns: [this.alertTargetId],
    });
    new aws.budgets.Budget(
      name,
      {
        budgetType: "COST",
        timeUnit: "MONTHLY",
        timePeriodStart: `${budgetStart}-01_00:00`,
        limitAmount: String(monthlyBudget),
        limitUnit: "USD",
        costFilters: [{ name: "TagKeyValue", values: [`user:${tagKeys.aws.project}$${tags.project}`] }],
        notifications: [warning("ACTUAL", 80), warning("ACTUAL", 100), warning("FORECASTED", 100)],
      },
      { parent: this },
    );
  }

  private createDashboard(
    name: string,
    args: MonitoringArgs,
    alarmArns: pulumi.Output<string>[],
  ): pulumi.Output<string> {
    const { region } = accountOf(this);
    const { dashboardName } = new aws.cloudwatch.Dashboard(
      name,
      { dashboardName: platformName(args.environment), dashboardBody: dashboardBody(args, alarmArns, region) },
      { parent: this },
    );
    return pulumi.interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboardName}`;
  }
}
