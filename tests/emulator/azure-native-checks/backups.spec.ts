import { backups } from "../../../emulator/azure-native/checks/backups.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, grant, GROUP, guid, idOf, live } from "./samples.ts";

const POSTGRES = "Microsoft.DBforPostgreSQL/flexibleServers";
const policyId = (vault: string, name: string) =>
  idOf(`Microsoft.DataProtection/backupVaults/${vault}/backupPolicies/${name}`);
const policy = (vault: string, name: string, type: string) =>
  live("dataprotection:BackupPolicy", `Microsoft.DataProtection/backupVaults/${vault}/backupPolicies/${name}`, {
    properties: { datasourceTypes: [type] },
  });
const vault = (name: string, identity: Values | undefined, principalId: string) =>
  live(
    "dataprotection:BackupVault",
    `Microsoft.DataProtection/backupVaults/${name}`,
    { identity },
    { identity: { principalId } },
  );
const server = (name: string) => live("dbforpostgresql:Server", `${POSTGRES}/${name}`);
const serverId = (name: string) => idOf(`${POSTGRES}/${name}`);
const own = { type: "SystemAssigned" };

const SECURITY = "properties.securitySettings";

describeChecks("backups", backups, [
  {
    type: "dataprotection:BackupVault",
    right: {
      vaultName: "honua",
      properties: {
        storageSettings: [{ datastoreType: "VaultStore", type: "GeoRedundant" }],
        featureSettings: { crossRegionRestoreSettings: { state: "Enabled" } },
        securitySettings: {
          softDeleteSettings: { state: "AlwaysOn", retentionDurationInDays: 14 },
          immutabilitySettings: { state: "Locked" },
        },
      },
    },
    wrong: [
      [{ vaultName: "1" }, "vaultName"],
      [{ "properties.storageSettings.0.type": "GRS" }, "properties.storageSettings[].type"],
      [
        { "properties.storageSettings.0.type": "ZoneRedundant" },
        "properties.featureSettings.crossRegionRestoreSettings",
      ],
      [{ "properties.storageSettings.0.datastoreType": "Vault" }, "properties.storageSettings[].datastoreType"],
      [{ [`${SECURITY}.softDeleteSettings.state`]: "Always" }, `${SECURITY}.softDeleteSettings.state`],
      [
        { [`${SECURITY}.softDeleteSettings.retentionDurationInDays`]: 7 },
        `${SECURITY}.softDeleteSettings.retentionDurationInDays`,
      ],
      [{ [`${SECURITY}.immutabilitySettings.state`]: "On" }, `${SECURITY}.immutabilitySettings.state`],
    ],
    frozen: [
      [{ [`${SECURITY}.softDeleteSettings.state`]: "On" }, `${SECURITY}.softDeleteSettings.state`],
      [{ [`${SECURITY}.immutabilitySettings.state`]: "Disabled" }, `${SECURITY}.immutabilitySettings.state`],
      [
        { "properties.featureSettings.crossRegionRestoreSettings.state": "Disabled" },
        "properties.featureSettings.crossRegionRestoreSettings.state",
      ],
    ],
  },
  {
    type: "dataprotection:BackupPolicy",
    live: [vault("v1", own, guid("1"))],
    right: {
      resourceGroupName: "rg",
      vaultName: "v1",
      backupPolicyName: "weekly",
      properties: {
        objectType: "BackupPolicy",
        datasourceTypes: [POSTGRES],
        policyRules: [
          {
            name: "BackupWeekly",
            objectType: "AzureBackupRule",
            dataStore: { dataStoreType: "VaultStore", objectType: "DataStoreInfoBase" },
            trigger: {
              schedule: { repeatingTimeIntervals: ["R/2026-01-04T02:30:00+00:00/P1W"] },
              taggingCriteria: [{ tagInfo: { tagName: "Default" } }],
            },
          },
          {
            name: "Default",
            objectType: "AzureRetentionRule",
            lifecycles: [{ sourceDataStore: { dataStoreType: "VaultStore", objectType: "DataStoreInfoBase" } }],
          },
        ],
      },
    },
    wrong: [
      [{ backupPolicyName: "w" }, "backupPolicyName"],
      [{ "properties.datasourceTypes": [POSTGRES, "x"] }, "properties.datasourceTypes"],
      [
        { "properties.policyRules.0.trigger.schedule.repeatingTimeIntervals.0": "weekly" },
        "properties.policyRules[].trigger.schedule.repeatingTimeIntervals[]",
      ],
      [{ "properties.policyRules.1.name": "Standard" }, "properties.policyRules"],
      [{ "properties.policyRules.0.dataStore.dataStoreType": "OperationalStore" }, "properties.policyRules"],
    ],
  },
  {
    type: "dataprotection:BackupInstance",
    live: [
      vault("v1", own, guid("1")),
      vault("v2", undefined, ""),
      policy("v1", "weekly", POSTGRES),
      policy("v1", "disks", "Microsoft.Compute/disks"),
      policy("v2", "weekly", POSTGRES),
      server("granted"),
      server("closed"),
      grant("1", serverId("granted")),
      grant("1", GROUP.replace("/rg", "/reader")),
    ],
    right: {
      resourceGroupName: "rg",
      vaultName: "v1",
      backupInstanceName: "db",
      properties: {
        objectType: "BackupInstance",
        dataSourceInfo: { datasourceType: POSTGRES, resourceID: "/subscriptions/x/resourceGroups/reader" },
        policyInfo: { policyId: policyId("v1", "weekly") },
      },
    },
    wrong: [
      [{ "properties.objectType": "Instance" }, "properties.objectType"],
      [{ "properties.policyInfo.policyId": policyId("v2", "weekly") }, "properties.policyInfo.policyId"],
      [{ "properties.policyInfo.policyId": policyId("v1", "disks") }, "properties.policyInfo.policyId"],
      [{ "properties.dataSourceInfo.resourceID": serverId("closed") }, "properties.dataSourceInfo"],
      [{ "properties.dataSourceInfo.resourceID": serverId("granted") }, "properties.dataSourceInfo"],
      [
        {
          vaultName: "v2",
          "properties.policyInfo.policyId": policyId("v2", "weekly"),
          "properties.dataSourceInfo.resourceID": serverId("granted"),
        },
        "vaultName",
      ],
    ],
  },
  {
    type: "dataprotection:BackupInstance",
    live: [vault("v1", own, guid("1")), policy("v1", "weekly", POSTGRES), server("granted"), grant("1", GROUP)],
    right: {
      resourceGroupName: "rg",
      vaultName: "v1",
      properties: {
        dataSourceInfo: { datasourceType: POSTGRES, resourceID: serverId("granted") },
        policyInfo: { policyId: policyId("v1", "weekly") },
      },
    },
    wrong: [],
  },
]);
