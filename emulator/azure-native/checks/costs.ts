/** What Azure refuses of budgets, and of the plans of Defender for Cloud. */
import type { Candidate, Check, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { about, isAbsent, matching, rule, says, valued } from "./rules.ts";

const BUDGET = "consumption:Budget costmanagement:Budget";
const SDK = "@pulumi/azure-native consumption.BudgetArgs";
const TERRAFORM = "terraform-provider-azurerm, consumption_budget_base.go";

const notificationsOf = (inputs: Values): (readonly [name: string, notification: Values])[] =>
  Object.entries(isRecord(inputs["notifications"]) ? inputs["notifications"] : {}).flatMap(([name, given]) =>
    isRecord(given) ? [[name, given] as const] : [],
  );

const atMostFive = ({ inputs }: Candidate): Finding => {
  const { notifications } = inputs;
  const count = isRecord(notifications) ? Object.keys(notifications).length : 0;
  return count > 5 ? { property: "notifications", reason: `has ${count}; 5 are allowed` } : undefined;
};

/** @param flawOf says what is wrong with one of the notifications. */
const eachNotification = (source: string, flawOf: (notification: Values, scope: string) => string | undefined): Check =>
  rule(BUDGET, source, ({ inputs }) => {
    for (const [name, notification] of notificationsOf(inputs)) {
      const reason = flawOf(notification, textAt(inputs, "scope"));
      if (reason !== undefined) return { property: `notifications.${name}`, reason };
    }
    return undefined;
  });

const THRESHOLDS = ["Actual", "Forecasted"];
const OPERATORS = ["EqualTo", "GreaterThan", "GreaterThanOrEqualTo"];

const isOther = (notification: Values, key: string, values: readonly string[]): boolean =>
  textAt(notification, key) !== "" && !values.some((value) => says(notification, key, value));

function termsFlaw(notification: Values): string | undefined {
  const { threshold } = notification;
  if (typeof threshold === "number" && (threshold < 0 || threshold > 1000)) {
    return `threshold ${threshold} is not between 0 and 1000; it is a percentage of the amount`;
  }
  if (isOther(notification, "operator", OPERATORS)) return `operator is none of ${OPERATORS.join(", ")}`;
  return isOther(notification, "thresholdType", THRESHOLDS)
    ? `thresholdType is none of ${THRESHOLDS.join(", ")}`
    : undefined;
}

const isNone = (notification: Values, key: string) => {
  const list = notification[key];
  return isAbsent(notification, key) || (Array.isArray(list) && list.length === 0);
};

function contactsFlaw(notification: Values, scope: string): string | undefined {
  const isHere = scope === "" || /^\/?subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?$/i.test(scope);
  if (!isHere && !isNone(notification, "contactGroups")) {
    return "contactGroups are for budgets of subscriptions and resource groups";
  }
  return ["contactEmails", "contactGroups", "contactRoles"].every((key) => isNone(notification, key))
    ? "has nobody to tell: contactEmails, contactGroups or contactRoles"
    : undefined;
}

const START = "timePeriod.startDate";

const periodIsWhole = (inputs: Values): string | undefined => {
  const [start, end] = [START, "timePeriod.endDate"].map((path) => Date.parse(textAt(inputs, path)));
  return start !== undefined && end !== undefined && end <= start ? "is not after startDate" : undefined;
};

/** A list of conditions has two or more; a single one stands alone. */
const filterIsWhole = (inputs: Values): string | undefined => {
  const list = valuesAt(inputs, "filter.and");
  const [all] = list;
  return Array.isArray(all) && all.length < 2
    ? `has ${all.length}; two or more are needed, and one stands beside it`
    : undefined;
};

const budgets: readonly Check[] = [
  rule(BUDGET, `${SDK}: notifications`, atMostFive),
  eachNotification(TERRAFORM, termsFlaw),
  eachNotification(`@pulumi/azure-native consumption.NotificationArgs: contactEmails`, contactsFlaw),
  matching(BUDGET, START, /^\d{4}-\d{2}-01/, "a budget starts on the first of a month", `${SDK}: timePeriod`),
  matching(
    BUDGET,
    START,
    /^(2017-(0[6-9]|1[0-2])|201[89]|20[2-9]\d)/,
    "from 2017-06-01 on",
    "terraform-provider-azurerm, consumption/validate/consumption_budget_time_period.go",
  ),
  about(BUDGET, "timePeriod.endDate", `${SDK}: timePeriod`, periodIsWhole),
  valued(
    BUDGET,
    "timeGrain",
    "Monthly Quarterly Annually BillingMonth BillingQuarter BillingAnnual",
    "@pulumi/azure-native consumption.TimeGrainType",
  ),
  about(BUDGET, "filter.and", "@pulumi/azure-native consumption.BudgetFilterArgs: and", filterIsWhole),
  matching(
    "consumption:Budget",
    "budgetName",
    /^[\w-]{1,63}$/,
    "1 to 63 letters, digits, _ and -",
    "terraform-provider-azurerm, consumption/validate/consumption_budget_name.go",
  ),
];

const PRICING = "security:Pricing";
const PRICING_CODE = "terraform-provider-azurerm, security_center_subscription_pricing_resource.go";

const PLANS =
  "AI Api AppServices Arm CloudPosture ContainerRegistry Containers CosmosDbs Discovery Dns FoundationalCspm KeyVaults " +
  "KubernetesService OpenSourceRelationalDatabases SqlServers SqlServerVirtualMachines StorageAccounts VirtualMachines";

const plans: readonly Check[] = [
  valued(PRICING, "pricingName", PLANS, PRICING_CODE),
  valued(PRICING, "pricingTier", "Free Standard", "@pulumi/azure-native security.PricingTier"),
  about(PRICING, "extensions", PRICING_CODE, (inputs) =>
    says(inputs, "pricingTier", "Free") && valuesAt(inputs, "extensions[]").length > 0
      ? 'are for pricingTier "Standard"'
      : undefined,
  ),
];

export const costs: readonly Check[] = [...budgets, ...plans];
