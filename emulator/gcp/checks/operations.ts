/** What Google Cloud refuses of budgets, scheduled jobs and backup plans. */
import { UNKNOWN, type Candidate, type Check, type Values } from "../../model.ts";
import { isRecord, valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import {
  atMost,
  atMostOne,
  between,
  exactlyOne,
  isAbsent,
  isPresent,
  matching,
  rule,
  seconds,
  shorterThan,
  type Finding,
} from "./rules.ts";

const BUDGET = "billing:Budget";
const JOB = "cloudscheduler:Job";
const PLAN = "gkebackup:BackupPlan";
const BUDGET_SDK = "@pulumi/gcp billing.Budget: ";
const JOB_SDK = "@pulumi/gcp cloudscheduler.Job: ";
const PLAN_SDK = "@pulumi/gcp gkebackup.BackupPlan: ";

function thresholds({ inputs }: Candidate): Finding {
  const wrong = valuesAt(inputs, "thresholdRules[]")
    .filter(isRecord)
    .map((threshold) => threshold["thresholdPercent"])
    .find((percent) => typeof percent === "number" && (percent > 10 || percent < 0));
  return wrong === undefined
    ? undefined
    : { property: "thresholdRules", reason: `${String(wrong)} is ${Number(wrong) * 100}%: write 0.8 for 80%` };
}

function amountIsOne({ inputs }: Candidate): Finding {
  const property = "amount";
  const amount = inputs[property];
  if (!isRecord(amount) || Object.values(amount).includes(UNKNOWN)) return undefined;
  const given = ["lastPeriodAmount", "specifiedAmount"].filter((key) => isPresent(amount, key));
  return given.length === 1
    ? undefined
    : { property, reason: `must have specifiedAmount or lastPeriodAmount; it has ${given.length} of them` };
}

const TARGETS = ["monitoringNotificationChannels", "pubsubTopic"];

/** Even a rule that only writes to a project's owners names its channels: none. */
function ruleHasTarget({ inputs }: Candidate): Finding {
  const rule = inputs["allUpdatesRule"];
  if (!isRecord(rule) || TARGETS.some((key) => rule[key] !== undefined && rule[key] !== null)) return undefined;
  return { property: "allUpdatesRule", reason: `must have ${TARGETS.join(" or ")}; an empty list will do` };
}

/** Five fields of numbers, steps, ranges and names: minute, hour, day, month, weekday. */
const FIELD = "(\\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/\\d+)?(,(\\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/\\d+)?)*";
const CRON = new RegExp(`^${FIELD}(\\s+${FIELD}){4}$`);
/** App Engine's form: `every 24 hours`, `every day 03:00`. */
const ENGLISH = /^(every|\d+(st|nd|rd|th)|first|second|third|fourth|fifth)\b/;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const BODIES = ["httpTarget.body", "appEngineHttpTarget.body", "pubsubTarget.data"];

function bodyIsEncoded({ inputs }: Candidate): Finding {
  const wrong = BODIES.find((path) => {
    const text = textAt(inputs, path);
    return !BASE64.test(text) || text.length % 4 !== 0;
  });
  return wrong === undefined ? undefined : { property: wrong, reason: "must be base64-encoded" };
}

const SCOPES = ["allNamespaces", "selectedApplications", "selectedNamespaceLabels", "selectedNamespaces"];

function planHasScope({ inputs }: Candidate): Finding {
  const property = "backupConfig";
  const config = inputs[property];
  if (!isRecord(config) || SCOPES.some((key) => config[key] === UNKNOWN)) return undefined;
  const given = SCOPES.filter((key) => config[key] !== undefined && config[key] !== null);
  return given.length === 1
    ? undefined
    : { property, reason: `must have one of ${SCOPES.join(", ")}; it has ${given.length}` };
}

function backupsAreKept({ inputs }: Candidate): Finding {
  const at = (key: string) => valueAt(inputs, `retentionPolicy.${key}`);
  const [kept, locked] = [at("backupRetainDays"), at("backupDeleteLockDays")];
  const property = "retentionPolicy.backupRetainDays";
  const isScheduled = ["cronSchedule", "rpoConfig"].some((key) => isPresent(inputs, `backupSchedule.${key}`));
  if (isScheduled && isAbsent(inputs, property)) return { property, reason: "must be given with a schedule" };
  return typeof kept === "number" && typeof locked === "number" && kept < locked
    ? { property, reason: `${kept} is less than backupDeleteLockDays, ${locked}` }
    : undefined;
}

const isScheduled = (inputs: Values) => valueAt(inputs, "pubsubTarget") === undefined;

export const operations: readonly Check[] = [
  rule(BUDGET, `${BUDGET_SDK}thresholdRules[].thresholdPercent`, thresholds),
  rule(BUDGET, "terraform-provider-google, resource_billing_budget.go", amountIsOne),
  matching(
    BUDGET,
    "billingAccount",
    /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/,
    "the account's id, as in 012345-6789AB-CDEF01",
    "https://cloud.google.com/billing/docs/how-to/find-billing-account-id",
  ),
  matching(
    BUDGET,
    "budgetFilter.projects[]",
    /^projects\/\d+$/,
    "projects/{number}, with the project's number and not its id",
    `${BUDGET_SDK}budgetFilter.projects`,
  ),
  matching(
    BUDGET,
    "amount.specifiedAmount.units",
    /^-?\d+$/,
    "a whole number as text",
    `${BUDGET_SDK}amount.specifiedAmount.units`,
  ),
  atMost(BUDGET, "allUpdatesRule.monitoringNotificationChannels", 5, `${BUDGET_SDK}allUpdatesRule`),
  rule(BUDGET, "terraform-provider-google, resource_billing_budget.go", ruleHasTarget),
  matching(
    BUDGET,
    "allUpdatesRule.monitoringNotificationChannels[]",
    /^projects\/[^/]+\/notificationChannels\/[^/]+$/,
    "projects/{project}/notificationChannels/{id}, the channel's id",
    `${BUDGET_SDK}allUpdatesRule.monitoringNotificationChannels`,
  ),
  atMostOne(BUDGET, ["budgetFilter.calendarPeriod", "budgetFilter.customPeriod"], `${BUDGET_SDK}budgetFilter`),
  shorterThan(BUDGET, "displayName", 60, `${BUDGET_SDK}displayName`),
  rule(BUDGET, `${BUDGET_SDK}budgetFilter.labels`, ({ inputs }) => {
    const labels = valueAt(inputs, "budgetFilter.labels");
    return isRecord(labels) && Object.keys(labels).length > 1
      ? { property: "budgetFilter.labels", reason: "can have one label" }
      : undefined;
  }),
  exactlyOne(
    JOB,
    ["appEngineHttpTarget", "httpTarget", "pubsubTarget"],
    "terraform-provider-google, resource_cloud_scheduler_job.go",
  ),
  atMostOne(
    JOB,
    ["httpTarget.oauthToken", "httpTarget.oidcToken"],
    "terraform-provider-google, resource_cloud_scheduler_job.go",
  ),
  rule(JOB, "https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules", ({ inputs }) => {
    const schedule = inputs["schedule"];
    return typeof schedule !== "string" || CRON.test(schedule) || ENGLISH.test(schedule)
      ? undefined
      : { property: "schedule", reason: `"${schedule}" is no schedule of five fields, as in 0 3 * * *` };
  }),
  rule(JOB, "terraform-provider-google, resource_cloud_scheduler_job.go", bodyIsEncoded),
  rule(JOB, `${JOB_SDK}attemptDeadline`, (candidate, cloud) => {
    const longest = isPresent(candidate.inputs, "httpTarget") ? 1800 : 86400;
    return isScheduled(candidate.inputs)
      ? seconds(JOB, "attemptDeadline", 15, longest, "").check(candidate, cloud)
      : undefined;
  }),
  between(JOB, "retryConfig.retryCount", 0, 5, `${JOB_SDK}retryConfig.retryCount`),
  shorterThan(JOB, "description", 500, `${JOB_SDK}description`),
  matching(
    PLAN,
    "cluster",
    /^projects\/[^/]+\/(locations|zones)\/[^/]+\/clusters\/[^/]+$/,
    "projects/{project}/locations/{location}/clusters/{name}, the cluster's id",
    `${PLAN_SDK}cluster`,
  ),
  rule(PLAN, "terraform-provider-google, resource_gke_backup_backup_plan.go", planHasScope),
  atMostOne(PLAN, ["backupSchedule.cronSchedule", "backupSchedule.rpoConfig"], `${PLAN_SDK}backupSchedule`),
  rule(PLAN, `${PLAN_SDK}retentionPolicy.backupRetainDays`, backupsAreKept),
  between(PLAN, "retentionPolicy.backupDeleteLockDays", 0, 90, `${PLAN_SDK}retentionPolicy.backupDeleteLockDays`),
  between(PLAN, "retentionPolicy.backupRetainDays", 0, 365, `${PLAN_SDK}retentionPolicy.backupRetainDays`),
];
