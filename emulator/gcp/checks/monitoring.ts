/** What Cloud Monitoring refuses of alerts, channels, uptime checks and dashboards. */
import { UNKNOWN, type Candidate, type Check, type Values } from "../../model.ts";
import { isRecord, valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import {
  among,
  each,
  exactlyOne,
  isAbsent,
  isPresent,
  matching,
  rule,
  seconds,
  shorterThan,
  type Finding,
} from "./rules.ts";

const ALERT = "monitoring:AlertPolicy";
const CHANNEL = "monitoring:NotificationChannel";
const UPTIME = "monitoring:UptimeCheckConfig";
const DASHBOARD = "monitoring:Dashboard";
const ALERT_SDK = "@pulumi/gcp monitoring.AlertPolicy: ";
const UPTIME_SDK = "@pulumi/gcp monitoring.UptimeCheckConfig: ";
const DOCS = "https://cloud.google.com/monitoring/";

const KINDS = [
  "conditionAbsent",
  "conditionMatchedLog",
  "conditionMonitoringQueryLanguage",
  "conditionPrometheusQueryLanguage",
  "conditionSql",
  "conditionThreshold",
];
/** The longest time that a condition may have to hold: 23 hours and a half. */
const LONGEST = 84600;

function conditionsFit({ inputs }: Candidate): Finding {
  const property = "conditions";
  const list = inputs[property];
  if (!Array.isArray(list)) return undefined;
  if (list.length === 0 || list.length > 6)
    return { property, reason: `has ${list.length} elements; 1 to 6 are allowed` };
  const logs = list.filter((one) => isRecord(one) && isPresent(one, "conditionMatchedLog")).length;
  if (logs > 0 && list.length > 1) return { property, reason: "conditionMatchedLog must be the only condition" };
  const limit = "alertStrategy.notificationRateLimit";
  if (logs > 0 && isAbsent(inputs, limit)) return { property: limit, reason: "must be given with conditionMatchedLog" };
  return logs === 0 &&
    isPresent(inputs, limit) &&
    !list.includes(UNKNOWN) &&
    list.every((one) => isRecord(one) && !isUnclear(one))
    ? { property: limit, reason: "is only for conditionMatchedLog" }
    : undefined;
}

const isUnclear = (condition: Values) => Object.values(condition).includes(UNKNOWN);

function kindIsOne(condition: Values): string | undefined {
  const kinds = KINDS.filter((kind) => isPresent(condition, kind));
  if (kinds.length === 1 || (kinds.length === 0 && isUnclear(condition))) return undefined;
  return `a condition is one of ${KINDS.join(", ")}; one has ${kinds.length}`;
}

/** Series are aligned before they are compared across, and both need a period. */
function alignmentFits(condition: Values): string | undefined {
  const lists = [
    "conditionThreshold.aggregations",
    "conditionThreshold.denominatorAggregations",
    "conditionAbsent.aggregations",
  ];
  for (const one of lists.flatMap((path) => valuesAt(condition, `${path}[]`)).filter(isRecord)) {
    const [period, aligner, reducer] = ["alignmentPeriod", "perSeriesAligner", "crossSeriesReducer"].map(
      (key) => one[key],
    );
    const [aligns, reduces] = [aligner ?? "ALIGN_NONE", reducer ?? "REDUCE_NONE"];
    if (aligns === UNKNOWN || reduces === UNKNOWN) continue;
    if (reduces !== "REDUCE_NONE" && aligns === "ALIGN_NONE") return "crossSeriesReducer needs a perSeriesAligner";
    if (aligns !== "ALIGN_NONE" && period === undefined) return "perSeriesAligner needs an alignmentPeriod";
    if (typeof period === "string" && !(Number(/^(\d+)s$/.exec(period)?.[1] ?? 0) >= 60))
      return `alignmentPeriod is "${period}"; 60s or more are allowed`;
  }
  return undefined;
}

function thresholdFits(condition: Values): string | undefined {
  const comparison = textAt(condition, "conditionThreshold.comparison");
  if (comparison !== "" && !["COMPARISON_GT", "COMPARISON_LT"].includes(comparison))
    return `comparison is "${comparison}"; the service knows COMPARISON_GT and COMPARISON_LT`;
  for (const kind of ["conditionThreshold", "conditionAbsent"]) {
    const filter = valueAt(condition, `${kind}.filter`);
    if (typeof filter === "string" && !/metric\.type\s*=/.test(filter)) return `${kind}.filter must name a metric.type`;
  }
  return undefined;
}

/** The labels that a kind of channel must have, and which of them may be secrets. */
const LABELS: Readonly<Record<string, { labels: readonly string[]; secrets: readonly string[] }>> = {
  email: { labels: ["email_address"], secrets: [] },
  google_chat: { labels: ["space"], secrets: [] },
  pagerduty: { labels: [], secrets: ["service_key"] },
  pubsub: { labels: ["topic"], secrets: [] },
  slack: { labels: ["channel_name"], secrets: ["auth_token"] },
  sms: { labels: ["number"], secrets: [] },
  webhook_basicauth: { labels: ["url", "username"], secrets: ["password"] },
  webhook_tokenauth: { labels: ["url"], secrets: [] },
};

const recordAt = (values: Values, key: string): Values => {
  const value = values[key];
  return isRecord(value) ? value : {};
};

const camel = (snake: string) => snake.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function channelHasLabels({ inputs }: Candidate): Finding {
  const kind = LABELS[textAt(inputs, "type")];
  if (!kind || inputs["labels"] === UNKNOWN || inputs["sensitiveLabels"] === UNKNOWN) return undefined;
  const labels = recordAt(inputs, "labels");
  const secrets = recordAt(inputs, "sensitiveLabels");
  const has = (name: string) => labels[name] !== undefined;
  const missing = kind.labels.find((name) => !has(name));
  if (missing !== undefined)
    return { property: "labels", reason: `a channel of type ${textAt(inputs, "type")} needs the label ${missing}` };
  const hidden = (name: string) => [camel(name), `${camel(name)}Wo`].some((key) => secrets[key] !== undefined);
  const open = kind.secrets.find((name) => !has(name) && !hidden(name));
  if (open !== undefined) return { property: "sensitiveLabels", reason: `needs ${camel(open)}` };
  const both = kind.secrets.find((name) => has(name) && hidden(name));
  return both === undefined ? undefined : { property: "labels", reason: `${both} is given in sensitiveLabels too` };
}

function checkFits({ inputs }: Candidate): Finding {
  const [http, tcp] = ["httpCheck", "tcpCheck"].map((key) => isPresent(inputs, key));
  if (http && tcp) return { property: "tcpCheck", reason: "cannot be given together with httpCheck" };
  const isMonitor = !isAbsent(inputs, "syntheticMonitor");
  if (["httpCheck", "tcpCheck"].every((key) => isAbsent(inputs, key)) && !isMonitor)
    return { property: "httpCheck", reason: "or tcpCheck must be given" };
  const regions = inputs["selectedRegions"];
  const many = ["USA"]; // four places of its own
  if (!Array.isArray(regions) || regions.includes(UNKNOWN) || regions.length === 0 || regions.length >= 3)
    return undefined;
  return regions.some((region) => many.includes(String(region)))
    ? undefined
    : { property: "selectedRegions", reason: "must hold 3 places: name three regions, or USA" };
}

const LAYOUTS = ["gridLayout", "mosaicLayout", "rowLayout", "columnLayout"];

/** A dashboard has a name and one layout; tiles of a mosaic lie within its columns. */
function dashboardFits({ inputs }: Candidate): Finding {
  const property = "dashboardJson";
  const text = inputs[property];
  if (typeof text !== "string") return undefined;
  const board = parsed(text);
  if (!board) return { property, reason: "is no JSON object" };
  if (typeof board["displayName"] !== "string") return { property, reason: "lacks displayName" };
  const layouts = LAYOUTS.filter((name) => board[name] !== undefined);
  if (layouts.length !== 1)
    return { property, reason: `must have one of ${LAYOUTS.join(", ")}; it has ${layouts.length}` };
  const columns = valueAt(board, "mosaicLayout.columns");
  if (typeof columns !== "number") return undefined;
  if (columns < 1 || columns > 48) return { property, reason: `has ${columns} columns; 1 to 48 are allowed` };
  const wide = valuesAt(board, "mosaicLayout.tiles[]")
    .filter(isRecord)
    .find((tile) => Number(tile["xPos"] ?? 0) + Number(tile["width"] ?? 1) > columns);
  return wide && { property, reason: `a tile reaches beyond the ${columns} columns` };
}

function parsed(text: string): Values | undefined {
  try {
    const value = JSON.parse(text) as Values;
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const monitoring: readonly Check[] = [
  rule(ALERT, `${ALERT_SDK}conditions, alertStrategy.notificationRateLimit`, conditionsFit),
  each(ALERT, "conditions", `${ALERT_SDK}conditions`, kindIsOne),
  seconds(
    ALERT,
    "conditions[].conditionThreshold.duration",
    0,
    LONGEST,
    `${ALERT_SDK}conditions[].conditionThreshold.duration`,
    60,
  ),
  seconds(
    ALERT,
    "conditions[].conditionAbsent.duration",
    60,
    LONGEST,
    `${ALERT_SDK}conditions[].conditionAbsent.duration`,
    60,
  ),
  seconds(
    ALERT,
    "conditions[].conditionPrometheusQueryLanguage.evaluationInterval",
    30,
    LONGEST,
    `${ALERT_SDK}conditions[].conditionPrometheusQueryLanguage.evaluationInterval`,
    30,
  ),
  seconds(
    ALERT,
    "conditions[].conditionPrometheusQueryLanguage.duration",
    0,
    LONGEST,
    `${ALERT_SDK}conditions[].conditionPrometheusQueryLanguage.duration`,
  ),
  each(ALERT, "conditions", `${ALERT_SDK}conditions[].conditionThreshold.aggregations`, alignmentFits),
  each(ALERT, "conditions", `${ALERT_SDK}conditions[].conditionThreshold.comparison, filter`, thresholdFits),
  seconds(ALERT, "alertStrategy.autoClose", 1800, 604800, `${DOCS}alerts/concepts-indepth#close-incidents`),
  seconds(
    ALERT,
    "alertStrategy.notificationRateLimit.period",
    1,
    172800,
    `${ALERT_SDK}alertStrategy.notificationRateLimit`,
  ),
  matching(
    ALERT,
    "notificationChannels[]",
    /^projects\/[^/]+\/notificationChannels\/[^/]+$/,
    "projects/{project}/notificationChannels/{id}, the channel's id",
    `${ALERT_SDK}notificationChannels`,
  ),
  shorterThan(`${ALERT} ${CHANNEL}`, "displayName", 512, `${ALERT_SDK}displayName`),
  rule(CHANNEL, `${DOCS}api/ref_v3/rest/v3/projects.notificationChannelDescriptors`, channelHasLabels),
  exactlyOne(
    UPTIME,
    ["monitoredResource", "resourceGroup", "syntheticMonitor"],
    "terraform-provider-google, resource_monitoring_uptime_check_config.go",
  ),
  seconds(UPTIME, "timeout", 1, 60, `${UPTIME_SDK}timeout`),
  among(UPTIME, "period", ["60s", "300s", "600s", "900s"], `${UPTIME_SDK}period`),
  rule(UPTIME, `${UPTIME_SDK}httpCheck, selectedRegions`, checkFits),
  rule(DASHBOARD, `${DOCS}api/ref_v3/rest/v1/projects.dashboards`, dashboardFits),
];
