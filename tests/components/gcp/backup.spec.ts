import assert from "node:assert/strict";
import type { BackupArgs } from "../../../components/contract/backup.ts";
import { GcpBackup } from "../../../components/gcp/backup.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { sunday } from "../../support/parts.ts";
import { cache, cluster, database, gcpKey, project } from "./parts.ts";

const args: BackupArgs = {
  scope: project,
  environment: "production",
  database,
  cache,
  cluster,
  backupDays: 30,
  window: sunday,
  lock: "governance",
  key: gcpKey("backup"),
  durability: "protected",
  alertTargetId: `projects/${project}/notificationChannels/1`,
  recovery: { region: "us-east4", key: gcpKey("backup", "us-east4") },
};

const plan = "gcp:gkebackup/backupPlan:BackupPlan";
const backup = (changes: Partial<BackupArgs> = {}) => deployed(() => new GcpBackup("backup", { ...args, ...changes }));

describe("GcpBackup", () => {
  it("backs up the whole cluster every day, encrypted and in the other region", async () => {
    const { inputs } = (await backup()).one(plan, "backup");
    assert.equal(inputs["location"], "us-east4");
    assert.equal(inputs["cluster"], await valueOf(cluster.clusterId));
    assert.deepEqual(inputs["backupConfig"], {
      allNamespaces: true,
      includeSecrets: true,
      includeVolumeData: true,
      encryptionKey: { gcpKmsEncryptionKey: await valueOf(args.recovery!.key.id) },
    });
    assert.deepEqual(inputs["backupSchedule"], { cronSchedule: "0 0 * * *" });
  });

  it("stays in the region where there is no other", async () => {
    const { inputs } = (await backup({ recovery: undefined })).one(plan, "backup");
    assert.equal(inputs["location"], "us-central1");
    assert.equal(inputs["backupConfig"].encryptionKey.gcpKmsEncryptionKey, await valueOf(args.key.id));
  });

  it("locks backups as hard as is asked for", async () => {
    const retention = async (changes: Partial<BackupArgs>) =>
      (await backup(changes)).one(plan, "backup").inputs["retentionPolicy"];
    assert.deepEqual(await retention({ lock: "none" }), {
      backupRetainDays: 30,
      backupDeleteLockDays: 0,
      locked: false,
    });
    assert.deepEqual(await retention({}), { backupRetainDays: 30, backupDeleteLockDays: 30, locked: false });
    assert.deepEqual(await retention({ lock: "compliance", backupDays: 120 }), {
      backupRetainDays: 120,
      backupDeleteLockDays: 90,
      locked: true,
    });
  });

  it("leaves its backups when the stack goes, and makes none of what is disposable", async () => {
    assert.equal((await backup()).one(plan, "backup").inputs["deletionPolicy"], "ABANDON");
    assert.deepEqual((await backup({ durability: "disposable" })).ofType(plan), []);
  });

  it("names what a restore has to name", async () => {
    const { result } = await backup();
    const points = await valueOf(result.restorePoints);
    assert.equal(points["databaseBackups"], "honua-production-database");
    assert.equal(points["cacheBackups"], await valueOf(cache.cacheId));
    assert.match(points["clusterBackups"]!, /^projects\/honua-test\/locations\/us-east4\/backupPlans\/backup/);
    assert.equal(points["recoveryRegion"], "us-east4");
  });
});
