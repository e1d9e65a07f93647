import { postgres } from "../../../emulator/azure-native/checks/postgres.ts";
import { describeChecks, live, subnetId, type Sample } from "./samples.ts";

const servers = [
  live("dbforpostgresql:Server", "Microsoft.DBforPostgreSQL/flexibleServers/large", {
    sku: { tier: "GeneralPurpose" },
  }),
  live("dbforpostgresql:Server", "Microsoft.DBforPostgreSQL/flexibleServers/small", { sku: { tier: "Burstable" } }),
  live("dbforpostgresql:Server", "Microsoft.DBforPostgreSQL/flexibleServers/inside", {
    network: { delegatedSubnetResourceId: subnetId("db") },
  }),
];

const server: Sample = {
  type: "dbforpostgresql:Server",
  right: {
    resourceGroupName: "rg",
    serverName: "honua",
    version: "15",
    createMode: "Create",
    sku: { tier: "GeneralPurpose", name: "Standard_D4ds_v5" },
    storage: { storageSizeGB: 256, type: "Premium_LRS", tier: "P20", autoGrow: "Enabled" },
    backup: { backupRetentionDays: 35, geoRedundantBackup: "Enabled" },
    administratorLogin: "honua",
    administratorLoginPassword: "Correct-horse-15",
    authConfig: { passwordAuth: "Enabled", activeDirectoryAuth: "Enabled" },
    highAvailability: { mode: "ZoneRedundant" },
    network: { publicNetworkAccess: "Disabled" },
    dataEncryption: { type: "SystemManaged" },
    maintenanceWindow: { customWindow: "Enabled", dayOfWeek: 0, startHour: 2, startMinute: 0 },
  },
  wrong: [
    [{ version: "15.4" }, "version"],
    [{ createMode: "New" }, "createMode"],
    [{ "sku.tier": "Premium" }, "sku.tier"],
    [{ "sku.name": "D4ds_v5" }, "sku.name"],
    [{ "sku.name": "Standard_B2s" }, "sku.name"],
    [{ "sku.name": "Standard_E4ds_v5" }, "sku.name"],
    [{ "sku.name": "Standard_D4pds_v5" }, "sku.name"],
    [{ "storage.storageSizeGB": 200 }, "storage.storageSizeGB"],
    [{ "storage.tier": "P10" }, "storage.tier"],
    [{ "storage.type": "StandardSSD_LRS" }, "storage.type"],
    [{ "storage.autoGrow": "On" }, "storage.autoGrow"],
    [{ "backup.backupRetentionDays": 36 }, "backup.backupRetentionDays"],
    [{ "backup.geoRedundantBackup": "On" }, "backup.geoRedundantBackup"],
    [{ administratorLogin: "admin" }, "administratorLogin"],
    [{ administratorLogin: undefined }, "administratorLogin"],
    [{ administratorLoginPassword: undefined }, "administratorLoginPassword"],
    [{ administratorLoginPassword: "correct horse" }, "administratorLoginPassword"],
    [{ "authConfig.passwordAuth": "Disabled" }, "administratorLogin"],
    [{ "authConfig.passwordAuth": "No" }, "authConfig.passwordAuth"],
    [{ "authConfig.activeDirectoryAuth": "Yes" }, "authConfig.activeDirectoryAuth"],
    [{ "highAvailability.mode": "Zonal" }, "highAvailability.mode"],
    [{ "network.publicNetworkAccess": "None" }, "network.publicNetworkAccess"],
    [{ "dataEncryption.type": "CustomerManaged" }, "dataEncryption.type"],
    [{ "maintenanceWindow.dayOfWeek": 7 }, "maintenanceWindow.dayOfWeek"],
    [{ "maintenanceWindow.startHour": 24 }, "maintenanceWindow.startHour"],
    [{ "maintenanceWindow.startMinute": 60 }, "maintenanceWindow.startMinute"],
  ],
  frozen: [[{ "storage.storageSizeGB": 128 }, "storage.storageSizeGB"]],
};

describeChecks("PostgreSQL", postgres, [
  server,
  {
    type: "dbforpostgresql:Configuration",
    live: servers,
    right: {
      resourceGroupName: "rg",
      serverName: "large",
      configurationName: "pgbouncer.enabled",
      value: "true",
      source: "user-override",
    },
    wrong: [
      [{ source: undefined }, "source"],
      [{ value: undefined }, "value"],
      [{ serverName: "small" }, "configurationName"],
    ],
  },
  {
    type: "dbforpostgresql:FirewallRule",
    live: servers,
    right: { resourceGroupName: "rg", serverName: "large", firewallRuleName: "office" },
    wrong: [[{ serverName: "inside" }, "serverName"]],
  },
  {
    type: "dbforpostgresql:Database",
    live: servers,
    right: { resourceGroupName: "rg", serverName: "large", databaseName: "honua" },
    wrong: [
      [{ databaseName: "1honua" }, "databaseName"],
      [{ databaseName: "h".repeat(64) }, "databaseName"],
    ],
  },
]);
