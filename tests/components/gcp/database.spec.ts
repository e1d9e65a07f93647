import assert from "node:assert/strict";
import type { DatabaseArgs } from "../../../components/contract/database.ts";
import { GcpDatabase } from "../../../components/gcp/database.ts";
import { deployed, secretIn, valueOf } from "../../support/mocks.ts";
import { watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { gcpKey, network, project } from "./parts.ts";

const args: DatabaseArgs = {
  scope: project,
  network,
  clientId: "honua-nodes",
  zones: ["us-central1-a", "us-central1-b", "us-central1-f"],
  size: { machine: "db-custom-16-65536", storageGiB: 500, maxStorageGiB: 2000 },
  highlyAvailable: true,
  replicas: 2,
  backupDays: 30,
  window: sunday,
  key: gcpKey("database"),
  secretsKey: gcpKey("secrets"),
  logKey: gcpKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
  recovery: { region: "us-east4", key: gcpKey("database", "us-east4") },
};

const name = "honua-production-database";
const instance = "gcp:sql/databaseInstance:DatabaseInstance";

async function database(changes: Partial<DatabaseArgs> = {}) {
  const { opts, of } = watchingOptions();
  const deployment = await deployed(() => new GcpDatabase(name, { ...args, ...changes }, opts));
  return { ...deployment, optionsOf: of, primary: deployment.one(instance, name).inputs };
}

describe("GcpDatabase", () => {
  it("is PostgreSQL 15 of the size asked for, whose storage grows by itself", async () => {
    const { primary, result, optionsOf } = await database();
    const { tier, edition, diskType, diskSize, diskAutoresize, diskAutoresizeLimit } = primary["settings"];
    assert.equal(primary["databaseVersion"], "POSTGRES_15");
    assert.deepEqual([tier, edition, diskType], ["db-custom-16-65536", "ENTERPRISE", "PD_SSD"]);
    assert.deepEqual([diskSize, diskAutoresize, diskAutoresizeLimit], [500, true, 2000]);
    assert.ok(optionsOf(instance, name).ignoreChanges?.includes("settings.diskSize"));
    assert.deepEqual([result.storageGiB, result.maxConnections], [500, 800]);
  });

  it("takes ARM machines on the disks that these have", async () => {
    const { primary } = await database({ size: { ...args.size, machine: "db-c4a-highmem-8" } });
    const { edition, diskType } = primary["settings"];
    assert.deepEqual([edition, diskType], ["ENTERPRISE_PLUS", "HYPERDISK_BALANCED"]);
  });

  it("is encrypted with the key, and so is the copy in the other region with one of there", async () => {
    const { primary, one, ofType } = await database();
    assert.equal(primary["encryptionKeyName"], await valueOf(args.key.id));
    const copy = one(instance, `${name}-recovery`).inputs;
    assert.deepEqual([copy["region"], copy["encryptionKeyName"]], ["us-east4", await valueOf(args.recovery!.key.id)]);
    const replicas = ofType(instance).filter(({ name: its }) => its.includes("-replica-"));
    assert.ok(replicas.every(({ inputs }) => inputs["encryptionKeyName"] === undefined));
  });

  it("has a private address only, and refuses plaintext", async () => {
    const { ofType } = await database();
    for (const { inputs } of ofType(instance)) {
      assert.deepEqual(inputs["settings"].ipConfiguration, {
        ipv4Enabled: false,
        privateNetwork: await valueOf(network.networkId),
        allocatedIpRange: "honua-database",
        sslMode: "ENCRYPTED_ONLY",
      });
    }
  });

  it("has a standby in another zone where it must be highly available", async () => {
    const { primary } = await database();
    assert.equal(primary["settings"].availabilityType, "REGIONAL");
    assert.deepEqual(primary["settings"].locationPreference, { zone: "us-central1-a", secondaryZone: "us-central1-b" });
    const single = (await database({ highlyAvailable: false })).primary["settings"];
    assert.deepEqual([single.availabilityType, single.locationPreference], ["ZONAL", { zone: "us-central1-a" }]);
  });

  it("has replicas in a zone each, which share the primary's window", async () => {
    const { ofType, result, primary } = await database();
    const replicas = ofType(instance).filter(({ name: its }) => its.includes("-replica-"));
    assert.deepEqual(
      replicas.map(({ inputs }) => [inputs["masterInstanceName"], inputs["settings"].locationPreference.zone]),
      [
        [name, "us-central1-a"],
        [name, "us-central1-b"],
      ],
    );
    assert.ok(replicas.every(({ inputs }) => inputs["settings"].maintenanceWindow === undefined));
    assert.ok(replicas.every(({ inputs }) => inputs["settings"].backupConfiguration === undefined));
    assert.equal(result.replicaHosts.length, 2);
    assert.deepEqual(primary["settings"].maintenanceWindow, { day: 7, hour: 2, updateTrack: "stable" });
  });

  it("can be set back as far as its edition allows, and keeps as many backups as days were asked for", async () => {
    const backups = async (changes: Partial<DatabaseArgs>) =>
      (await database(changes)).primary["settings"].backupConfiguration;
    assert.deepEqual(await backups({}), {
      enabled: true,
      startTime: "00:00",
      pointInTimeRecoveryEnabled: true,
      transactionLogRetentionDays: 7,
      backupRetentionSettings: { retainedBackups: 30, retentionUnit: "COUNT" },
    });
    const plus = await backups({ size: { ...args.size, machine: "db-perf-optimized-N-8" } });
    assert.equal(plus.transactionLogRetentionDays, 30);
    assert.equal(plus.backupRetentionSettings.retainedBackups, 31);
    assert.equal((await backups({ backupDays: 7 })).backupRetentionSettings.retainedBackups, 8);
  });

  it("records statements, connections and waits", async () => {
    const { primary } = await database();
    const flags = Object.fromEntries(
      primary["settings"].databaseFlags.map(({ name: flag, value }: { name: string; value: string }) => [flag, value]),
    );
    assert.equal(flags["max_connections"], "800");
    assert.equal(flags["pg_stat_statements.track"], "all");
    for (const flag of ["log_checkpoints", "log_connections", "log_disconnections", "log_lock_waits"])
      assert.equal(flags[flag], "on", flag);
    assert.equal(primary["settings"].insightsConfig.queryInsightsEnabled, true);
  });

  it("is as hard to lose as is asked for", async () => {
    for (const [durability, isProtected, isKept] of [
      ["protected", true, true],
      ["kept", false, true],
      ["disposable", false, false],
    ] as const) {
      const { primary, optionsOf } = await database({ durability });
      assert.equal(primary["deletionProtection"], isProtected, durability);
      assert.equal(primary["settings"].deletionProtectionEnabled, isProtected, durability);
      assert.equal(optionsOf(instance, name).protect, isProtected, durability);
      assert.deepEqual(primary["settings"].finalBackupConfig, { enabled: isKept, retentionDays: 30 }, durability);
      assert.equal(primary["settings"].retainBackupsOnDelete, isKept, durability);
    }
  });

  it("keeps its administrator's password in the secret store only", async () => {
    const { result, one } = await database();
    const user = one("gcp:sql/user:User", name).inputs;
    const password = secretIn(user["password"]);
    assert.equal(password.length, 32);
    const secret = one("gcp:secretmanager/secret:Secret", name).inputs;
    assert.equal(
      secret["replication"].userManaged.replicas[0].customerManagedEncryption.kmsKeyName,
      await valueOf(args.secretsKey.id),
    );
    const version = one("gcp:secretmanager/secretVersion:SecretVersion", name).inputs;
    const data = JSON.parse(secretIn(version["secretData"]));
    assert.deepEqual([data.username, data.password, data.port, data.dbname], ["honua", password, 5432, "honua"]);
    assert.equal(await valueOf(result.secretName), name);
  });
});
