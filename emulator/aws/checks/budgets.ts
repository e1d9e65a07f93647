/** What AWS Budgets refuses. */
import type { Candidate, Check } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { heard } from "./topics.ts";
import { among, atMost, between, given, isGiven, matching, notTogether, rule, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_";
const GUIDE = "https://docs.aws.amazon.com/cost-management/latest/userguide/";
const BUDGET = "budgets:Budget";

function limitIsOne(candidate: Candidate): Finding {
  const limits = given(candidate, ["limitAmount", "plannedLimits", "autoAdjustData"]);
  if (limits.includes("limitAmount") && limits.includes("plannedLimits"))
    return { property: "plannedLimits", reason: "cannot be given with limitAmount" };
  const isMoney = ["COST", "USAGE"].includes(textOf(candidate, "budgetType") ?? "");
  if (isMoney && limits.length === 0)
    return { property: "limitAmount", reason: `must be given with budgetType ${textOf(candidate, "budgetType")}` };
  return limits.includes("limitAmount") && !isGiven(candidate, "limitUnit")
    ? { property: "limitUnit", reason: "must be given with limitAmount" }
    : undefined;
}

function someoneIsTold({ inputs }: Candidate): Finding {
  const property = "notifications";
  const silent = valuesAt(inputs, `${property}[]`)
    .filter(isRecord)
    .find(
      (notification) =>
        given({ inputs: notification }, ["subscriberEmailAddresses", "subscriberSnsTopicArns"]).length === 0,
    );
  return silent && { property, reason: "each needs an e-mail address or a topic" };
}

const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])_([01]\d|2[0-3]):[0-5]\d$/;

/** Costs are told apart by tags in this form: https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html */
function tagFiltersRead({ inputs }: Candidate): Finding {
  const wrong = valuesAt(inputs, "costFilters[]")
    .filter(isRecord)
    .filter(({ name }) => name === "TagKeyValue")
    .flatMap((filter) => valuesAt(filter, "values[]"))
    .find((value) => typeof value === "string" && !value.includes("$"));
  return wrong === undefined
    ? undefined
    : { property: "costFilters", reason: `"${String(wrong)}" does not read as user:Key$value` };
}

export const budgets: readonly Check[] = [
  matching(BUDGET, "name", /^[^:\\]{1,100}$/, "1 to 100 characters without : and \\", `${API}Budget.html`),
  among(
    BUDGET,
    "budgetType",
    ["USAGE", "COST", "RI_UTILIZATION", "RI_COVERAGE", "SAVINGS_PLANS_UTILIZATION", "SAVINGS_PLANS_COVERAGE"],
    `${API}Budget.html`,
  ),
  among(BUDGET, "timeUnit", ["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM"], `${API}Budget.html`),
  matching(BUDGET, "limitAmount", /^(\d*\.)?\d+$/, "a number is wanted", `${API}Spend.html`),
  matching(
    BUDGET,
    "timePeriodStart",
    TIME,
    "2026-01-01_00:00 is the form",
    "@pulumi/aws, the comment of timePeriodStart",
  ),
  matching(BUDGET, "timePeriodEnd", TIME, "2026-01-01_00:00 is the form", "@pulumi/aws, the comment of timePeriodEnd"),
  rule(BUDGET, `${API}CreateBudget.html`, limitIsOne),
  notTogether(BUDGET, "filterExpression", ["costFilters", "costTypes"], `${API}CreateBudget.html`),
  rule(BUDGET, `${GUIDE}budgets-create-filters.html`, tagFiltersRead),
  atMost(BUDGET, "notifications", 10, `${API}CreateBudget.html`),
  among(BUDGET, "notifications[].notificationType", ["ACTUAL", "FORECASTED"], `${API}Notification.html`),
  among(
    BUDGET,
    "notifications[].comparisonOperator",
    ["GREATER_THAN", "LESS_THAN", "EQUAL_TO"],
    `${API}Notification.html`,
  ),
  among(BUDGET, "notifications[].thresholdType", ["PERCENTAGE", "ABSOLUTE_VALUE"], `${API}Notification.html`),
  between(BUDGET, "notifications[].threshold", 0, 15_000_000_000_000, `${API}Notification.html`),
  rule(BUDGET, `${API}NotificationWithSubscribers.html`, someoneIsTold),
  atMost(BUDGET, "notifications[].subscriberEmailAddresses", 10, `${API}NotificationWithSubscribers.html`),
  atMost(BUDGET, "notifications[].subscriberSnsTopicArns", 1, `${API}NotificationWithSubscribers.html`),
  matching(
    BUDGET,
    "notifications[].subscriberEmailAddresses[]",
    /^[^@\s]+@[^@\s]+$/,
    "an address is wanted",
    `${API}Subscriber.html`,
  ),
  matching(
    BUDGET,
    "notifications[].subscriberSnsTopicArns[]",
    /^arn:[a-z-]+:sns:/,
    "the ARN of a topic is wanted",
    `${API}Subscriber.html`,
  ),
  heard(
    BUDGET,
    ["notifications[].subscriberSnsTopicArns[]"],
    "budgets.amazonaws.com",
    `${GUIDE}budgets-sns-policy.html`,
  ),
];
