import { caches } from "../../../emulator/gcp/checks/caches.ts";
import { databases } from "../../../emulator/gcp/checks/databases.ts";
import { databaseUsers } from "../../../emulator/gcp/checks/databaseUsers.ts";
import { describeChecks, live, NETWORK } from "./samples.ts";

const peering = live("servicenetworking:Connection", "x", { network: NETWORK });
const IP = "settings.ipConfiguration";
const BACKUPS = "settings.backupConfiguration";
const replica = { masterInstanceName: "main", [BACKUPS]: undefined };
const plus = { "settings.edition": "ENTERPRISE_PLUS", "settings.tier": "db-perf-optimized-N-4" };
const primary = live("sql:DatabaseInstance", "main", {
  databaseVersion: "POSTGRES_15",
  settings: { databaseFlags: [{ name: "cloudsql.iam_authentication", value: "on" }] },
});
const closed = live("sql:DatabaseInstance", "closed", {
  databaseVersion: "POSTGRES_15",
  settings: { databaseFlags: [{ name: "cloudsql.iam_authentication", value: "off" }] },
});
const copy = live("sql:DatabaseInstance", "copy", { databaseVersion: "POSTGRES_15", masterInstanceName: "main" });

describeChecks("Cloud SQL", databases, [
  {
    type: "sql:DatabaseInstance",
    right: {
      databaseVersion: "POSTGRES_15",
      settings: {
        edition: "ENTERPRISE",
        tier: "db-custom-16-65536",
        availabilityType: "REGIONAL",
        activationPolicy: "ALWAYS",
        backupConfiguration: {
          enabled: true,
          startTime: "02:00",
          pointInTimeRecoveryEnabled: true,
          transactionLogRetentionDays: 7,
          backupRetentionSettings: { retainedBackups: 30, retentionUnit: "COUNT" },
        },
        ipConfiguration: { ipv4Enabled: false, privateNetwork: NETWORK, sslMode: "ENCRYPTED_ONLY" },
        locationPreference: { zone: "europe-west1-b", secondaryZone: "europe-west1-c" },
        maintenanceWindow: { day: 7, hour: 2, updateTrack: "stable" },
        denyMaintenancePeriod: { startDate: "2026-12-01", endDate: "2027-01-05", time: "00:00:00" },
        insightsConfig: { queryInsightsEnabled: true, queryStringLength: 1024, queryPlansPerMinute: 5 },
        diskType: "PD_SSD",
        diskSize: 500,
        diskAutoresizeLimit: 2000,
        databaseFlags: [{ name: "log_connections", value: "on" }],
      },
    },
    also: [
      replica,
      { ...replica, "settings.availabilityType": "ZONAL", "settings.locationPreference": { zone: "europe-west1-d" } },
      { ...plus, [`${BACKUPS}.transactionLogRetentionDays`]: 30 },
      { "settings.tier": "db-f1-micro" },
      { "settings.tier": "db-custom-1-3840" },
      { "settings.edition": undefined },
      {
        "settings.edition": undefined,
        databaseVersion: "MYSQL_8_4",
        "settings.tier": "db-perf-optimized-N-2",
        [BACKUPS]: {},
      },
      { "settings.edition": undefined, databaseVersion: "POSTGRES_17", "settings.tier": "db-perf-optimized-N-2" },
      { ...plus, "settings.tier": "db-c4a-highmem-4", "settings.diskType": "HYPERDISK_BALANCED" },
      { databaseVersion: "MYSQL_8_4", [BACKUPS]: { enabled: true, binaryLogEnabled: true } },
      { [`${BACKUPS}.backupRetentionSettings.retainedBackups`]: 7 },
      { "settings.availabilityType": "REGIONAL", [BACKUPS]: undefined },
    ],
    wrong: [
      [{ databaseVersion: "POSTGRES15" }, "databaseVersion"],
      [{ "settings.edition": "STANDARD" }, "settings.edition"],
      [{ "settings.edition": "ENTERPRISE_PLUS" }, "settings.tier"],
      [{ "settings.tier": "db-perf-optimized-N-4" }, "settings.tier"],
      [{ "settings.edition": undefined, databaseVersion: "POSTGRES_16" }, "settings.tier"],
      [{ ...plus, "settings.tier": "db-perf-optimized-N-6" }, "settings.tier"],
      [{ "settings.tier": "db-custom-3-8192" }, "settings.tier"],
      [{ "settings.tier": "db-custom-2-8000" }, "settings.tier"],
      [{ "settings.tier": "db-custom-2-16384" }, "settings.tier"],
      [{ "settings.tier": "db-n1-standard-2" }, "settings.tier"],
      [{ "settings.availabilityType": "MULTI_ZONE" }, "settings.availabilityType"],
      [{ "settings.activationPolicy": "ON" }, "settings.activationPolicy"],
      [{ [`${BACKUPS}.transactionLogRetentionDays`]: 30 }, `${BACKUPS}.transactionLogRetentionDays`],
      [{ ...plus, [`${BACKUPS}.transactionLogRetentionDays`]: 36 }, `${BACKUPS}.transactionLogRetentionDays`],
      [
        { [`${BACKUPS}.backupRetentionSettings.retainedBackups`]: 3 },
        `${BACKUPS}.backupRetentionSettings.retainedBackups`,
      ],
      [
        { [`${BACKUPS}.backupRetentionSettings.retainedBackups`]: 366 },
        `${BACKUPS}.backupRetentionSettings.retainedBackups`,
      ],
      [
        { [`${BACKUPS}.backupRetentionSettings.retentionUnit`]: "DAYS" },
        `${BACKUPS}.backupRetentionSettings.retentionUnit`,
      ],
      [{ [`${BACKUPS}.startTime`]: "2:00" }, `${BACKUPS}.startTime`],
      [{ masterInstanceName: "main" }, `${BACKUPS}.enabled`],
      [{ [`${BACKUPS}.enabled`]: false }, `${BACKUPS}.pointInTimeRecoveryEnabled`],
      [{ databaseVersion: "MYSQL_8_4" }, `${BACKUPS}.pointInTimeRecoveryEnabled`],
      [{ [`${BACKUPS}.binaryLogEnabled`]: true }, `${BACKUPS}.binaryLogEnabled`],
      [{ [`${IP}.privateNetwork`]: "main" }, `${IP}.privateNetwork`],
      [{ [`${IP}.privateNetwork`]: undefined }, `${IP}.ipv4Enabled`],
      [{ [`${IP}.privateNetwork`]: "projects/acme/global/networks/other" }, `${IP}.privateNetwork`],
      [{ [`${IP}.sslMode`]: "REQUIRED" }, `${IP}.sslMode`],
      [{ [`${IP}.serverCaMode`]: "OWN" }, `${IP}.serverCaMode`],
      [{ "settings.connectorEnforcement": "ON" }, "settings.connectorEnforcement"],
      [{ "settings.pricingPlan": "PACKAGE" }, "settings.pricingPlan"],
      [{ "settings.maintenanceWindow.day": 0 }, "settings.maintenanceWindow.day"],
      [{ "settings.maintenanceWindow.hour": 24 }, "settings.maintenanceWindow.hour"],
      [{ "settings.maintenanceWindow.updateTrack": "production" }, "settings.maintenanceWindow.updateTrack"],
      [{ "settings.denyMaintenancePeriod.time": "00:00" }, "settings.denyMaintenancePeriod.time"],
      [{ "settings.insightsConfig.queryStringLength": 5000 }, "settings.insightsConfig.queryStringLength"],
      [{ "settings.diskType": "pd-ssd" }, "settings.diskType"],
      [{ "settings.diskSize": 5 }, "settings.diskSize"],
      [{ "settings.diskAutoresizeLimit": 100 }, "settings.diskAutoresizeLimit"],
      [{ ...plus, "settings.tier": "db-c4a-highmem-4" }, "settings.diskType"],
      [{ "settings.locationPreference.zone": "us-central1-a" }, "settings.locationPreference.zone"],
      [{ "settings.locationPreference.secondaryZone": "europe-west1-b" }, "settings.locationPreference.secondaryZone"],
      [{ "settings.availabilityType": "ZONAL" }, "settings.locationPreference.secondaryZone"],
      [{ replicaConfiguration: { failoverTarget: true } }, "replicaConfiguration.failoverTarget"],
      [{ "settings.replicationLagMaxSeconds": 60 }, "settings.replicationLagMaxSeconds"],
      [
        {
          "settings.databaseFlags": [
            { name: "a", value: "1" },
            { name: "a", value: "2" },
          ],
        },
        "settings.databaseFlags",
      ],
    ],
    live: [peering, primary],
  },
]);

describeChecks("Cloud SQL's users", databaseUsers, [
  {
    type: "sql:User",
    right: { instance: "main", name: "honua", password: "x" },
    also: [
      { type: "CLOUD_IAM_SERVICE_ACCOUNT", name: "api@acme.iam", password: undefined },
      { instance: "elsewhere", password: undefined },
    ],
    wrong: [
      [{ type: "IAM" }, "type"],
      [{ instance: "copy" }, "instance"],
      [{ password: undefined }, "password"],
      [{ host: "%" }, "host"],
      [{ type: "CLOUD_IAM_USER" }, "password"],
      [{ type: "CLOUD_IAM_SERVICE_ACCOUNT", name: "api@acme.iam.gserviceaccount.com", password: undefined }, "name"],
      [{ instance: "closed", type: "CLOUD_IAM_USER", password: undefined }, "type"],
    ],
    live: [primary, copy, closed],
  },
  {
    type: "sql:Database",
    right: { instance: "main", name: "honua" },
    wrong: [[{ instance: "copy" }, "instance"]],
    live: [primary, copy],
  },
]);

const policy = live("networkconnectivity:ServiceConnectionPolicy", "y", {
  network: NETWORK,
  location: "europe-west1",
  serviceClass: "gcp-memorystore-redis",
});
const weekly = (hours: number, minutes = 0) => ({
  weeklyMaintenanceWindows: [{ day: "SUNDAY", startTime: { hours, minutes } }],
});
const HOURS = "maintenancePolicy.weeklyMaintenanceWindows[].startTime.hours";
const MINUTES = "maintenancePolicy.weeklyMaintenanceWindows[].startTime.minutes";

describeChecks("Memorystore", caches, [
  {
    type: "redis:Instance",
    right: {
      tier: "STANDARD_HA",
      memorySizeGb: 10,
      redisVersion: "REDIS_7_0",
      replicaCount: 1,
      locationId: "europe-west1-b",
      alternativeLocationId: "europe-west1-c",
      connectMode: "PRIVATE_SERVICE_ACCESS",
      authorizedNetwork: NETWORK,
      persistenceConfig: { persistenceMode: "RDB", rdbSnapshotStartTime: "2026-01-01T03:00:00Z" },
      redisConfigs: { "maxmemory-policy": "allkeys-lru" },
      maintenancePolicy: weekly(2),
    },
    also: [
      { readReplicasMode: "READ_REPLICAS_ENABLED", replicaCount: 2 },
      { tier: "BASIC", replicaCount: undefined, alternativeLocationId: undefined },
      { connectMode: "DIRECT_PEERING", authorizedNetwork: "projects/acme/global/networks/other" },
    ],
    wrong: [
      [{ memorySizeGb: 301 }, "memorySizeGb"],
      [{ redisVersion: "7.0" }, "redisVersion"],
      [{ replicaCount: 2 }, "replicaCount"],
      [{ readReplicasMode: "READ_REPLICAS_ENABLED", replicaCount: 6 }, "replicaCount"],
      [{ tier: "BASIC", alternativeLocationId: undefined }, "replicaCount"],
      [{ tier: "BASIC" }, "alternativeLocationId"],
      [{ tier: "BASIC", readReplicasMode: "READ_REPLICAS_ENABLED" }, "readReplicasMode"],
      [{ readReplicasMode: "READ_REPLICAS_ENABLED", memorySizeGb: 4 }, "memorySizeGb"],
      [{ alternativeLocationId: "europe-west1-b" }, "alternativeLocationId"],
      [{ locationId: "us-central1-a" }, "locationId"],
      [{ authorizedNetwork: "projects/acme/global/networks/other" }, "connectMode"],
      [{ "persistenceConfig.rdbSnapshotStartTime": "03:00" }, "persistenceConfig.rdbSnapshotStartTime"],
      [{ redisConfigs: { "maxmemory-policy": "lru" } }, "redisConfigs"],
      [{ maintenancePolicy: weekly(24) }, HOURS],
      [{ maintenancePolicy: weekly(2, 60) }, MINUTES],
      [{ "maintenancePolicy.weeklyMaintenanceWindows": [{}, {}] }, "maintenancePolicy.weeklyMaintenanceWindows"],
    ],
    live: [peering],
  },
  {
    type: "redis:Cluster",
    right: {
      shardCount: 3,
      replicaCount: 2,
      pscConfigs: [{ network: NETWORK }],
      zoneDistributionConfig: { mode: "MULTI_ZONE" },
      automatedBackupConfig: { retention: "604800s", fixedFrequencySchedule: { startTime: { hours: 3 } } },
      persistenceConfig: { mode: "RDB", rdbConfig: { rdbSnapshotStartTime: "2026-01-01T03:00:00Z" } },
      redisConfigs: { "maxmemory-policy": "volatile-ttl" },
    },
    also: [{ zoneDistributionConfig: { mode: "SINGLE_ZONE", zone: "europe-west1-b" } }],
    wrong: [
      [{ shardCount: 0 }, "shardCount"],
      [{ replicaCount: 6 }, "replicaCount"],
      [{ pscConfigs: [{ network: NETWORK }, { network: NETWORK }] }, "pscConfigs"],
      [{ pscConfigs: [{ network: "main" }] }, "pscConfigs[].network"],
      [{ pscConfigs: [{ network: "projects/acme/global/networks/other" }] }, "pscConfigs"],
      [{ region: "us-east1" }, "pscConfigs"],
      [{ zoneDistributionConfig: { mode: "SINGLE_ZONE" } }, "zoneDistributionConfig.zone"],
      [{ "zoneDistributionConfig.zone": "europe-west1-b" }, "zoneDistributionConfig.zone"],
      [{ "automatedBackupConfig.retention": "7d" }, "automatedBackupConfig.retention"],
      [{ "automatedBackupConfig.retention": "3600s" }, "automatedBackupConfig.retention"],
      [
        { "automatedBackupConfig.fixedFrequencySchedule.startTime.hours": 24 },
        "automatedBackupConfig.fixedFrequencySchedule.startTime.hours",
      ],
      [
        { "persistenceConfig.rdbConfig.rdbSnapshotStartTime": "03:00" },
        "persistenceConfig.rdbConfig.rdbSnapshotStartTime",
      ],
    ],
    live: [policy],
  },
]);
