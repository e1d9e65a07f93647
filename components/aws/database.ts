import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Database, DatabaseArgs, RecoveryCopy } from "../contract/database.ts";
import { databaseMachines } from "../tables/database-machines.ts";
import { secretName } from "../tables/names.ts";
import { clientSecurityGroup } from "./client-security-group.ts";
import { databaseParameters } from "./database-parameters.ts";
import { enhancedMonitoringRole } from "./enhanced-monitoring.ts";
import { finalSnapshot } from "./final-snapshot.ts";
import { logGroup } from "./log-group.ts";
import { AwsRotatedSecret, firstPassword } from "./rotated-secret.ts";
import { backupWindow, maintenanceWindow } from "./windows.ts";

const port = 5432;
const databaseName = "honua";
const username = "honua";
const exportedLogs = ["postgresql", "upgrade"];

/** PostgreSQL on RDS, with replicas that can be read from, and a password that changes every month. */
export class AwsDatabase extends pulumi.ComponentResource implements Database {
  readonly instanceId: pulumi.Output<string>;
  readonly replicaIds: pulumi.Output<string>[];
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly replicaHosts: pulumi.Output<string>[];
  readonly maxConnections: number;
  readonly storageGiB: number;
  readonly databaseName: pulumi.Output<string>;
  readonly secretName: pulumi.Output<string>;

  private readonly name: string;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Database", name, {}, opts);
    this.name = name;
    this.maxConnections = maxConnectionsOf(args.size.machine);

    const common = this.prepareInstances(args);
    const password = firstPassword(`${name}-password`, { parent: this });
    const primary = this.createPrimary(args, common, password);
    const replicas = Array.from({ length: args.replicas }, (_, index) =>
      this.createReplica(index + 1, primary, args, common),
    );
    if (args.recovery !== undefined) this.copyBackups(primary, replicas, args, args.recovery);
    const secret = this.createSecret(primary, replicas, args, password);

    this.instanceId = primary.identifier;
    this.replicaIds = replicas.map(({ identifier }) => identifier);
    this.host = primary.address;
    this.port = primary.port;
    this.replicaHosts = replicas.map(({ address }) => address);
    this.storageGiB = args.size.storageGiB;
    this.databaseName = primary.dbName;
    this.secretName = secret.secretName;
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

  /** Makes what the primary and its replicas share, and says what they have in common. */
  private prepareInstances(args: DatabaseArgs) {
    const opts = { parent: this };
    const parameters = new aws.rds.ParameterGroup(
      this.name,
      { family: "postgres15", parameters: databaseParameters(this.maxConnections) },
      opts,
    );
    const securityGroup = clientSecurityGroup(this.name, { ...args, port }, opts);
    return {
      instanceClass: args.size.machine,
      // Below 400 GiB gp3 has 3,000 IOPS, from there on 12,000, and more only for a price:
      // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
      storageType: "gp3",
      maxAllocatedStorage: args.size.maxStorageGiB,
      storageEncrypted: true,
      parameterGroupName: parameters.name,
      vpcSecurityGroupIds: [securityGroup.id],
      publiclyAccessible: false,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      maintenanceWindow: maintenanceWindow(args.window),
      autoMinorVersionUpgrade: true,
      // What may be lost at any time may also be interrupted at any time.
      applyImmediately: args.durability === "disposable",
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: exportedLogs,
      // Free with 7 days; "advanced" keeps 465 and costs by the core. Other times went in 2026:
      // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.html
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      performanceInsightsKmsKeyId: args.key.id,
      monitoringInterval: 60,
      monitoringRoleArn: enhancedMonitoringRole(`${this.name}-monitoring`, `${this.name}*`, this),
    } satisfies aws.rds.InstanceArgs;
  }

  private createPrimary(
    args: DatabaseArgs,
    common: aws.rds.InstanceArgs,
    password: pulumi.Output<string>,
  ): aws.rds.Instance {
    const isProtected = args.durability === "protected";
    const subnets = new aws.rds.SubnetGroup(this.name, { subnetIds: args.network.databaseSubnetIds }, { parent: this });
    const finalSnapshotIdentifier = finalSnapshot(this.name, args.durability, { parent: this });
    return new aws.rds.Instance(
      this.name,
      {
        ...common,
        identifier: this.name,
        engine: "postgres",
        // The major version alone: RDS chooses the minor one and keeps it current.
        engineVersion: "15",
        allocatedStorage: args.size.storageGiB,
        kmsKeyId: args.key.id,
        dbName: databaseName,
        username,
        password,
        port,
        dbSubnetGroupName: subnets.name,
        multiAz: args.highlyAvailable,
        // RDS places the two of a pair itself.
        availabilityZone: args.highlyAvailable ? undefined : args.zones[0],
        backupRetentionPeriod: args.backupDays,
        backupWindow: backupWindow(args.window),
        deleteAutomatedBackups: args.durability === "disposable",
        deletionProtection: isProtected,
        finalSnapshotIdentifier,
        skipFinalSnapshot: finalSnapshotIdentifier === undefined,
      },
      {
        parent: this,
        protect: isProtected,
        dependsOn: this.createLogGroups(this.name, args),
        // The password is the rotation's, and where a database is does not change with the list of zones.
        ignoreChanges: ["password", "availabilityZone"],
      },
    );
  }

  /** In the zones after the first, which is the primary's unless that is in two of them. */
  private createReplica(
    number: number,
    primary: aws.rds.Instance,
    args: DatabaseArgs,
    common: aws.rds.InstanceArgs,
  ): aws.rds.Instance {
    const name = `${this.name}-replica-${number}`;
    return new aws.rds.Instance(
      name,
      {
        ...common,
        identifier: name,
        replicateSourceDb: primary.identifier,
        availabilityZone: args.zones[number % args.zones.length],
        skipFinalSnapshot: true,
      },
      { parent: this, dependsOn: this.createLogGroups(name, args) },
    );
  }

  private createLogGroups(instance: string, args: DatabaseArgs): aws.cloudwatch.LogGroup[] {
    return exportedLogs.map((log) =>
      logGroup(`${instance}-${log}`, `/aws/rds/instance/${instance}/${log}`, args, { parent: this }),
    );
  }

  /** Snapshots and logs go to another region, so that the database can be set back to any moment there too. */
  private copyBackups(
    primary: aws.rds.Instance,
    replicas: aws.rds.Instance[],
    { backupDays }: DatabaseArgs,
    { region, key }: RecoveryCopy,
  ): void {
    new aws.rds.InstanceAutomatedBackupsReplication(
      `${this.name}-recovery`,
      { region, sourceDbInstanceArn: primary.arn, kmsKeyId: key.id, retentionPeriod: backupDays },
      { parent: this, dependsOn: replicas },
    );
  }

  private createSecret(
    primary: aws.rds.Instance,
    replicas: aws.rds.Instance[],
    args: DatabaseArgs,
    password: pulumi.Output<string>,
  ): AwsRotatedSecret {
    return new AwsRotatedSecret(
      `${this.name}-password`,
      {
        ...args,
        secretName: secretName(this.name),
        description: "Administrator of the database",
        key: args.secretsKey,
        password,
        connection: {
          engine: "postgres",
          host: primary.address,
          port,
          username,
          dbname: databaseName,
        },
        target: { service: "rds", id: primary.identifier, arn: settled(primary, replicas) },
      },
      { parent: this },
    );
  }
}

function maxConnectionsOf(machine: string): number {
  const { aws: machines } = databaseMachines;
  const { maxConnections } = machines[machine] ?? {};
  if (maxConnections === undefined)
    throw new Error(`${machine} is no machine for databases; there are ${Object.keys(machines).join(", ")}`);
  return maxConnections;
}

/** The primary's ARN, once its replicas are there: while they are made, its password cannot be changed. */
function settled(primary: aws.rds.Instance, replicas: aws.rds.Instance[]): pulumi.Output<string> {
  return pulumi.all([primary.arn, pulumi.all(replicas.map(({ id }) => id))]).apply(([arn]) => arn);
}
