import { budgets } from "../../../emulator/aws/checks/budgets.ts";
import type { Live } from "../aws-cloud.ts";
import { describeChecks, policy } from "./samples.ts";

const topic = (name: string, inputs: Live["inputs"] = {}): Live => ({
  type: "sns:Topic",
  id: `arn:aws:sns:eu-central-1:123456789012:${name}`,
  inputs,
  outputs: { arn: `arn:aws:sns:eu-central-1:123456789012:${name}` },
});
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:";
const letsPublish = (service: string) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: "SNS:Publish", Resource: "*" });

describeChecks("budgets", budgets, [
  {
    type: "budgets:Budget",
    right: {
      name: "monthly",
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: "600",
      limitUnit: "USD",
      timePeriodStart: "2026-01-01_00:00",
      timePeriodEnd: "2087-06-15_00:00",
      costFilters: [{ name: "TagKeyValue", values: ["user:Project$honua"] }],
      notifications: [
        {
          notificationType: "FORECASTED",
          comparisonOperator: "GREATER_THAN",
          threshold: 80,
          thresholdType: "PERCENTAGE",
          subscriberEmailAddresses: ["a@b.c"],
          subscriberSnsTopicArns: [`${TOPIC}open`],
        },
      ],
    },
    wrong: [
      [{ name: "a:b" }, "name"],
      [{ budgetType: "MONEY" }, "budgetType"],
      [{ timeUnit: "WEEKLY" }, "timeUnit"],
      [{ limitAmount: "600 USD" }, "limitAmount"],
      [{ limitAmount: undefined }, "limitAmount"],
      [{ limitUnit: undefined }, "limitUnit"],
      [{ plannedLimits: [{ amount: "1", startTime: "2026-01-01_00:00", unit: "USD" }] }, "plannedLimits"],
      [{ timePeriodStart: "2026-01-01" }, "timePeriodStart"],
      [{ timePeriodEnd: "2026-01-01T00:00:00Z" }, "timePeriodEnd"],
      [{ filterExpression: { dimensions: { key: "SERVICE" } } }, "costFilters"],
      [{ costFilters: [{ name: "TagKeyValue", values: ["Project=honua"] }] }, "costFilters"],
      [{ notifications: Array.from({ length: 11 }, () => ({})) }, "notifications"],
      [{ notifications: [{ notificationType: "ACTUAL" }] }, "notifications"],
      [{ notifications: [{ notificationType: "REAL" }] }, "notifications[].notificationType"],
      [{ notifications: [{ comparisonOperator: ">" }] }, "notifications[].comparisonOperator"],
      [{ notifications: [{ thresholdType: "PERCENT" }] }, "notifications[].thresholdType"],
      [{ notifications: [{ threshold: -1 }] }, "notifications[].threshold"],
      [
        { notifications: [{ subscriberEmailAddresses: Array.from({ length: 11 }, () => "a@b.c") }] },
        "notifications[].subscriberEmailAddresses",
      ],
      [{ notifications: [{ subscriberEmailAddresses: ["ops"] }] }, "notifications[].subscriberEmailAddresses[]"],
      [{ notifications: [{ subscriberSnsTopicArns: ["arn:a", "arn:b"] }] }, "notifications[].subscriberSnsTopicArns"],
      [{ notifications: [{ subscriberSnsTopicArns: ["alerts"] }] }, "notifications[].subscriberSnsTopicArns[]"],
      [{ notifications: [{ subscriberSnsTopicArns: [`${TOPIC}closed`] }] }, "notifications[].subscriberSnsTopicArns[]"],
    ],
    live: [
      topic("open", { policy: letsPublish("budgets.amazonaws.com") }),
      topic("closed", { policy: letsPublish("cloudwatch.amazonaws.com") }),
    ],
  },
]);
