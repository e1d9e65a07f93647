import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Alarm } from "./alarm-table.ts";

export interface AzureAlarmsArgs {
  readonly scope: pulumi.Input<string>;
  readonly alarms: readonly Alarm[];
  /** Who is told when an alarm rings, and when it stops. */
  readonly actionGroupId: pulumi.Input<string>;
}

/** Alerts on metrics. Their names are given and not Pulumi's: people read them in mails. */
export class AzureAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: AzureAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Alarms", name, {}, opts);
    for (const alarm of args.alarms) this.createAlert(`${name}-${alarm.name}`, alarm, args);
    this.registerOutputs();
  }

  private createAlert(ruleName: string, alarm: Alarm, { scope, actionGroupId }: AzureAlarmsArgs): void {
    new azure.monitor.MetricAlert(
      ruleName,
      {
        resourceGroupName: scope,
        ruleName,
        location: "Global",
        description: alarm.description,
        severity: alarm.severity,
        enabled: true,
        autoMitigate: true,
        scopes: [alarm.resourceId],
        evaluationFrequency: "PT5M",
        windowSize: `PT${alarm.minutes}M`,
        criteria: {
          odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
          allOf: [
            {
              criterionType: "StaticThresholdCriterion",
              name: alarm.name,
              metricName: alarm.metric,
              timeAggregation: alarm.aggregation,
              operator: alarm.rings === "above" ? "GreaterThan" : "LessThan",
              threshold: alarm.threshold,
              dimensions: Object.entries(alarm.dimensions ?? {}).map(([dimension, value]) => ({
                name: dimension,
                operator: "Include",
                values: [value],
              })),
            },
          ],
        },
        actions: [{ actionGroupId }],
      },
      { parent: this },
    );
  }
}
