/** What AWS Backup refuses. */
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { RESOURCE_POLICY } from "../policy.ts";
import { token } from "../tokens.ts";
import { policyAt } from "./policies.ts";
import { trusted } from "./roles.ts";
import { flawOfSchedule } from "./schedules.ts";
import { heard } from "./topics.ts";
import { among, between, given, late, matching, numberOf, rule, type Finding } from "./rules.ts";

const GUIDE = "https://docs.aws.amazon.com/aws-backup/latest/devguide/";

/** What goes to cold storage stays there for 90 days at least. */
const COLD_DAYS = 90;
/** Continuous backups reach back that far at most. */
const CONTINUOUS_DAYS = 35;

const rulesOf = ({ inputs }: Candidate): Values[] => valuesAt(inputs, "rules[]").filter(isRecord);

function coldStorageKeeps({ inputs }: Candidate): Finding {
  for (const path of ["rules[].lifecycle", "rules[].copyActions[].lifecycle"]) {
    for (const { coldStorageAfter, deleteAfter } of valuesAt(inputs, path).filter(isRecord)) {
      if (typeof coldStorageAfter !== "number" || typeof deleteAfter !== "number") continue;
      if (deleteAfter < coldStorageAfter + COLD_DAYS) {
        const reason = `${deleteAfter} is not ${COLD_DAYS} days past coldStorageAfter, ${coldStorageAfter}`;
        return { property: `${path}.deleteAfter`, reason };
      }
    }
  }
  return undefined;
}

function continuousBackupsEnd(candidate: Candidate): Finding {
  for (const { enableContinuousBackup, lifecycle } of rulesOf(candidate)) {
    if (enableContinuousBackup !== true) continue;
    const { deleteAfter, coldStorageAfter } = isRecord(lifecycle) ? lifecycle : {};
    if (typeof coldStorageAfter === "number")
      return { property: "rules[].lifecycle.coldStorageAfter", reason: "cannot be given with enableContinuousBackup" };
    if (typeof deleteAfter === "number" && deleteAfter > CONTINUOUS_DAYS)
      return {
        property: "rules[].lifecycle.deleteAfter",
        reason: `${deleteAfter} is more than ${CONTINUOUS_DAYS}, which continuous backups are kept at most`,
      };
  }
  return undefined;
}

function rulesFit(candidate: Candidate): Finding {
  const rules = rulesOf(candidate);
  const names = rules.map(({ ruleName }) => ruleName).filter((name) => typeof name === "string");
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) return { property: "rules", reason: `has two rules with the name ${repeated}` };
  for (const { schedule, startWindow, completionWindow } of rules) {
    const reason = typeof schedule === "string" ? flawOfSchedule(schedule) : undefined;
    if (reason) return { property: "rules[].schedule", reason };
    if (typeof startWindow === "number" && typeof completionWindow === "number" && completionWindow < startWindow + 60)
      return {
        property: "rules[].completionWindow",
        reason: `${completionWindow} is not 60 minutes past startWindow, ${startWindow}`,
      };
  }
  return undefined;
}

/** A locked vault fails every job that keeps its backups too short or too long. */
function vaultsKeepAsLong(candidate: Candidate, cloud: Cloud): Finding {
  for (const { targetVaultName, lifecycle } of rulesOf(candidate)) {
    const lock = cloud
      .ofType(token("backup:VaultLockConfiguration"))
      .find(({ inputs }) => inputs["backupVaultName"] === targetVaultName);
    const days = isRecord(lifecycle) ? lifecycle["deleteAfter"] : undefined;
    if (!lock || typeof days !== "number") continue;
    const { minRetentionDays: min = 0, maxRetentionDays: max = Infinity } = lock.inputs;
    if (days < Number(min) || days > Number(max))
      return {
        property: "rules[].lifecycle.deleteAfter",
        reason: `${days} is outside what the lock of ${lock.id} allows`,
      };
  }
  return undefined;
}

function somethingIsSelected(candidate: Candidate): Finding {
  return given(candidate, ["resources", "selectionTags", "conditions", "notResources"]).length > 0
    ? undefined
    : { property: "resources", reason: "must be given, or selectionTags or conditions: nothing would be backed up" };
}

function lockFits(candidate: Candidate): Finding {
  const [min, max] = [numberOf(candidate, "minRetentionDays"), numberOf(candidate, "maxRetentionDays")];
  return min !== undefined && max !== undefined && max < min
    ? { property: "maxRetentionDays", reason: `${max} is below minRetentionDays, ${min}` }
    : undefined;
}

const EVENTS = [
  ...["BACKUP_JOB_STARTED", "BACKUP_JOB_COMPLETED", "BACKUP_JOB_SUCCESSFUL", "BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED"],
  ...["RESTORE_JOB_STARTED", "RESTORE_JOB_COMPLETED", "RESTORE_JOB_SUCCESSFUL", "RESTORE_JOB_FAILED"],
  ...["COPY_JOB_STARTED", "COPY_JOB_SUCCESSFUL", "COPY_JOB_FAILED", "RECOVERY_POINT_MODIFIED"],
  ...["BACKUP_PLAN_CREATED", "BACKUP_PLAN_MODIFIED", "S3_BACKUP_OBJECT_FAILED", "S3_RESTORE_OBJECT_FAILED"],
  ...[
    "CONTINUOUS_BACKUP_INTERRUPTED",
    "RECOVERY_POINT_INDEX_COMPLETED",
    "RECOVERY_POINT_INDEX_DELETED",
    "RECOVERY_POINT_INDEXING_FAILED",
  ],
];

const PLAN = "backup:Plan";
const SELECTION = "backup:Selection";
const NAME = /^[a-zA-Z0-9._-]{1,50}$/;
const NAMED = "1 to 50 letters, digits and . _ -";

export const backup: readonly Check[] = [
  matching(
    "backup:Vault",
    "name",
    /^[\w-]{2,50}$/,
    "2 to 50 letters, digits, _ and -",
    `${GUIDE}API_CreateBackupVault.html`,
  ),
  matching("backup:Vault", "kmsKeyArn", /^arn:/, "an ARN is wanted", `${GUIDE}API_CreateBackupVault.html`),
  policyAt("backup:VaultPolicy", "policy", RESOURCE_POLICY, 20480, `${GUIDE}create-a-vault-access-policy.html`),
  between(
    "backup:VaultLockConfiguration",
    "changeableForDays",
    3,
    36500,
    `${GUIDE}API_PutBackupVaultLockConfiguration.html`,
  ),
  between(
    "backup:VaultLockConfiguration",
    "minRetentionDays",
    1,
    36500,
    `${GUIDE}API_PutBackupVaultLockConfiguration.html`,
  ),
  between(
    "backup:VaultLockConfiguration",
    "maxRetentionDays",
    1,
    36500,
    `${GUIDE}API_PutBackupVaultLockConfiguration.html`,
  ),
  rule("backup:VaultLockConfiguration", `${GUIDE}API_PutBackupVaultLockConfiguration.html`, lockFits),
  among("backup:VaultNotifications", "backupVaultEvents[]", EVENTS, `${GUIDE}API_PutBackupVaultNotifications.html`),
  heard("backup:VaultNotifications", ["snsTopicArn"], "backup.amazonaws.com", `${GUIDE}backup-notifications.html`),
  matching(PLAN, "name", NAME, NAMED, `${GUIDE}API_BackupPlanInput.html`),
  matching(PLAN, "rules[].ruleName", NAME, NAMED, `${GUIDE}API_BackupRuleInput.html`),
  between(PLAN, "rules[].startWindow", 60, 52_560_000, `${GUIDE}API_BackupRuleInput.html`),
  rule(PLAN, `${GUIDE}API_BackupRuleInput.html; ${GUIDE}creating-a-backup-plan.html`, rulesFit),
  rule(PLAN, `${GUIDE}API_Lifecycle.html`, coldStorageKeeps),
  rule(PLAN, `${GUIDE}point-in-time-recovery.html`, continuousBackupsEnd),
  late(rule(PLAN, `${GUIDE}vault-lock.html`, vaultsKeepAsLong)),
  matching(
    PLAN,
    "rules[].copyActions[].destinationVaultArn",
    /^arn:[a-z-]+:backup:/,
    "the ARN of a vault is wanted",
    `${GUIDE}API_CopyAction.html`,
  ),
  matching(SELECTION, "name", NAME, NAMED, `${GUIDE}API_BackupSelection.html`),
  rule(SELECTION, `${GUIDE}assigning-resources.html`, somethingIsSelected),
  among(SELECTION, "selectionTags[].type", ["STRINGEQUALS"], `${GUIDE}API_Condition.html`),
  matching(
    SELECTION,
    "resources[]",
    /^(\*|arn:.+)$/,
    "an ARN is wanted, or a * for all",
    `${GUIDE}API_BackupSelection.html`,
  ),
  trusted(SELECTION, "iamRoleArn", "backup.amazonaws.com", `${GUIDE}iam-service-roles.html`),
];
