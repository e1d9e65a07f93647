/** What Azure Monitor refuses of alerts, and of the groups that hear of them. */
import { UNKNOWN, type Candidate, type Check, type Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { minutesOf } from "../durations.ts";
import { sameName } from "../subscription.ts";
import { about, between, isAbsent, isUnsure, matching, rule, says, shorterThan, valued } from "./rules.ts";

const DOCS = "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/";
const ALERTS = "https://learn.microsoft.com/azure/azure-monitor/alerts/";

const METRIC = "monitor:MetricAlert";
const QUERY = "monitor:ScheduledQueryRule";
const ACTIVITY = "monitor:ActivityLogAlert";
const GROUP = "monitor:ActionGroup";

/** Metric alerts are everywhere; without a location the provider takes the group's. */
const isGlobal = (type: string) =>
  matching(
    type,
    "location",
    /^global$/i,
    '"global"',
    `https://learn.microsoft.com/azure/templates/microsoft.insights/metricalerts`,
  );

const windowCovers = (inputs: Values): string | undefined => {
  const [window, frequency] = ["windowSize", "evaluationFrequency"].map((key) => minutesOf(textAt(inputs, key)));
  return window !== undefined && frequency !== undefined && window < frequency
    ? `${textAt(inputs, "windowSize")} is shorter than evaluationFrequency ${textAt(inputs, "evaluationFrequency")}`
    : undefined;
};

/** Groups and subscriptions, or several resources at once, are watched by the type of resource. */
function targetIsTyped({ inputs }: Candidate): Finding {
  const scopes = valuesAt(inputs, "scopes[]").map(String);
  const isWide = scopes.length > 1 || scopes.some((scope) => scope.startsWith("/") && !/\/providers\//i.test(scope));
  const missing = ["targetResourceType", "targetResourceRegion"].find((property) => isAbsent(inputs, property));
  if (!isWide || missing === undefined) return undefined;
  return { property: missing, reason: "is missing: the scopes are several resources, or a group or subscription" };
}

const isUnit = (scope: string) => /\/providers\/microsoft\.insights\/(actiongroups)\/[^/]+$/i.test(scope);

const groupsAreGroups = (type: string, path: string) =>
  rule(type, "@pulumi/azure-native monitor: the id of an action group", ({ inputs }) => {
    const wrong = valuesAt(inputs, path)
      .map(String)
      .find((id) => !isUnit(id));
    return wrong === undefined ? undefined : { property: path, reason: `"${wrong}" is no action group` };
  });

const metrics: readonly Check[] = [
  isGlobal(METRIC),
  valued(METRIC, "evaluationFrequency", "PT1M PT5M PT15M PT30M PT1H", `${DOCS}monitor_metric_alert#frequency`),
  valued(METRIC, "windowSize", "PT1M PT5M PT15M PT30M PT1H PT6H PT12H P1D", `${DOCS}monitor_metric_alert#window_size`),
  about(METRIC, "windowSize", `${DOCS}monitor_metric_alert#window_size`, windowCovers),
  between(METRIC, "severity", 0, 4, "@pulumi/azure-native monitor.MetricAlertArgs: severity"),
  rule(METRIC, "@pulumi/azure-native monitor.MetricAlertArgs: targetResourceType", targetIsTyped),
  valued(
    METRIC,
    "criteria.allOf[].dimensions[].operator",
    "Include Exclude",
    "@pulumi/azure-native monitor.MetricDimensionArgs",
  ),
  valued(
    METRIC,
    "criteria.allOf[].timeAggregation",
    "Average Count Minimum Maximum Total",
    "@pulumi/azure-native monitor.AggregationTypeEnum",
  ),
  valued(
    METRIC,
    "criteria.allOf[].operator",
    "Equals GreaterThan GreaterThanOrEqual LessThan LessThanOrEqual GreaterOrLessThan",
    "@pulumi/azure-native monitor.Operator, DynamicThresholdOperator",
  ),
  groupsAreGroups(METRIC, "actions[].actionGroupId"),
];

const FREQUENCIES = "PT1M PT5M PT10M PT15M PT30M PT45M PT1H PT2H PT3H PT4H PT5H PT6H P1D";
const V2 = `${DOCS}monitor_scheduled_query_rules_alert_v2`;

const conditionsOf = (inputs: Values) => valuesAt(inputs, "criteria.allOf[]").filter(isRecord);
const PERIODS = "failingPeriods.numberOfEvaluationPeriods";

/** What a query looks back on: the window as often as it is counted. */
function lookBackFits({ inputs }: Candidate): Finding {
  const [window, frequency] = ["windowSize", "evaluationFrequency"].map((key) => minutesOf(textAt(inputs, key)));
  if (window === undefined) return undefined;
  const counts = conditionsOf(inputs).map((condition) => Number(textAt(condition, PERIODS) || 1));
  const lookBacks = counts.map((count) => count * window);
  if (lookBacks.some((minutes) => minutes > 48 * 60)) {
    return { property: "windowSize", reason: "times numberOfEvaluationPeriods is more than 48 hours" };
  }
  if (frequency === 1 && window > 6 * 60)
    return { property: "windowSize", reason: "is more than PT6H with evaluationFrequency PT1M" };
  if (window === 1 && frequency !== undefined && frequency !== 1) {
    return { property: "windowSize", reason: '"PT1M" goes with evaluationFrequency PT1M only' };
  }
  return frequency !== undefined && lookBacks.some((minutes) => minutes < frequency)
    ? { property: "evaluationFrequency", reason: "is longer than what the query looks back on" }
    : undefined;
}

function conditionsAreWhole({ inputs }: Candidate): Finding {
  const property = "criteria.allOf";
  for (const condition of conditionsOf(inputs)) {
    const aggregation = textAt(condition, "timeAggregation");
    const hasColumn = !isAbsent(condition, "metricMeasureColumn");
    if (sameName(aggregation, "Count") && hasColumn)
      return { property, reason: "metricMeasureColumn is not for timeAggregation Count" };
    if (aggregation !== "" && !sameName(aggregation, "Count") && !hasColumn) {
      return { property, reason: `metricMeasureColumn is missing: what timeAggregation ${aggregation} is of` };
    }
    const [failing, all] = ["minFailingPeriodsToAlert", "numberOfEvaluationPeriods"].map((key) =>
      Number(textAt(condition, `failingPeriods.${key}`)),
    );
    if (failing && all && failing > all)
      return { property, reason: `minFailingPeriodsToAlert ${failing} is more than ${all} periods` };
  }
  return undefined;
}

const isLogAlert = (inputs: Values) => isAbsent(inputs, "kind") || says(inputs, "kind", "LogAlert");

const ruleIsWhole = ({ inputs }: Candidate): Finding => {
  const needed = ["criteria", "evaluationFrequency", "windowSize", "severity", "scopes"];
  const missing = isLogAlert(inputs) ? needed.find((property) => isAbsent(inputs, property)) : undefined;
  return missing === undefined ? undefined : { property: missing, reason: "is missing: a log alert needs it" };
};

const queries: readonly Check[] = [
  rule(QUERY, "@pulumi/azure-native monitor.ScheduledQueryRuleArgs", ruleIsWhole),
  valued(
    QUERY,
    "kind",
    "LogAlert SimpleLogAlert LogToMetric",
    "@pulumi/azure-native monitor.ScheduledQueryRuleArgs: kind",
  ),
  valued(QUERY, "evaluationFrequency", FREQUENCIES, `${V2}#evaluation_frequency`),
  valued(QUERY, "windowSize", `${FREQUENCIES} P2D`, `${V2}#window_duration`),
  valued(
    QUERY,
    "muteActionsDuration",
    `${FREQUENCIES} P2D`.replace("PT1M ", ""),
    `${V2}#mute_actions_after_alert_duration`,
  ),
  valued(
    QUERY,
    "overrideQueryTimeRange",
    `${FREQUENCIES} P2D PT20M`.replace("PT1M ", ""),
    `${V2}#query_time_range_override`,
  ),
  about(QUERY, "muteActionsDuration", `${V2}#auto_mitigation_enabled`, (inputs) =>
    inputs["autoMitigate"] === true && textAt(inputs, "muteActionsDuration") !== ""
      ? "does not go with autoMitigate"
      : undefined,
  ),
  between(QUERY, "severity", 0, 4, "@pulumi/azure-native monitor.ScheduledQueryRuleArgs: severity"),
  ...["minFailingPeriodsToAlert", "numberOfEvaluationPeriods"].map((key) =>
    between(QUERY, `criteria.allOf[].failingPeriods.${key}`, 1, 6, `${V2}#number_of_evaluation_periods`),
  ),
  // The SDK's ConditionOperator has another service's values by mistake: eq, gt and so on.
  valued(
    QUERY,
    "criteria.allOf[].operator",
    "Equal Equals GreaterThan GreaterThanOrEqual LessThan LessThanOrEqual GreaterOrLessThan",
    `${V2}#operator`,
  ),
  valued(
    QUERY,
    "criteria.allOf[].timeAggregation",
    "Count Average Minimum Maximum Total",
    "@pulumi/azure-native monitor.TimeAggregation",
  ),
  rule(QUERY, `${V2}#window_duration`, lookBackFits),
  rule(QUERY, `${V2}#metric_measure_column`, conditionsAreWhole),
  groupsAreGroups(QUERY, "actions.actionGroups[]"),
];

const receiversDiffer = ({ inputs }: Candidate): Finding => {
  const names = Object.keys(inputs)
    .filter((key) => key.endsWith("Receivers"))
    .flatMap((key) => valuesAt(inputs, `${key}[].name`))
    .map(String);
  const twice = names.find((name, index) => names.findIndex((other) => sameName(other, name)) !== index);
  return twice === undefined ? undefined : { property: "emailReceivers", reason: `two receivers are called ${twice}` };
};

const CATEGORY = /^(Administrative|Autoscale|Policy|Recommendation|ResourceHealth|Security|ServiceHealth|Alert)$/;

/** An alert is of one category of events, and says which. */
function categoryIsGiven({ inputs }: Candidate): Finding {
  const property = "condition.allOf";
  const conditions = valuesAt(inputs, "condition.allOf[]").filter(isRecord);
  if (conditions.length === 0) return undefined;
  const category = conditions.find((condition) => says(condition, "field", "category"));
  if (!category)
    return conditions.some(({ field }) => field === UNKNOWN) || isUnsure(inputs, property)
      ? undefined
      : { property, reason: 'has no condition on the field "category"' };
  const value = textAt(category, "equals");
  return value === "" || CATEGORY.test(value)
    ? undefined
    : { property, reason: `"${value}" is no category of the activity log` };
}

const groups: readonly Check[] = [
  shorterThan(GROUP, "groupShortName", 12, "@pulumi/azure-native monitor.ActionGroupArgs: groupShortName"),
  rule(GROUP, "@pulumi/azure-native monitor.EmailReceiverArgs: name", receiversDiffer),
  matching(GROUP, "emailReceivers[].emailAddress", /^[^\s@]+@[^\s@]+$/, "an e-mail address", `${ALERTS}action-groups`),
  matching(GROUP, "webhookReceivers[].serviceUri", /^https?:\/\//, "an http or https URL", `${ALERTS}action-groups`),
  valued(
    ACTIVITY,
    "location",
    "global westeurope northeurope eastus2euap",
    "terraform-provider-azurerm, monitor_activity_log_alert_resource.go",
  ),
  rule(ACTIVITY, "@pulumi/azure-native monitor.ActivityLogAlertArgs: condition", categoryIsGiven),
  groupsAreGroups(ACTIVITY, "actions.actionGroups[].actionGroupId"),
];

export const alerts: readonly Check[] = [...metrics, ...queries, ...groups];
