import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { AwsBackup } from "../../../components/aws/backup.ts";
import type { BackupArgs } from "../../../components/contract/backup.ts";
import { deployed, optionsIn, valueOf } from "../../support/mocks.ts";
import { sunday } from "../../support/parts.ts";
import { accountId, awsKey, cache, cluster, database } from "./parts.ts";
import { statementsOf } from "./statements.ts";

const alertTargetId = "arn:aws:sns:us-east-1:123456789012:alerts";

const args: BackupArgs = {
  scope: accountId,
  environment: "production",
  database,
  cache,
  cluster,
  backupDays: 30,
  window: sunday,
  lock: "none",
  key: awsKey("backup"),
  durability: "kept",
  alertTargetId,
};

const recovery = { region: "us-west-2", key: awsKey("backup", "us-west-2") };

const vault = "aws:backup/vault:Vault";
const vaultPolicy = "aws:backup/vaultPolicy:VaultPolicy";
const vaultLock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const plan = "aws:backup/plan:Plan";
const selection = "aws:backup/selection:Selection";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const backup = (changes: Partial<BackupArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  deployed(() => new AwsBackup("backup", { ...args, ...changes }, opts));

describe("AwsBackup", () => {
  it("makes a backup every day, four hours before maintenance, and keeps it for so many days", async () => {
    const { one } = await backup();
    assert.equal(one(vault, "backup-vault").inputs["kmsKeyArn"], await valueOf(args.key.id));
    const [rule, ...others] = one(plan, "backup").inputs["rules"];
    assert.deepEqual(others, []);
    assert.equal(rule.targetVaultName, "backup-vault");
    assert.equal(rule.schedule, "cron(0 22 * * ? *)");
    assert.deepEqual([rule.startWindow, rule.completionWindow], [60, 720]);
    assert.deepEqual(rule.lifecycle, { deleteAfter: 30 });
    assert.equal(rule.copyActions, undefined);
  });

  it("backs up the primary database, and the volumes of pods, with a role of AWS Backup's", async () => {
    const { one } = await backup();
    const ofDatabase = one(selection, "backup-database").inputs;
    assert.deepEqual(ofDatabase["resources"], ["arn:aws:rds:us-east-1:123456789012:db:honua-production-database"]);
    assert.equal(ofDatabase["conditions"], undefined);
    const ofVolumes = one(selection, "backup-volumes").inputs;
    assert.deepEqual(ofVolumes["resources"], ["arn:aws:ec2:us-east-1:123456789012:volume/*"]);
    assert.deepEqual(ofVolumes["conditions"], [
      { stringEquals: [{ key: "aws:ResourceTag/ebs.csi.aws.com/cluster", value: "true" }] },
    ]);
    for (const { planId, iamRoleArn } of [ofDatabase, ofVolumes]) {
      assert.deepEqual([planId, iamRoleArn], ["backup-id", "arn:aws:iam::123456789012:role/backup-backups"]);
    }
    const managed = one(attachment, "backup-backups-AWSBackupServiceRolePolicyForBackup").inputs;
    assert.deepEqual(
      [managed["role"], managed["policyArn"]],
      ["backup-backups-id", "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"],
    );
  });

  it("lets nobody delete backups, unless they are disposable", async () => {
    for (const durability of ["disposable", "kept", "protected"] as const) {
      const { one, ofType } = await backup({ durability, recovery });
      const isDisposable = durability === "disposable";
      for (const name of ["backup-vault", "backup-recovery-vault"]) {
        assert.equal(one(vault, name).inputs["forceDestroy"], isDisposable);
        if (isDisposable) continue;
        const { NoDeletion } = statementsOf(one(vaultPolicy, name));
        assert.deepEqual([NoDeletion?.Effect, NoDeletion?.Principal], ["Deny", "*"]);
        assert.deepEqual(NoDeletion?.Action, ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]);
      }
      assert.equal(ofType(vaultPolicy).length, isDisposable ? 0 : 2);
    }
  });

  it("leaves backups in the account when the environment goes, undeletable, unless they are disposable", async () => {
    for (const durability of ["disposable", "kept", "protected"] as const) {
      const isDisposable = durability === "disposable";
      const options = await optionsIn((opts) => backup({ durability, lock: "governance", recovery }, opts));
      for (const name of ["backup-vault", "backup-recovery-vault"]) {
        const { retainOnDelete, protect } = options(`${vault} ${name}`);
        assert.deepEqual([retainOnDelete, protect], [!isDisposable, durability === "protected"]);
        assert.equal(options(`${vaultLock} ${name}`).deletedWith === undefined, isDisposable);
        if (!isDisposable) assert.ok(options(`${vaultPolicy} ${name}`).deletedWith);
      }
    }
  });

  it("locks the vaults where that is asked for, for good only in compliance mode", async () => {
    assert.deepEqual((await backup()).ofType(vaultLock), []);
    for (const [lock, days] of [
      ["governance", undefined],
      ["compliance", 3],
    ] as const) {
      const { one } = await backup({ lock, recovery });
      for (const name of ["backup-vault", "backup-recovery-vault"]) {
        const { inputs } = one(vaultLock, name);
        assert.deepEqual(
          [inputs["minRetentionDays"], inputs["maxRetentionDays"], inputs["changeableForDays"]],
          [30, 365, days],
        );
      }
    }
  });

  it("copies each backup to a vault in the other region, with a key of that region", async () => {
    const { one, ofType } = await backup({ recovery, lock: "governance" });
    const copy = one(vault, "backup-recovery-vault").inputs;
    assert.deepEqual([copy["region"], copy["kmsKeyArn"]], ["us-west-2", await valueOf(recovery.key.id)]);
    const [rule] = one(plan, "backup").inputs["rules"];
    assert.deepEqual(rule.copyActions, [
      {
        destinationVaultArn: "arn:aws:backup:us-west-2:123456789012:backup-vault:backup-recovery-vault",
        lifecycle: { deleteAfter: 30 },
      },
    ]);
    for (const type of [vaultPolicy, vaultLock]) {
      assert.deepEqual(
        ofType(type).map(({ inputs }) => inputs["region"]),
        [undefined, "us-west-2"],
      );
    }
  });

  it("tells of every backup and copy that fails, expires or is aborted", async () => {
    const { one } = await backup();
    assert.deepEqual(JSON.parse(one("aws:cloudwatch/eventRule:EventRule", "backup-failures").inputs["eventPattern"]), {
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change"],
      detail: { state: ["FAILED", "EXPIRED", "ABORTED"] },
    });
    const target = one("aws:cloudwatch/eventTarget:EventTarget", "backup-failures").inputs;
    assert.equal(target["arn"], alertTargetId);
  });

  it("says what a restore has to name", async () => {
    const here = {
      dailyBackups: "arn:aws:backup:us-east-1:123456789012:backup-vault:backup-vault",
      restoreRole: "arn:aws:iam::123456789012:role/backup-restores",
      databaseBackups: "honua-production-database",
      cacheSnapshots: "honua-production-cache",
    };
    const { result } = await backup();
    assert.deepEqual(await valueOf(result.restorePoints), here);
    const { result: copied } = await backup({ recovery });
    assert.deepEqual(await valueOf(copied.restorePoints), {
      ...here,
      recoveryRegion: "us-west-2",
      dailyBackupCopies: "arn:aws:backup:us-west-2:123456789012:backup-vault:backup-recovery-vault",
      databaseBackupCopies: "honua-production-database",
      imageCopies: "123456789012.dkr.ecr.us-west-2.amazonaws.com/honua",
    });
  });
});
