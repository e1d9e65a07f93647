/** What Azure refuses of the rules that its managed Prometheus goes by. */
import type { Candidate, Check, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { minutesOf } from "../durations.ts";
import { about, between, isAbsent, matching, rule } from "./rules.ts";

const DOCS = "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/";
const PROMETHEUS = "alertsmanagement:PrometheusRuleGroup";

const rulesAreOneThing = ({ inputs }: Candidate): Finding => {
  for (const [index, given] of valuesAt(inputs, "rules[]").filter(isRecord).entries()) {
    const property = `rules[${index}]`;
    if (isAbsent(given, "alert") === isAbsent(given, "record"))
      return { property, reason: "is either an alert or a record" };
    const stray = ["for", "severity", "annotations", "actions", "resolveConfiguration"].find(
      (key) => !isAbsent(given, key),
    );
    if (!isAbsent(given, "record") && stray !== undefined)
      return { property: `${property}.${stray}`, reason: "is for alerts only" };
  }
  return undefined;
};

const intervalFits = (inputs: Values): string | undefined => {
  const text = textAt(inputs, "interval");
  const minutes = minutesOf(text);
  return text === "" || (minutes !== undefined && minutes >= 1 && minutes <= 15)
    ? undefined
    : `"${text}" is not between PT1M and PT15M`;
};

export const prometheus: readonly Check[] = [
  about(PROMETHEUS, "interval", `${DOCS}monitor_alert_prometheus_rule_group#interval`, intervalFits),
  rule(PROMETHEUS, "https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-rule-groups", rulesAreOneThing),
  between(PROMETHEUS, "rules[].severity", 0, 4, "@pulumi/azure-native alertsmanagement.PrometheusRuleArgs: severity"),
  matching(
    PROMETHEUS,
    "rules[].for",
    /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/,
    "an ISO 8601 duration, as in PT5M",
    "https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-rule-groups",
  ),
];
