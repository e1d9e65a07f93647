import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { CacheArgs, CacheSize } from "../contract/cache.ts";
import { cacheMachines } from "../tables/cache-machines.ts";
import { recordLogs } from "./log-store.ts";
import { AzurePrivateEndpoint } from "./private-endpoint.ts";
import type { RedisService } from "./redis-service.ts";

const port = 10000;

/** What one shard holds at most, in GB: https://learn.microsoft.com/azure/redis/architecture#cluster-policies */
const unshardedGiB = 25;

/**
 * Azure Managed Redis. How many shards there are follows from the machine's name, and each has one replica or, without any
 * asked for, none: the service takes neither as an argument. It is maintained when Azure sees fit, and writes itself to disk
 * twice a day, which outlives a crash; copies to go back to are exported by hand.
 */
export class AzureManagedRedis extends pulumi.ComponentResource implements RedisService {
  readonly cacheId: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly port = pulumi.output(port);
  readonly password: pulumi.Output<string>;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:ManagedRedis", name, {}, opts);
    const cluster = this.createCluster(name, args);
    const database = this.createDatabase(name, cluster, args);
    recordLogs(name, { scope: args.scope, resourceId: database.id, categoryGroups: ["allLogs"] }, this);
    new AzurePrivateEndpoint(
      `${name}-endpoint`,
      { scope: args.scope, subnetId: args.network.endpointSubnetIds[0] ?? "", service: "redis", targetId: cluster.id },
      { parent: this },
    );
    const { primaryKey } = azure.redisenterprise.listDatabaseKeysOutput(
      { resourceGroupName: args.scope, clusterName: cluster.name, databaseName: database.name },
      { parent: this },
    );
    this.cacheId = cluster.id;
    this.host = cluster.hostName;
    this.password = pulumi.secret(primaryKey);
    this.registerOutputs({ cacheId: this.cacheId, host: this.host, port: this.port });
  }

  /** Over the region's zones by itself, where it has a replica. */
  private createCluster(
    name: string,
    { scope, size, key, durability }: CacheArgs,
  ): azure.redisenterprise.RedisEnterprise {
    return new azure.redisenterprise.RedisEnterprise(
      name,
      {
        resourceGroupName: scope,
        sku: { name: size.machine },
        highAvailability: size.replicas > 0 ? "Enabled" : "Disabled",
        minimumTlsVersion: "1.2",
        publicNetworkAccess: "Disabled",
        identity: { type: "UserAssigned", userAssignedIdentities: [key.userId ?? ""] },
        encryption: {
          customerManagedKeyEncryption: {
            keyEncryptionKeyIdentity: {
              identityType: "userAssignedIdentity",
              userAssignedIdentityResourceId: key.userId,
            },
            keyEncryptionKeyUrl: key.id,
          },
        },
      },
      { parent: this, protect: durability === "protected" },
    );
  }

  /** When memory is full, what was not used for the longest time goes. */
  private createDatabase(
    name: string,
    cluster: azure.redisenterprise.RedisEnterprise,
    { scope, size, durability }: CacheArgs,
  ): azure.redisenterprise.Database {
    return new azure.redisenterprise.Database(
      name,
      {
        resourceGroupName: scope,
        clusterName: cluster.name,
        // The only one that a cluster can have, and its only name.
        databaseName: "default",
        port,
        clientProtocol: "Encrypted",
        clusteringPolicy: clusteringPolicy(size),
        evictionPolicy: "AllKeysLRU",
        persistence: { rdbEnabled: true, rdbFrequency: "12h" },
        accessKeysAuthentication: "Enabled",
      },
      { parent: this, protect: durability === "protected" },
    );
  }
}

/** What clients see: Redis' cluster protocol, one shard, or several behind a proxy that hides them. */
function clusteringPolicy({ machine, clustered }: CacheSize): string {
  if (clustered) return "OSSCluster";
  const { memoryGiB = 0 } = cacheMachines.azure[machine] ?? {};
  return memoryGiB <= unshardedGiB ? "NoCluster" : "EnterpriseCluster";
}
