import { alarms } from "../../../emulator/aws/checks/alarms.ts";
import type { Values } from "../../../emulator/model.ts";
import type { Live } from "../aws-cloud.ts";
import { describeChecks, keyPolicy, policy } from "./samples.ts";

const topic = (name: string, inputs: Live["inputs"] = {}): Live => ({
  type: "sns:Topic",
  id: `arn:aws:sns:eu-central-1:123456789012:${name}`,
  inputs,
  outputs: { arn: `arn:aws:sns:eu-central-1:123456789012:${name}` },
});
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:";
const letsPublish = (service: string) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: "SNS:Publish", Resource: "*" });
const dashboard = (...widgets: object[]) => JSON.stringify({ widgets });

describeChecks("alarms", alarms, [
  {
    type: "cloudwatch:MetricAlarm",
    right: {
      name: "cpu",
      alarmDescription: "CPU above 80 %",
      namespace: "AWS/RDS",
      metricName: "CPUUtilization",
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 80,
      period: 300,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      treatMissingData: "notBreaching",
      evaluateLowSampleCountPercentiles: "ignore",
      alarmActions: [`${TOPIC}open`, `${TOPIC}plain`],
    },
    wrong: [
      [{ name: "x".repeat(256) }, "name"],
      [{ alarmDescription: "x".repeat(1025) }, "alarmDescription"],
      [{ namespace: undefined }, "namespace"],
      [{ metricName: undefined }, "metricName"],
      [{ statistic: undefined }, "statistic"],
      [{ statistic: "Avg" }, "statistic"],
      [{ extendedStatistic: "p95" }, "statistic"],
      [{ statistic: undefined, extendedStatistic: "95" }, "extendedStatistic"],
      [{ comparisonOperator: ">" }, "comparisonOperator"],
      [{ comparisonOperator: "GreaterThanUpperThreshold" }, "thresholdMetricId"],
      [{ threshold: undefined }, "threshold"],
      [{ period: 90 }, "period"],
      [{ evaluationPeriods: 300 }, "evaluationPeriods"],
      [{ evaluationPeriods: 0 }, "evaluationPeriods"],
      [{ datapointsToAlarm: 3 }, "datapointsToAlarm"],
      [{ treatMissingData: "ok" }, "treatMissingData"],
      [{ evaluateLowSampleCountPercentiles: "skip" }, "evaluateLowSampleCountPercentiles"],
      ...["alarmActions", "okActions", "insufficientDataActions"].flatMap((path): [Values, string][] => [
        [{ [path]: ["alerts"] }, `${path}[]`],
        [{ [path]: Array.from({ length: 6 }, (_, index) => `arn:${index}`) }, path],
      ]),
      [{ alarmActions: [`${TOPIC}managed`] }, "alarmActions[]"],
      [{ alarmActions: [`${TOPIC}locked`] }, "alarmActions[]"],
      [{ okActions: [`${TOPIC}closed`] }, "okActions[]"],
    ],
    live: [
      topic("plain"),
      topic("open", { kmsMasterKeyId: "open", policy: letsPublish("cloudwatch.amazonaws.com") }),
      topic("managed", { kmsMasterKeyId: "alias/aws/sns" }),
      topic("locked", { kmsMasterKeyId: "locked" }),
      topic("closed", { policy: letsPublish("events.amazonaws.com") }),
      {
        type: "kms:Key",
        id: "open",
        inputs: {
          policy: policy({
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resource: "*",
          }),
        },
      },
      { type: "kms:Key", id: "locked", inputs: { policy: keyPolicy } },
    ],
  },
  {
    type: "cloudwatch:MetricAlarm",
    right: {
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      threshold: 1,
      metricQueries: [
        { id: "rate", expression: "errors / all", returnData: true },
        { id: "errors", metric: { metricName: "Errors", namespace: "X", period: 60, stat: "Sum" }, returnData: false },
        { id: "all", metric: { metricName: "All", namespace: "X", period: 60, stat: "Sum" }, returnData: false },
      ],
    },
    wrong: [
      [{ period: 60 }, "period"],
      [{ metricQueries: [{ id: "a", expression: "b" }] }, "metricQueries"],
      [{ metricQueries: [{ id: "Rate", expression: "b", returnData: true }] }, "metricQueries"],
      [{ metricQueries: [{ id: "a", returnData: true }] }, "metricQueries"],
      [
        {
          metricQueries: [
            { id: "a", expression: "b", returnData: true },
            { id: "a", expression: "b", returnData: false },
          ],
        },
        "metricQueries",
      ],
      [
        { metricQueries: [{ id: "a", metric: { metricName: "A", period: 45, stat: "Sum" }, returnData: true }] },
        "period",
      ],
    ],
  },
  {
    type: "cloudwatch:CompositeAlarm",
    right: { alarmName: "all", alarmRule: "ALARM(cpu)" },
    wrong: [
      [{ alarmName: "" + "x".repeat(256) }, "alarmName"],
      [{ alarmRule: "x".repeat(10241) }, "alarmRule"],
    ],
  },
  {
    type: "cloudwatch:Dashboard",
    right: {
      dashboardName: "honua",
      dashboardBody: dashboard(
        { type: "metric", x: 0, width: 12, height: 6, properties: { region: "eu-central-1", metrics: [["A", "B"]] } },
        { type: "text", properties: { markdown: "# Honua" } },
      ),
    },
    wrong: [
      [{ dashboardName: "honua dev" }, "dashboardName"],
      [{ dashboardBody: "{" }, "dashboardBody"],
      [{ dashboardBody: "{}" }, "dashboardBody"],
      [{ dashboardBody: dashboard({ type: "graph", properties: {} }) }, "dashboardBody"],
      [{ dashboardBody: dashboard({ type: "text", x: 20, width: 6, properties: { markdown: "" } }) }, "dashboardBody"],
      [{ dashboardBody: dashboard({ type: "metric", properties: { metrics: [] } }) }, "dashboardBody"],
      [{ dashboardBody: dashboard({ type: "log", properties: { region: "eu-central-1" } }) }, "dashboardBody"],
    ],
  },
]);
