import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { CacheArgs } from "../contract/cache.ts";
import { after } from "../after.ts";
import { AzureLogArchive } from "./log-archive.ts";
import { recordLogs } from "./log-store.ts";
import { AzurePrivateEndpoint } from "./private-endpoint.ts";
import { AzurePrivateZones } from "./private-zones.ts";
import type { RedisService } from "./redis-service.ts";
import { assignRole } from "./role-assignment.ts";
import { subscriptionOf } from "./subscription.ts";
import { dayName } from "./windows.ts";

const port = 6380;

const machines = /^Premium_P(\d)$/;

export const isClassic = (machine: string): boolean => machines.test(machine);

const minutesOfDay = 1440;

/** Hours of a window, at least: https://learn.microsoft.com/azure/azure-cache-for-redis/cache-administration#schedule-updates */
const shortestWindow = 5;

/** What may be written to the archive, and where it is, once it may. */
interface BackupPlace {
  readonly identityId: pulumi.Output<string>;
  readonly account: pulumi.Output<string>;
}

/**
 * Azure Cache for Redis, Premium, for those who have it still: it is closed to new caches and ends on 2028-09-30. Redis 6 is
 * its newest; a shard has one replica at least. Its memory cannot be encrypted with a key of ours; its daily snapshots are.
 */
export class AzureClassicRedis extends pulumi.ComponentResource implements RedisService {
  readonly cacheId: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly port = pulumi.output(port);
  readonly password: pulumi.Output<string>;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:ClassicRedis", name, {}, opts);
    const { scope } = args;
    const redis = this.createRedis(name, args, this.createBackupPlace(`${name}-snapshots`, args));
    this.schedulePatches(name, redis, args);
    recordLogs(name, { scope, resourceId: redis.id, categoryGroups: ["allLogs"] }, this);
    this.connect(name, redis, args);
    const { primaryKey } = azure.redis.listRedisKeysOutput(
      { resourceGroupName: scope, name: redis.name },
      { parent: this },
    );
    this.cacheId = redis.id;
    this.host = redis.hostName;
    this.password = pulumi.secret(primaryKey);
    this.registerOutputs({ cacheId: this.cacheId, host: this.host, port: this.port });
  }

  /** Redis counts the snapshots that it keeps; the archive's own days only clear away what it has forgotten. */
  private createBackupPlace(name: string, { scope, key, backupDays, durability }: CacheArgs): BackupPlace {
    const archive = new AzureLogArchive(
      name,
      { scope, key, retentionDays: backupDays, protect: durability === "protected" },
      { parent: this },
    );
    const identity = new azure.managedidentity.UserAssignedIdentity(
      name,
      { resourceGroupName: scope },
      { parent: this },
    );
    const grant = assignRole(
      name,
      {
        role: "Storage Blob Data Contributor",
        principalId: identity.principalId,
        on: archive.account.id,
        why: "Writes Redis' snapshots.",
      },
      this,
    );
    return { identityId: after(identity.id, grant), account: archive.account.name };
  }

  private createRedis(name: string, args: CacheArgs, { identityId, account }: BackupPlace): azure.redis.Redis {
    const { scope, size, zones, backupDays, durability } = args;
    return new azure.redis.Redis(
      name,
      {
        resourceGroupName: scope,
        sku: { name: "Premium", family: "P", capacity: Number(machines.exec(size.machine)?.[1]) },
        redisVersion: "6",
        enableNonSslPort: false,
        minimumTlsVersion: "1.2",
        publicNetworkAccess: "Disabled",
        shardCount: size.clustered ? size.shards : undefined,
        replicasPerPrimary: Math.max(size.replicas, 1),
        zones: size.replicas > 0 ? [...zones] : undefined,
        identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
        redisConfiguration: {
          maxmemoryPolicy: "allkeys-lru",
          rdbBackupEnabled: "true",
          rdbBackupFrequency: String(minutesOfDay),
          rdbBackupMaxSnapshotCount: String(backupDays),
          preferredDataPersistenceAuthMethod: "ManagedIdentity",
          rdbStorageConnectionString: pulumi.interpolate`DefaultEndpointsProtocol=https;BlobEndpoint=https://${account}.blob.core.windows.net/`,
          storageSubscriptionId: subscriptionOf(this).subscriptionId,
        },
      },
      { parent: this, protect: durability === "protected" },
    );
  }

  private schedulePatches(name: string, redis: azure.redis.Redis, { scope, window }: CacheArgs): void {
    new azure.redis.PatchSchedule(
      name,
      {
        resourceGroupName: scope,
        name: redis.name,
        default: "default",
        scheduleEntries: [
          {
            dayOfWeek: dayName(window),
            startHourUtc: window.hour,
            maintenanceWindow: `PT${Math.max(window.hours, shortestWindow)}H`,
          },
        ],
      },
      { parent: this },
    );
  }

  /** The network has no zone for it, since hardly anybody needs one. */
  private connect(name: string, redis: azure.redis.Redis, { scope, network }: CacheArgs): void {
    const { links } = new AzurePrivateZones(
      `${name}-zones`,
      { scope, zones: ["classic-redis"], networkId: network.networkId },
      { parent: this },
    );
    new AzurePrivateEndpoint(
      `${name}-endpoint`,
      { scope, subnetId: network.endpointSubnetIds[0] ?? "", service: "classic-redis", targetId: redis.id },
      { parent: this, dependsOn: links },
    );
  }
}
