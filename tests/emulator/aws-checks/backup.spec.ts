import { backup } from "../../../emulator/aws/checks/backup.ts";
import type { Values } from "../../../emulator/model.ts";
import type { Live } from "../aws-cloud.ts";
import { describeChecks, allow, policy, role } from "./samples.ts";

const topic = (name: string, inputs: Live["inputs"] = {}): Live => ({
  type: "sns:Topic",
  id: `arn:aws:sns:eu-central-1:123456789012:${name}`,
  inputs,
  outputs: { arn: `arn:aws:sns:eu-central-1:123456789012:${name}` },
});
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:";
const letsPublish = (service: string) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: "SNS:Publish", Resource: "*" });
const daily = (more: Values = {}): Values => ({
  ruleName: "daily",
  targetVaultName: "honua",
  schedule: "cron(0 3 * * ? *)",
  startWindow: 60,
  completionWindow: 180,
  lifecycle: { coldStorageAfter: 30, deleteAfter: 120 },
  copyActions: [{ destinationVaultArn: "arn:aws:backup:eu-west-1:123456789012:backup-vault:dr" }],
  ...more,
});

describeChecks("backup", backup, [
  {
    type: "backup:Vault",
    right: { name: "honua", kmsKeyArn: "arn:key" },
    wrong: [
      [{ name: "a" }, "name"],
      [{ kmsKeyArn: "alias/backup" }, "kmsKeyArn"],
    ],
  },
  {
    type: "backup:VaultPolicy",
    right: { policy: policy(allow({ Principal: "*", Action: "backup:CopyIntoBackupVault" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  {
    type: "backup:VaultLockConfiguration",
    right: { backupVaultName: "honua", minRetentionDays: 7, maxRetentionDays: 365, changeableForDays: 3 },
    wrong: [
      [{ changeableForDays: 1 }, "changeableForDays"],
      [{ minRetentionDays: 0 }, "minRetentionDays"],
      [{ maxRetentionDays: 40000 }, "maxRetentionDays"],
      [{ maxRetentionDays: 3 }, "maxRetentionDays"],
    ],
  },
  {
    type: "backup:VaultNotifications",
    right: {
      backupVaultName: "honua",
      backupVaultEvents: ["BACKUP_JOB_FAILED"],
      snsTopicArn: `${TOPIC}open`,
    },
    wrong: [
      [{ backupVaultEvents: ["FAILED"] }, "backupVaultEvents[]"],
      [{ snsTopicArn: `${TOPIC}closed` }, "snsTopicArn"],
    ],
    live: [
      topic("open", { policy: letsPublish("backup.amazonaws.com") }),
      topic("closed", { policy: letsPublish("cloudwatch.amazonaws.com") }),
    ],
  },
  {
    type: "backup:Plan",
    right: { name: "honua", rules: [daily()] },
    wrong: [
      [{ name: "honua plan" }, "name"],
      [{ rules: [daily({ ruleName: "every day" })] }, "rules[].ruleName"],
      [{ rules: [daily(), daily()] }, "rules"],
      [{ rules: [daily({ schedule: "0 3 * * *" })] }, "rules[].schedule"],
      [{ rules: [daily({ startWindow: 30 })] }, "rules[].startWindow"],
      [{ rules: [daily({ completionWindow: 90 })] }, "rules[].completionWindow"],
      [{ rules: [daily({ lifecycle: { coldStorageAfter: 30, deleteAfter: 60 } })] }, "rules[].lifecycle.deleteAfter"],
      [
        {
          rules: [
            daily({
              copyActions: [
                { destinationVaultArn: "arn:aws:backup:x", lifecycle: { coldStorageAfter: 30, deleteAfter: 60 } },
              ],
            }),
          ],
        },
        "rules[].copyActions[].lifecycle.deleteAfter",
      ],
      [
        { rules: [daily({ copyActions: [{ destinationVaultArn: "dr" }] })] },
        "rules[].copyActions[].destinationVaultArn",
      ],
      [{ rules: [daily({ enableContinuousBackup: true })] }, "rules[].lifecycle.coldStorageAfter"],
      [
        { rules: [daily({ enableContinuousBackup: true, lifecycle: { deleteAfter: 60 } })] },
        "rules[].lifecycle.deleteAfter",
      ],
      [{ rules: [daily({ targetVaultName: "locked" })] }, "rules[].lifecycle.deleteAfter"],
    ],
    live: [
      {
        type: "backup:VaultLockConfiguration",
        id: "locked",
        inputs: { backupVaultName: "locked", maxRetentionDays: 30 },
      },
    ],
  },
  {
    type: "backup:Selection",
    right: {
      name: "honua",
      iamRoleArn: "arn:aws:iam::123456789012:role/backup",
      resources: ["arn:aws:rds:eu-central-1:123456789012:db:*"],
      selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }],
    },
    wrong: [
      [{ name: "honua db" }, "name"],
      [{ resources: ["honua-db"] }, "resources[]"],
      [{ resources: undefined, selectionTags: undefined }, "resources"],
      [{ selectionTags: [{ type: "StringEquals", key: "a", value: "b" }] }, "selectionTags[].type"],
      [{ iamRoleArn: "arn:aws:iam::123456789012:role/other" }, "iamRoleArn"],
    ],
    live: [role("backup", "backup.amazonaws.com"), role("other", "rds.amazonaws.com")],
  },
]);
