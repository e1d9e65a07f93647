import assert from "node:assert/strict";
import { AzureBackup } from "../../../components/azure/backup.ts";
import type { BackupArgs } from "../../../components/contract/backup.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { azureKey, cache, cluster, database, idOf, scope } from "./parts.ts";

const alertTargetId = idOf("Microsoft.Insights/actionGroups", "alerts");

const args: BackupArgs = {
  scope,
  environment: "production",
  database,
  cache,
  cluster,
  backupDays: 30,
  window: sunday,
  lock: "governance",
  key: azureKey("backup"),
  durability: "protected",
  alertTargetId,
  recovery: { region: "eastus2", key: azureKey("backup", "far") },
};

const name = "honua-production-backup";
const type = (role: string) => `azure-native:dataprotection:${role}`;
const vaultId = idOf("Microsoft.DataProtection/backupVaults", `${name}-vault`);
const postgres = "Microsoft.DBforPostgreSQL/flexibleServers";

async function backup(changes: Partial<BackupArgs> = {}, preview = false) {
  const { opts, of } = watchingOptions();
  const deployment = await deployed(() => new AzureBackup(name, { ...args, ...changes }, opts), { preview });
  return { ...deployment, optionsOf: of };
}

const vaultOf = async (changes: Partial<BackupArgs> = {}) =>
  (await backup(changes)).one(type("BackupVault"), `${name}-vault`).inputs;

describe("AzureBackup", () => {
  it("keeps backups in a vault that is encrypted with the key, used as the key's identity", async () => {
    const { identity, properties } = await vaultOf();
    const user = await valueOf(args.key.userId!);
    assert.deepEqual(identity, { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [user] });
    assert.deepEqual(properties.securitySettings.encryptionSettings, {
      state: "Enabled",
      kekIdentity: { identityType: "UserAssigned", identityId: user },
      keyVaultProperties: { keyUri: "https://honua-keys.vault.azure.net/keys/backup" },
    });
  });

  it("copies them to the region's pair where backups are to outlive the region", async () => {
    const { storageSettings, featureSettings } = (await vaultOf())["properties"];
    assert.deepEqual(storageSettings, [{ datastoreType: "VaultStore", type: "GeoRedundant" }]);
    assert.deepEqual(featureSettings, { crossRegionRestoreSettings: { state: "Enabled" } });
    for (const [durability, redundancy] of [
      ["disposable", "LocallyRedundant"],
      ["kept", "ZoneRedundant"],
    ] as const) {
      const alone = (await vaultOf({ durability, recovery: undefined }))["properties"];
      assert.equal(alone.storageSettings[0].type, redundancy);
      assert.equal(alone.featureSettings, undefined);
    }
  });

  it("lets nobody delete them before their time, as far as that is asked for", async () => {
    for (const [lock, state] of [
      ["none", "Disabled"],
      ["governance", "Unlocked"],
      ["compliance", "Locked"],
    ] as const) {
      const { securitySettings } = (await vaultOf({ lock }))["properties"];
      assert.deepEqual(securitySettings.immutabilitySettings, { state });
    }
  });

  it("brings deleted ones back for two weeks, but where they are disposable", async () => {
    const softDeleteOf = async (durability: BackupArgs["durability"]) =>
      (await vaultOf({ durability }))["properties"].securitySettings.softDeleteSettings;
    for (const durability of ["kept", "protected"] as const)
      assert.deepEqual(await softDeleteOf(durability), { state: "On", retentionDurationInDays: 14 });
    assert.equal((await softDeleteOf("disposable")).state, "Off");
  });

  it("takes one each week, clear of the database's window, and keeps it for longer than the others' days", async () => {
    const { one, optionsOf } = await backup();
    const { datasourceTypes, policyRules } = one(type("BackupPolicy"), name).inputs["properties"];
    assert.deepEqual(datasourceTypes, [postgres]);
    const [rule, kept] = policyRules;
    assert.deepEqual(rule.trigger.schedule, {
      repeatingTimeIntervals: ["R/2026-01-03T22:00:00+00:00/P1W"],
      timeZone: "UTC",
    });
    assert.equal(rule.backupParameters.backupType, "Full");
    assert.equal(rule.trigger.taggingCriteria[0].tagInfo.tagName, kept.name);
    assert.deepEqual([kept.isDefault, kept.lifecycles[0].deleteAfter.duration], [true, "P37D"]);
    for (const store of [rule.dataStore, kept.lifecycles[0].sourceDataStore])
      assert.equal(store.dataStoreType, "VaultStore");
    assert.deepEqual(optionsOf(type("BackupPolicy"), name).replaceOnChanges, ["properties"]);
  });

  it("begins four hours before the window on its day", async () => {
    const { one } = await backup({ window: { day: "tuesday", hour: 6, hours: 2 } });
    const [{ trigger }] = one(type("BackupPolicy"), name).inputs["properties"].policyRules;
    assert.deepEqual(trigger.schedule.repeatingTimeIntervals, ["R/2026-01-06T02:00:00+00:00/P1W"]);
  });

  it("backs the database up, once the vault may read it", async () => {
    const { one } = await backup();
    const { dataSourceInfo, dataSourceSetInfo, policyInfo, objectType } = one(type("BackupInstance"), name).inputs[
      "properties"
    ];
    assert.equal(objectType, "BackupInstance");
    assert.equal(policyInfo.policyId, `${vaultId}/backupPolicies/${name}`);
    const server = await valueOf(database.instanceId);
    for (const source of [dataSourceInfo, dataSourceSetInfo]) {
      assert.deepEqual([source.resourceID, source.resourceUri, source.resourceName], [server, server, "db"]);
      assert.deepEqual([source.datasourceType, source.resourceType], [postgres, postgres]);
      assert.equal(source.resourceLocation, "centralus");
    }
    const grant = (role: string) => one("azure-native:authorization:RoleAssignment", `${name}-${role}`).inputs;
    assert.equal(grant("server")["scope"], server);
    assert.match(grant("server")["roleDefinitionId"], /c088a766-074b-43ba-90d4-1fb21feae531$/);
    assert.match(grant("group")["scope"], /\/resourceGroups\/honua-production$/);
    assert.match(grant("group")["roleDefinitionId"], /acdd72a7-3385-48ef-bd42-f606fba81ae7$/);
  });

  it("tells of backups that fail", async () => {
    const { one } = await backup();
    const { monitoringSettings } = (await vaultOf())["properties"];
    assert.deepEqual(monitoringSettings.azureMonitorAlertSettings, { alertsForAllJobFailures: "Enabled" });
    const rule = one("azure-native:alertsmanagement:AlertProcessingRuleByName", `${name}-failures`).inputs;
    assert.equal(rule["location"], "Global");
    assert.deepEqual(rule["properties"].scopes, [vaultId]);
    assert.deepEqual(rule["properties"].actions, [{ actionType: "AddActionGroups", actionGroupIds: [alertTargetId] }]);
    assert.equal(rule["properties"].enabled, true);
  });

  it("cannot be deleted while it is protected", async () => {
    for (const durability of ["kept", "protected"] as const) {
      const { optionsOf } = await backup({ durability });
      assert.equal(optionsOf(type("BackupVault"), `${name}-vault`).protect, durability === "protected");
      assert.equal(optionsOf(type("BackupInstance"), name).protect, durability === "protected");
    }
  });

  it("says what a restore has to name", async () => {
    const server = await valueOf(database.instanceId);
    const here = {
      weeklyBackups: vaultId,
      databaseBackups: server,
      cacheSnapshots: await valueOf(cache.cacheId),
    };
    const { result } = await backup();
    assert.deepEqual(await valueOf(result.restorePoints), {
      ...here,
      recoveryRegion: "eastus2",
      weeklyBackupCopies: vaultId,
      databaseBackupCopies: server,
    });
    const alone = await backup({ recovery: undefined });
    assert.deepEqual(await valueOf(alone.result.restorePoints), here);
  });

  it("plans without knowing what Azure computes", async () => {
    const list = ({ resources }: Awaited<ReturnType<typeof backup>>) =>
      resources.map((resource) => `${resource.type} ${resource.name}`).sort();
    assert.deepEqual(list(await backup({}, true)), list(await backup()));
  });
});
