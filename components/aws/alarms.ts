import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Alarm } from "./alarm-table.ts";

export interface AwsAlarmsArgs {
  readonly alarms: readonly Alarm[];
  /** Topic that is told when an alarm rings, and when it stops. */
  readonly topicArn: pulumi.Input<string>;
}

const periodSeconds = 300;

/** CloudWatch alarms. Their names are given and not Pulumi's: people read them in mails. */
export class AwsAlarms extends pulumi.ComponentResource {
  readonly arns: pulumi.Output<string>[];

  constructor(name: string, { alarms, topicArn }: AwsAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Alarms", name, {}, opts);
    this.arns = alarms.map((alarm) => {
      const { metric, rings } = alarm;
      const alarmName = `${name}-${alarm.name}`;
      return new aws.cloudwatch.MetricAlarm(
        alarmName,
        {
          name: alarmName,
          alarmDescription: alarm.description,
          namespace: metric.namespace,
          metricName: metric.name,
          dimensions: metric.dimensions,
          statistic: metric.statistic,
          comparisonOperator: rings === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
          threshold: alarm.threshold,
          period: periodSeconds,
          evaluationPeriods: alarm.periods,
          treatMissingData: alarm.silence,
          alarmActions: [topicArn],
          okActions: [topicArn],
        },
        { parent: this },
      ).arn;
    });
    this.registerOutputs({ arns: this.arns });
  }
}
