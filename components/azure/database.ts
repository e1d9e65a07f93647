import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Database, DatabaseArgs } from "../contract/database.ts";
import type { EncryptionKey } from "../contract/keys.ts";
import { type AzureDatabaseMachine, databaseMachines } from "../tables/database-machines.ts";
import { postgresVersions } from "../tables/engine-versions.ts";
import { setParameters } from "./database-parameters.ts";
import { lockDeletes } from "./delete-lock.ts";
import { recordLogs } from "./log-store.ts";
import { privateZoneId } from "./private-zones.ts";
import { secret } from "./secret.ts";
import { dayNumber } from "./windows.ts";

type ServerArgs = azure.dbforpostgresql.ServerArgs;

const databaseName = "honua";
const login = "honua";

/**
 * Azure Database for PostgreSQL, flexible server, in the network's subnet for it. The service has no ARM machines, and its
 * storage grows without a limit of ours. Whatever is written to a server waits for what was written before.
 */
export class AzureDatabase extends pulumi.ComponentResource implements Database {
  readonly instanceId: pulumi.Output<string>;
  readonly replicaIds: pulumi.Output<string>[];
  readonly host: pulumi.Output<string>;
  readonly port = pulumi.output(5432);
  readonly replicaHosts: pulumi.Output<string>[];
  readonly maxConnections: number;
  readonly storageGiB: number;
  readonly databaseName: pulumi.Output<string>;
  readonly secretName: pulumi.Output<string>;
  readonly poolerPort?: pulumi.Output<number>;

  private readonly name: string;
  private readonly args: DatabaseArgs;
  private readonly machine: AzureDatabaseMachine;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Database", name, {}, opts);
    this.name = name;
    this.args = args;
    this.machine = machineOf(args.size.machine);
    this.maxConnections = this.machine.maxConnections;
    this.storageGiB = args.size.storageGiB;

    const password = this.createPassword();
    const primary = this.createPrimary(password);
    this.keep(name, primary);
    const written = this.createDatabase(primary, this.configure(name, primary));
    const replicas = this.createReplicas(primary, written);
    this.instanceId = primary.id;
    this.replicaIds = replicas.map(({ id }) => id);
    this.host = primary.fullyQualifiedDomainName;
    this.replicaHosts = replicas.map(({ fullyQualifiedDomainName }) => fullyQualifiedDomainName);
    this.databaseName = written.name;
    this.secretName = this.tell(password);
    if (!this.machine.burstable) this.poolerPort = pulumi.output(6432);
    this.registerOutputs({
      instanceId: this.instanceId,
      replicaIds: this.replicaIds,
      host: this.host,
      port: this.port,
      replicaHosts: this.replicaHosts,
      databaseName: this.databaseName,
      secretName: this.secretName,
      poolerPort: this.poolerPort,
    });
  }

  /** Azure wants three kinds of characters, and chance alone gives some passwords two. */
  private createPassword(): pulumi.Output<string> {
    const kinds = { minLower: 1, minUpper: 1, minNumeric: 1, special: false };
    const { result } = new random.RandomPassword(this.name, { length: 32, ...kinds }, { parent: this });
    // Azure's provider marks none of its arguments as secret.
    return pulumi.secret(result);
  }

  private createPrimary(password: pulumi.Output<string>): azure.dbforpostgresql.Server {
    const { highlyAvailable, zones, backupDays, recovery, key } = this.args;
    return new azure.dbforpostgresql.Server(
      this.name,
      {
        ...this.common(),
        ...encryptedWith(key, recovery?.key),
        version: postgresVersions.azure.default,
        createMode: "Default",
        administratorLogin: login,
        administratorLoginPassword: password,
        authConfig: { passwordAuth: "Enabled", activeDirectoryAuth: "Disabled" },
        availabilityZone: zones[0],
        highAvailability: highlyAvailable
          ? { mode: "ZoneRedundant", standbyAvailabilityZone: zones[1] }
          : { mode: "Disabled" },
        // Copies of the backups in the region's pair are chosen when a server is made, and never again.
        backup: { backupRetentionDays: backupDays, geoRedundantBackup: recovery ? "Enabled" : "Disabled" },
      },
      this.options(),
    );
  }

  /** One after the other, in the zones that the primary is not in, as far as there are others. */
  private createReplicas(
    primary: azure.dbforpostgresql.Server,
    written: pulumi.Resource,
  ): azure.dbforpostgresql.Server[] {
    const { zones, replicas } = this.args;
    let before = written;
    return Array.from({ length: replicas }, (_, index) => {
      const name = `${this.name}-replica-${index + 1}`;
      const replica = new azure.dbforpostgresql.Server(
        name,
        {
          ...this.common(),
          ...encryptedWith(this.args.key),
          createMode: "Replica",
          sourceServerResourceId: primary.id,
          availabilityZone: zones[(index + 1) % zones.length],
        },
        this.options(before),
      );
      this.keep(name, replica);
      before = this.configure(name, replica);
      return replica;
    });
  }

  /** What holds of the primary and its replicas alike. */
  private common(): ServerArgs {
    const { scope, size, network, window } = this.args;
    return {
      resourceGroupName: scope,
      sku: { name: size.machine, tier: this.machine.tier },
      storage: { storageSizeGB: size.storageGiB, type: "Premium_LRS", autoGrow: "Enabled" },
      network: {
        delegatedSubnetResourceId: network.databaseSubnetIds[0],
        privateDnsZoneArmResourceId: privateZoneId(this, scope, "postgres"),
        publicNetworkAccess: "Disabled",
      },
      maintenanceWindow: {
        customWindow: "Enabled",
        dayOfWeek: dayNumber(window),
        startHour: window.hour,
        startMinute: 0,
      },
    };
  }

  /** What Azure changes by itself is no difference: storage grows, and a failover swaps the zones. */
  private options(before?: pulumi.Resource): pulumi.CustomResourceOptions {
    return {
      parent: this,
      protect: this.args.durability === "protected",
      ignoreChanges: ["storage.storageSizeGB", "availabilityZone", "highAvailability.standbyAvailabilityZone"],
      ...(before && { dependsOn: before }),
    };
  }

  private configure(name: string, server: azure.dbforpostgresql.Server): pulumi.Resource {
    return setParameters(name, { scope: this.args.scope, server, burstable: this.machine.burstable }, this);
  }

  private createDatabase(
    server: azure.dbforpostgresql.Server,
    before: pulumi.Resource,
  ): azure.dbforpostgresql.Database {
    return new azure.dbforpostgresql.Database(
      this.name,
      {
        resourceGroupName: this.args.scope,
        serverName: server.name,
        databaseName,
        charset: "UTF8",
        collation: "en_US.utf8",
      },
      { parent: this, dependsOn: before, protect: this.args.durability === "protected" },
    );
  }

  private keep(name: string, server: azure.dbforpostgresql.Server): void {
    recordLogs(name, { scope: this.args.scope, resourceId: server.id, categoryGroups: ["allLogs"] }, this);
    if (this.args.durability === "protected") lockDeletes(name, server.id, this);
  }

  private tell(password: pulumi.Output<string>): pulumi.Output<string> {
    const { scope, secretsKey } = this.args;
    const value = pulumi.jsonStringify({
      username: login,
      password,
      host: this.host,
      port: this.port,
      dbname: databaseName,
    });
    return secret(this.name, { scope, key: secretsKey, value, contentType: "application/json" }, this);
  }
}

function machineOf(name: string): AzureDatabaseMachine {
  const { azure: machines } = databaseMachines;
  const machine = machines[name];
  if (machine === undefined)
    throw new Error(`${name} is no machine for databases; there are ${Object.keys(machines).join(", ")}`);
  return machine;
}

/** A server's data under a key of ours, and the copies of its backups under one of their own region. */
function encryptedWith(key: EncryptionKey, copies?: EncryptionKey): Pick<ServerArgs, "identity" | "dataEncryption"> {
  const users = [key, copies].flatMap((each) => each?.userId ?? []);
  return {
    identity: {
      type: "UserAssigned",
      userAssignedIdentities: pulumi.all(users).apply((ids) => Object.fromEntries(ids.map((id) => [id, {}]))),
    },
    dataEncryption: {
      type: "AzureKeyVault",
      primaryKeyURI: key.id,
      primaryUserAssignedIdentityId: key.userId,
      ...(copies && { geoBackupKeyURI: copies.id, geoBackupUserAssignedIdentityId: copies.userId }),
    },
  };
}
