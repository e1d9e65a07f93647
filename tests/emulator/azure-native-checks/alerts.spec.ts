import { alerts } from "../../../emulator/azure-native/checks/alerts.ts";
import { describeChecks, GROUP, idOf, live, type Wrong } from "./samples.ts";

const groupId = idOf("Microsoft.Insights/actionGroups/team");
const LIVE = [live("monitor:ActionGroup", "Microsoft.Insights/actionGroups/team")];
const OTHER =
  "/subscriptions/11111111-0000-0000-0000-000000000000/resourceGroups/x/providers/Microsoft.Insights/components/x";
const target =
  "/subscriptions/11111111-0000-0000-0000-000000000000/resourceGroups/x/providers/Microsoft.Cache/redisEnterprise/x";

const condition = (
  path: string,
  ...others: readonly (readonly [key: string, value: string | number])[]
): readonly Wrong[] =>
  others.map(([key, value]) => [
    { [`criteria.allOf.0.${key}`]: value },
    `${path}.${key.replace("dimensions.0", "dimensions[]")}`,
  ]);

describeChecks("alerts", alerts, [
  {
    type: "monitor:MetricAlert",
    live: LIVE,
    right: {
      ruleName: "memory",
      location: "global",
      severity: 2,
      evaluationFrequency: "PT5M",
      windowSize: "PT15M",
      scopes: [target],
      criteria: {
        allOf: [
          {
            metricName: "m",
            operator: "GreaterThan",
            timeAggregation: "Average",
            dimensions: [{ name: "d", operator: "Include", values: ["*"] }],
          },
        ],
      },
      actions: [{ actionGroupId: groupId }],
    },
    wrong: [
      [{ location: "westeurope" }, "location"],
      [{ severity: 5 }, "severity"],
      [{ evaluationFrequency: "PT2M" }, "evaluationFrequency"],
      [{ windowSize: "PT2H" }, "windowSize"],
      [{ windowSize: "PT1M" }, "windowSize"],
      [{ scopes: [GROUP] }, "targetResourceType"],
      [{ scopes: [target, target], targetResourceType: "Microsoft.Cache/redisEnterprise" }, "targetResourceRegion"],
      [{ "actions.0.actionGroupId": OTHER }, "actions[].actionGroupId"],
      ...condition(
        "criteria.allOf[]",
        ["operator", "gt"],
        ["timeAggregation", "Mean"],
        ["dimensions.0.operator", "In"],
      ),
    ],
  },
  {
    type: "monitor:ScheduledQueryRule",
    live: LIVE,
    right: {
      ruleName: "failures",
      kind: "LogAlert",
      severity: 2,
      evaluationFrequency: "PT5M",
      windowSize: "PT10M",
      overrideQueryTimeRange: "PT20M",
      muteActionsDuration: "PT30M",
      autoMitigate: false,
      scopes: [target],
      criteria: {
        allOf: [
          {
            query: "T",
            operator: "GreaterThan",
            timeAggregation: "Count",
            threshold: 0,
            failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 2 },
          },
        ],
      },
      actions: { actionGroups: [groupId] },
    },
    wrong: [
      [{ severity: undefined }, "severity"],
      [{ severity: 5 }, "severity"],
      [{ kind: "Alert" }, "kind"],
      [{ evaluationFrequency: "PT3M" }, "evaluationFrequency"],
      [{ evaluationFrequency: "PT30M" }, "evaluationFrequency"],
      [{ windowSize: "PT20M" }, "windowSize"],
      [{ windowSize: "PT1M" }, "windowSize"],
      [{ windowSize: "P2D" }, "windowSize"],
      [{ windowSize: "P1D", evaluationFrequency: "PT1M" }, "windowSize"],
      [{ muteActionsDuration: "PT1M" }, "muteActionsDuration"],
      [{ overrideQueryTimeRange: "PT1M" }, "overrideQueryTimeRange"],
      [{ autoMitigate: true }, "muteActionsDuration"],
      [{ "actions.actionGroups.0": OTHER }, "actions.actionGroups[]"],
      ...condition(
        "criteria.allOf[]",
        ["operator", "gt"],
        ["timeAggregation", "Mean"],
        ["failingPeriods.numberOfEvaluationPeriods", 7],
        ["failingPeriods.minFailingPeriodsToAlert", 0],
      ),
      [{ "criteria.allOf.0.failingPeriods.minFailingPeriodsToAlert": 3 }, "criteria.allOf"],
      [{ "criteria.allOf.0.timeAggregation": "Total" }, "criteria.allOf"],
      [{ "criteria.allOf.0.metricMeasureColumn": "n" }, "criteria.allOf"],
    ],
  },
  {
    type: "monitor:ActionGroup",
    right: {
      actionGroupName: "team",
      groupShortName: "honua",
      emailReceivers: [{ name: "mail", emailAddress: "team@example.com" }],
      webhookReceivers: [{ name: "chat", serviceUri: "https://chat.example.com" }],
    },
    wrong: [
      [{ groupShortName: "honua-platform" }, "groupShortName"],
      [{ "webhookReceivers.0.name": "Mail" }, "emailReceivers"],
      [{ "emailReceivers.0.emailAddress": "team" }, "emailReceivers[].emailAddress"],
      [{ "webhookReceivers.0.serviceUri": "chat.example.com" }, "webhookReceivers[].serviceUri"],
    ],
  },
  {
    type: "monitor:ActivityLogAlert",
    live: LIVE,
    right: {
      activityLogAlertName: "health",
      location: "global",
      scopes: ["/subscriptions/11111111-0000-0000-0000-000000000000"],
      condition: { allOf: [{ field: "category", equals: "ServiceHealth" }] },
      actions: { actionGroups: [{ actionGroupId: groupId }] },
    },
    wrong: [
      [{ location: "uksouth" }, "location"],
      [{ "condition.allOf.0.field": "level" }, "condition.allOf"],
      [{ "condition.allOf.0.equals": "Health" }, "condition.allOf"],
      [{ "actions.actionGroups.0.actionGroupId": OTHER }, "actions.actionGroups[].actionGroupId"],
    ],
  },
]);
