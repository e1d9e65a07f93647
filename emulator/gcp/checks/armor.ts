/** What Cloud Armor refuses of a security policy. */
import type { Candidate, Check, Values } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { each, isPresent, recordsAt, rule, type Finding } from "./rules.ts";

const POLICY = "compute:SecurityPolicy";
const SDK = "@pulumi/gcp compute.SecurityPolicy: rules";
const PROVIDER = "terraform-provider-google, resource_compute_security_policy.go";
const RATES = "https://cloud.google.com/armor/docs/rate-limiting-overview";

const LAST = 2147483647;

/** What no other rule matches must meet the rule for everything. */
function hasDefault({ inputs }: Candidate): Finding {
  const rules = recordsAt(inputs, "rules") ?? [];
  const isUnclear = rules.some((one) => typeof one["priority"] === "symbol");
  if (rules.length === 0 || isUnclear || rules.some((one) => one["priority"] === LAST)) return undefined;
  return { property: "rules", reason: `lacks the default rule: priority ${LAST}, versionedExpr SRC_IPS_V1, range *` };
}

function prioritiesDiffer({ inputs }: Candidate): Finding {
  const priorities = valuesAt(inputs, "rules[].priority").filter((value) => typeof value === "number");
  const twice = priorities.find((value, index) => priorities.indexOf(value) !== index);
  return twice === undefined ? undefined : { property: "rules", reason: `two rules have the priority ${twice}` };
}

const ACTION = /^(allow|deny|deny\((403|404|429|502)\)|rate_based_ban|redirect|throttle)$/;
const LIMITED = ["throttle", "rate_based_ban"];

function ruleFits(one: Values): string | undefined {
  const { priority } = one;
  const action = textAt(one, "action");
  if (typeof priority === "number" && (priority < 0 || priority > LAST))
    return `the priority ${priority} is not between 0 and ${LAST}`;
  if (action === "") return undefined;
  if (!ACTION.test(action))
    return `"${action}" is none of allow, deny(403), deny(404), deny(502), throttle, rate_based_ban, redirect`;
  const isLimited = LIMITED.includes(action);
  if (isLimited && one["rateLimitOptions"] === undefined) return `${action} needs rateLimitOptions`;
  if (!isLimited && isPresent(one, "rateLimitOptions")) return `${action} has no rateLimitOptions`;
  const bans = ["banDurationSec", "banThreshold"].find((path) => isPresent(one, `rateLimitOptions.${path}`));
  return action === "throttle" && bans !== undefined ? `throttle has no ${bans}; rate_based_ban has` : undefined;
}

/** Addresses by the versioned expression and its list, or a condition in words. */
function matchFits(one: Values): string | undefined {
  const has = (path: string) => isPresent(one, `match.${path}`);
  if (has("versionedExpr") && has("expr")) return "has both versionedExpr and expr";
  if (has("versionedExpr") && valueAt(one, "match.config") === undefined) return "lacks config.srcIpRanges";
  if (has("config") && valueAt(one, "match.versionedExpr") === undefined) return "has a config without versionedExpr";
  const ranges = valuesAt(one, "match.config.srcIpRanges[]");
  return ranges.length > 10 ? `has ${ranges.length} ranges; a rule can have 10` : undefined;
}

const INTERVALS = [10, 30, 60, 120, 180, 240, 300, 600, 900, 1200, 1800, 2700, 3600];

function rateFits(one: Values): string | undefined {
  const at = (path: string) => valueAt(one, `rateLimitOptions.${path}`);
  for (const threshold of ["rateLimitThreshold", "banThreshold"]) {
    const interval = at(`${threshold}.intervalSec`);
    if (typeof interval === "number" && !INTERVALS.includes(interval))
      return `${threshold}.intervalSec is ${interval}; allowed: ${INTERVALS.join(", ")}`;
  }
  const key = at("enforceOnKey");
  if (["HTTP_HEADER", "HTTP_COOKIE"].includes(String(key)) && at("enforceOnKeyName") === undefined)
    return `enforceOnKey ${String(key)} needs enforceOnKeyName`;
  if (typeof key === "string" && key !== "" && isPresent(one, "rateLimitOptions.enforceOnKeyConfigs"))
    return "has both enforceOnKey and enforceOnKeyConfigs";
  const exceed = at("exceedAction");
  if (exceed === "redirect" && at("exceedRedirectOptions") === undefined)
    return "exceedAction redirect needs exceedRedirectOptions";
  return typeof exceed === "string" && !/^(redirect|deny\((403|404|429|502)\))$/.test(exceed)
    ? `exceedAction is "${exceed}"; allowed: deny(403), deny(404), deny(429), deny(502), redirect`
    : undefined;
}

export const armor: readonly Check[] = [
  rule(POLICY, SDK, hasDefault),
  rule(POLICY, PROVIDER, prioritiesDiffer),
  each(POLICY, "rules", `${SDK}[].action`, ruleFits),
  each(POLICY, "rules", `${SDK}[].match`, matchFits),
  each(POLICY, "rules", RATES, rateFits),
];
