/** What EventBridge refuses. */
import type { Candidate, Check, Cloud, Value } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import { flawOfSchedule } from "./schedules.ts";
import { heard } from "./topics.ts";
import { among, given, isGiven, late, matching, rule, shorterThan, siblings, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/";
const PROVIDER = "terraform-provider-aws, internal/service/events/";

function ruleIsTriggered(candidate: Candidate): Finding {
  if (given(candidate, ["scheduleExpression", "eventPattern"]).length === 0)
    return { property: "eventPattern", reason: "must be given, or scheduleExpression" };
  const bus = candidate.inputs["eventBusName"] ?? "default";
  return isGiven(candidate, "scheduleExpression") && typeof bus === "string" && bus !== "default"
    ? { property: "scheduleExpression", reason: "is for rules on the default bus only" }
    : undefined;
}

function scheduleReads(candidate: Candidate): Finding {
  const text = textOf(candidate, "scheduleExpression");
  const reason = text === undefined ? undefined : flawOfSchedule(text);
  return reason ? { property: "scheduleExpression", reason } : undefined;
}

function patternReads(candidate: Candidate): Finding {
  const text = textOf(candidate, "eventPattern");
  const reason = text === undefined ? undefined : flawOfPattern(text);
  return reason ? { property: "eventPattern", reason } : undefined;
}

function flawOfPattern(text: string): string | undefined {
  const pattern = parsed(text);
  if (!isRecord(pattern)) return "is not a JSON object";
  const scalar = scalarIn(pattern, "");
  return scalar === undefined ? undefined : `${scalar} must be a list of what matches, or an object`;
}

/** The first field that matches neither a list nor by what it holds. */
function scalarIn(pattern: Value, path: string): string | undefined {
  if (Array.isArray(pattern)) return undefined;
  if (!isRecord(pattern)) return path;
  return Object.entries(pattern)
    .map(([key, value]) => scalarIn(value, path === "" ? key : `${path}.${key}`))
    .find((found) => found !== undefined);
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function inputIsOne(candidate: Candidate): Finding {
  const ways = given(candidate, ["input", "inputPath", "inputTransformer"]);
  return ways.length > 1 ? { property: ways[1], reason: `cannot be given with ${ways[0]}` } : undefined;
}

/** The default quota; it can be raised. */
const TARGETS = 5;

function targetsFit(candidate: Candidate, cloud: Cloud): Finding {
  const others = siblings(candidate, cloud, "cloudwatch:EventTarget", "rule");
  return others.length < TARGETS
    ? undefined
    : { property: "rule", reason: `${textOf(candidate, "rule")} has ${others.length} targets; ${TARGETS} are allowed` };
}

const RULE = "cloudwatch:EventRule";
const TARGET = "cloudwatch:EventTarget";

export const events: readonly Check[] = [
  matching(RULE, "name", /^[.\-_A-Za-z0-9]{1,64}$/, "1 to 64 letters, digits and . - _", `${API}PutRule.html`),
  shorterThan(RULE, "description", 512, `${API}PutRule.html`),
  among(RULE, "state", ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], `${API}PutRule.html`),
  rule(RULE, `${PROVIDER}rule.go; ${GUIDE}eb-create-rule-schedule.html`, ruleIsTriggered),
  rule(RULE, `${GUIDE}eb-scheduled-rule-pattern.html`, scheduleReads),
  rule(RULE, `${GUIDE}eb-event-patterns.html`, patternReads),
  matching(TARGET, "targetId", /^[.\-_A-Za-z0-9]{1,64}$/, "1 to 64 letters, digits and . - _", `${API}Target.html`),
  matching(TARGET, "arn", /^arn:/, "the ARN of what is started is wanted", `${API}Target.html`),
  rule(TARGET, `${PROVIDER}target.go`, inputIsOne),
  late(rule(TARGET, `${GUIDE}eb-quota.html`, targetsFit)),
  heard(TARGET, ["arn"], "events.amazonaws.com", `${GUIDE}eb-use-resource-based.html`),
];
