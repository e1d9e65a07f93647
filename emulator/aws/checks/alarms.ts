/** What CloudWatch refuses of alarms and dashboards. */
import { type Candidate, type Check, UNKNOWN, type Value, type Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { heard } from "./topics.ts";
import {
  among,
  atMost,
  between,
  given,
  isGiven,
  matching,
  numberOf,
  rule,
  shorterThan,
  textOf,
  type Finding,
} from "./rules.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/";
const BODY =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html";

const ANOMALIES = ["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"];
const OPERATORS = [
  ...["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"],
  ...ANOMALIES,
];
const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

function metricIsOne(candidate: Candidate): Finding {
  const queries = isGiven(candidate, "metricQueries");
  if (isGiven(candidate, "evaluationCriteria")) return undefined;
  if (queries) {
    const [extra] = given(candidate, [
      "metricName",
      "namespace",
      "statistic",
      "extendedStatistic",
      "period",
      "dimensions",
    ]);
    return extra === undefined ? undefined : { property: extra, reason: "cannot be given with metricQueries" };
  }
  if (!isGiven(candidate, "metricName"))
    return { property: "metricName", reason: "must be given, unless metricQueries are" };
  const missing = ["namespace", "period", "evaluationPeriods", "comparisonOperator"].find(
    (name) => !isGiven(candidate, name),
  );
  if (missing) return { property: missing, reason: "must be given with metricName" };
  const statistics = given(candidate, ["statistic", "extendedStatistic"]);
  return statistics.length === 1
    ? undefined
    : { property: "statistic", reason: "exactly one of statistic and extendedStatistic must be given" };
}

function queriesReturnOne({ inputs }: Candidate): Finding {
  const property = "metricQueries";
  const queries = valuesAt(inputs, `${property}[]`).filter(isRecord);
  if (queries.length === 0 || queries.some(({ returnData }) => returnData === UNKNOWN)) return undefined;
  const returned = queries.filter(({ returnData }) => returnData === true);
  if (
    Array.isArray(inputs[property]) &&
    queries.length === inputs[property].length &&
    returned.length !== 1 &&
    !inputs["thresholdMetricId"]
  )
    return { property, reason: `exactly one must have returnData: true; ${returned.length} have` };
  const ids = queries.map(({ id }) => id).filter((id) => typeof id === "string");
  const bad = ids.find((id) => !/^[a-z]\w{0,254}$/.test(id));
  if (bad !== undefined)
    return { property, reason: `the id "${bad}" is not a small letter first, then letters, digits and _` };
  if (new Set(ids).size < ids.length) return { property, reason: "has the same id twice" };
  const half = queries.find(
    (query) => [query["metric"], query["expression"]].filter((part) => part !== undefined).length !== 1,
  );
  return half === undefined
    ? undefined
    : { property, reason: `${String(half["id"])} needs exactly one of metric and expression` };
}

const isPeriod = (period: number) => [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0);

function periodsFit(candidate: Candidate): Finding {
  const [period, periods, points] = ["period", "evaluationPeriods", "datapointsToAlarm"].map((name) =>
    numberOf(candidate, name),
  );
  const wrong = [period, ...valuesAt(candidate.inputs, "metricQueries[].metric.period")].find(
    (value) => typeof value === "number" && !isPeriod(value),
  );
  if (wrong !== undefined)
    return { property: "period", reason: `${String(wrong)} is none of 10, 20, 30 and the multiples of 60` };
  if (points !== undefined && periods !== undefined && points > periods)
    return { property: "datapointsToAlarm", reason: `${points} is more than evaluationPeriods, ${periods}` };
  if (period === undefined || periods === undefined) return undefined;
  const most = period < 3600 ? 86400 : 604800;
  return period * periods > most
    ? { property: "evaluationPeriods", reason: `${periods} × ${period} s is more than ${most} s` }
    : undefined;
}

function thresholdFits(candidate: Candidate): Finding {
  const operator = textOf(candidate, "comparisonOperator");
  const [limit] = given(candidate, ["threshold", "thresholdMetricId"]);
  if (operator === undefined) return undefined;
  if (ANOMALIES.includes(operator) && !isGiven(candidate, "thresholdMetricId"))
    return { property: "thresholdMetricId", reason: `must be given with ${operator}` };
  return limit ? undefined : { property: "threshold", reason: `must be given with ${operator}` };
}

const EXTENDED = /^(p|tm|tc|ts|wm)(100|\d{1,2})(\.\d{1,10})?$|^IQM$|^(PR|TC|TM|TS|WM)\(.*:.*\)$/;

const ACTIONS = ["alarmActions", "okActions", "insufficientDataActions"];

const WIDGETS = ["metric", "text", "log", "alarm", "explorer", "custom"];

function dashboardReads({ inputs }: Candidate): Finding {
  const text = inputs["dashboardBody"];
  if (typeof text !== "string") return undefined;
  const property = "dashboardBody";
  const body = parsed(text);
  if (!isRecord(body)) return { property, reason: "is not a JSON object" };
  const widgets = body["widgets"];
  if (!Array.isArray(widgets)) return { property, reason: "has no list of widgets" };
  if (widgets.length > 500) return { property, reason: `has ${widgets.length} widgets; 500 are allowed` };
  const reason = widgets.map((widget, index) => flawOfWidget(widget, index + 1)).find((flaw) => flaw !== undefined);
  return reason === undefined ? undefined : { property, reason };
}

function flawOfWidget(widget: Value, number: number): string | undefined {
  const where = `widget ${number}`;
  if (!isRecord(widget)) return `${where} is not an object`;
  const { type, properties, x = 0, width = 6, height = 6 } = widget;
  if (!WIDGETS.includes(String(type)))
    return `${where} has type ${JSON.stringify(type)}, which is none of ${WIDGETS.join(", ")}`;
  if (Number(x) < 0 || Number(width) < 1 || Number(x) + Number(width) > 24)
    return `${where} does not fit into 24 columns`;
  if (Number(height) < 1 || Number(height) > 1000)
    return `${where} has height ${String(height)}; 1 to 1000 are allowed`;
  return isRecord(properties) ? flawOfProperties(String(type), properties, where) : `${where} has no properties`;
}

/** What each kind of widget has to say. */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  metric: [["region"], ["metrics", "annotations"]],
  text: [["markdown"]],
  log: [["region"], ["query"]],
  alarm: [["alarms"]],
};

function flawOfProperties(type: string, properties: Values, where: string): string | undefined {
  const missing = NEEDED[type]?.find((ways) => ways.every((way) => properties[way] === undefined));
  return missing && `${where} has no ${missing.join(" or ")} in its properties, which type ${type} needs`;
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

const ALARM = "cloudwatch:MetricAlarm";
const ALARMS = `${ALARM} cloudwatch:CompositeAlarm`;
const PUT = `${API}PutMetricAlarm.html`;

export const alarms: readonly Check[] = [
  matching(ALARM, "name", /^[\s\S]{1,255}$/, "1 to 255 characters", PUT),
  matching(
    "cloudwatch:CompositeAlarm",
    "alarmName",
    /^[\s\S]{1,255}$/,
    "1 to 255 characters",
    `${API}PutCompositeAlarm.html`,
  ),
  shorterThan(ALARMS, "alarmDescription", 1024, PUT),
  shorterThan("cloudwatch:CompositeAlarm", "alarmRule", 10240, `${API}PutCompositeAlarm.html`),
  rule(ALARM, PUT, metricIsOne),
  rule(ALARM, PUT, queriesReturnOne),
  rule(ALARM, PUT, periodsFit),
  rule(ALARM, PUT, thresholdFits),
  among(ALARM, "comparisonOperator", OPERATORS, PUT),
  among(ALARM, "statistic", STATISTICS, PUT),
  matching(ALARM, "extendedStatistic", EXTENDED, "a percentile or the like is wanted, as p95", PUT),
  among(ALARM, "treatMissingData", ["breaching", "notBreaching", "ignore", "missing"], PUT),
  among(ALARM, "evaluateLowSampleCountPercentiles", ["evaluate", "ignore"], PUT),
  between(ALARM, "evaluationPeriods", 1, 10080, PUT),
  ...ACTIONS.flatMap((path) => [
    atMost(ALARMS, path, 5, PUT),
    matching(ALARMS, `${path}[]`, /^arn:/, "the ARN of an action is wanted", PUT),
  ]),
  heard(
    ALARMS,
    ACTIONS.map((path) => `${path}[]`),
    "cloudwatch.amazonaws.com",
    `${GUIDE}Notify_Users_Alarm_Changes.html; https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html`,
  ),
  matching(
    "cloudwatch:Dashboard",
    "dashboardName",
    /^[\w-]{1,255}$/,
    "1 to 255 letters, digits, _ and -",
    `${API}PutDashboard.html`,
  ),
  rule("cloudwatch:Dashboard", BODY, dashboardReads),
];
