import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Database, DatabaseArgs, RecoveryCopy } from "../contract/database.ts";
import { type GcpDatabaseMachine, databaseMachines } from "../tables/database-machines.ts";
import { postgresVersions } from "../tables/engine-versions.ts";
import { secret } from "./secret.ts";
import { backupHour, dayNumber } from "./windows.ts";

type Settings = gcp.types.input.sql.DatabaseInstanceSettings;

const databaseName = "honua";

/** Days of transaction logs that an edition keeps at most: `transactionLogRetentionDays` of the SDK. */
const logDays: Readonly<Record<GcpDatabaseMachine["edition"], number>> = { ENTERPRISE: 7, ENTERPRISE_PLUS: 35 };

/**
 * Cloud SQL for PostgreSQL, with a private address only. `pg_stat_statements` is loaded already; the platform creates the
 * extension. https://cloud.google.com/sql/docs/postgres/extensions
 */
export class GcpDatabase extends pulumi.ComponentResource implements Database {
  readonly instanceId: pulumi.Output<string>;
  readonly replicaIds: pulumi.Output<string>[];
  readonly host: pulumi.Output<string>;
  readonly port = pulumi.output(5432);
  readonly replicaHosts: pulumi.Output<string>[];
  readonly maxConnections: number;
  readonly storageGiB: number;
  readonly databaseName: pulumi.Output<string>;
  readonly secretName: pulumi.Output<string>;

  private readonly name: string;
  private readonly args: DatabaseArgs;
  private readonly machine: GcpDatabaseMachine;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Database", name, {}, opts);
    this.name = name;
    this.args = args;
    this.machine = databaseMachines.gcp[args.size.machine]!;
    this.maxConnections = this.machine.maxConnections;
    this.storageGiB = args.size.storageGiB;

    const primary = this.createPrimary();
    const replicas = args.zones.slice(0, args.replicas).map((zone) => this.createReplica(primary, zone));
    if (args.recovery !== undefined) this.createRecoveryReplica(primary, args.recovery);

    this.instanceId = primary.name;
    this.replicaIds = replicas.map((replica) => replica.name);
    this.host = primary.privateIpAddress;
    this.replicaHosts = replicas.map(({ privateIpAddress }) => privateIpAddress);
    this.databaseName = this.createDatabase(primary);
    this.secretName = this.createUser(primary);
    this.registerOutputs({
      instanceId: this.instanceId,
      replicaIds: this.replicaIds,
      host: this.host,
      port: this.port,
      replicaHosts: this.replicaHosts,
      databaseName: this.databaseName,
      secretName: this.secretName,
    });
  }

  private createPrimary(): gcp.sql.DatabaseInstance {
    const { scope: project, highlyAvailable, durability, zones, window } = this.args;
    return new gcp.sql.DatabaseInstance(
      this.name,
      {
        project,
        databaseVersion: postgresVersions.gcp.default,
        encryptionKeyName: this.args.key.id,
        deletionProtection: durability === "protected",
        settings: {
          ...this.commonSettings(),
          availabilityType: highlyAvailable ? "REGIONAL" : "ZONAL",
          locationPreference: { zone: zones[0], ...(highlyAvailable && { secondaryZone: zones[1] }) },
          // Of the replicas, too.
          maintenanceWindow: { day: dayNumber(window), hour: window.hour, updateTrack: "stable" },
          backupConfiguration: this.backups(),
          finalBackupConfig: { enabled: durability !== "disposable", retentionDays: this.args.backupDays },
          retainBackupsOnDelete: durability !== "disposable",
        },
      },
      this.instanceOptions(),
    );
  }

  /** In a zone of its own each, so that the loss of one takes one of them; with the primary's key, as Google has it. */
  private createReplica(primary: gcp.sql.DatabaseInstance, zone: string): gcp.sql.DatabaseInstance {
    return new gcp.sql.DatabaseInstance(
      `${this.name}-replica-${zone}`,
      {
        project: this.args.scope,
        databaseVersion: primary.databaseVersion,
        masterInstanceName: primary.name,
        deletionProtection: this.args.durability === "protected",
        settings: { ...this.commonSettings(), availabilityType: "ZONAL", locationPreference: { zone } },
      },
      this.instanceOptions(),
    );
  }

  /**
   * A replica in the other region, which is promoted when this one is lost: it loses seconds, where a backup loses a day.
   * https://cloud.google.com/sql/docs/postgres/replication/cross-region-replicas
   */
  private createRecoveryReplica(primary: gcp.sql.DatabaseInstance, { region, key }: RecoveryCopy): void {
    new gcp.sql.DatabaseInstance(
      `${this.name}-recovery`,
      {
        project: this.args.scope,
        region,
        databaseVersion: primary.databaseVersion,
        masterInstanceName: primary.name,
        encryptionKeyName: key.id,
        deletionProtection: this.args.durability === "protected",
        settings: { ...this.commonSettings(), availabilityType: "ZONAL" },
      },
      this.instanceOptions(),
    );
  }

  /** What holds of the primary and its replicas alike. */
  private commonSettings(): Settings {
    const { size, network, durability } = this.args;
    return {
      tier: size.machine,
      edition: this.machine.edition,
      diskType: this.machine.arm ? "HYPERDISK_BALANCED" : "PD_SSD",
      diskSize: size.storageGiB,
      diskAutoresize: true,
      diskAutoresizeLimit: size.maxStorageGiB,
      deletionProtectionEnabled: durability === "protected",
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: network.networkId,
        allocatedIpRange: network.databaseSubnetIds[0],
        sslMode: "ENCRYPTED_ONLY",
      },
      insightsConfig: {
        queryInsightsEnabled: true,
        queryPlansPerMinute: 5,
        queryStringLength: 1024,
        recordApplicationTags: true,
        recordClientAddress: true,
      },
      databaseFlags: Object.entries(flags(this.maxConnections)).map(([name, value]) => ({ name, value })),
    };
  }

  /** More backups than days of logs, or the oldest logs have nothing to begin at. */
  private backups(): Settings["backupConfiguration"] {
    const { backupDays, window } = this.args;
    const days = Math.min(backupDays, logDays[this.machine.edition]);
    return {
      enabled: true,
      startTime: `${String(backupHour(window)).padStart(2, "0")}:00`,
      pointInTimeRecoveryEnabled: true,
      transactionLogRetentionDays: days,
      backupRetentionSettings: { retainedBackups: Math.max(backupDays, days + 1), retentionUnit: "COUNT" },
    };
  }

  /** Storage grows by itself: what it grew to is no difference to the program. */
  private instanceOptions(): pulumi.CustomResourceOptions {
    return { parent: this, ignoreChanges: ["settings.diskSize"], protect: this.args.durability === "protected" };
  }

  private createDatabase(primary: gcp.sql.DatabaseInstance): pulumi.Output<string> {
    const { scope: project } = this.args;
    const database = new gcp.sql.Database(
      this.name,
      { project, instance: primary.name, name: databaseName, deletionPolicy: "ABANDON" },
      { parent: this },
    );
    return database.name;
  }

  private createUser(primary: gcp.sql.DatabaseInstance): pulumi.Output<string> {
    const { scope, secretsKey } = this.args;
    const password = new random.RandomPassword(this.name, { length: 32, special: false }, { parent: this }).result;
    const user = new gcp.sql.User(
      this.name,
      { project: scope, instance: primary.name, name: databaseName, password, deletionPolicy: "ABANDON" },
      { parent: this },
    );
    const data = pulumi.jsonStringify({
      username: user.name,
      password,
      host: this.host,
      port: this.port,
      dbname: databaseName,
    });
    return secret(this.name, { scope, key: secretsKey, data }, this);
  }
}

/** https://cloud.google.com/sql/docs/postgres/flags */
const flags = (maxConnections: number): Readonly<Record<string, string>> => ({
  max_connections: String(maxConnections),
  log_checkpoints: "on",
  log_connections: "on",
  log_disconnections: "on",
  log_lock_waits: "on",
  log_min_duration_statement: "1000",
  log_temp_files: "0",
  "pg_stat_statements.track": "all",
});
