import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Cache, CacheArgs } from "../contract/cache.ts";
import { redisVersions } from "../tables/engine-versions.ts";
import { secret } from "./secret.ts";
import { backupHour } from "./windows.ts";

/** Where a client connects, and how it proves who it is. */
type Endpoint = Pick<Cache, "cacheId" | "host" | "port" | "authentication" | "secretName">;

const daySeconds = 24 * 60 * 60;

/**
 * Memorystore: a Redis cluster where the size is clustered, else a single instance. A cluster's clients log in with a token
 * of Google's IAM, since it has no password; an instance has one.
 */
export class GcpCache extends pulumi.ComponentResource implements Cache {
  readonly cacheId: pulumi.Output<string>;
  /** Google's metrics are found by the cache itself. */
  readonly nodeIds: pulumi.Output<string>[] = [];
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly authentication: Cache["authentication"];
  readonly secretName?: pulumi.Output<string>;

  private readonly name: string;
  private readonly args: CacheArgs;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:Cache", name, {}, opts);
    this.name = name;
    this.args = args;
    const endpoint = args.size.clustered ? this.createCluster() : this.createInstance();

    this.cacheId = endpoint.cacheId;
    this.host = endpoint.host;
    this.port = endpoint.port;
    this.authentication = endpoint.authentication;
    this.secretName = endpoint.secretName;
    this.registerOutputs({ ...endpoint, nodeIds: this.nodeIds });
  }

  private createCluster(): Endpoint {
    const { scope: project, size, network, window, backupDays, durability } = this.args;
    const startTime = { hours: backupHour(window) };
    const cluster = new gcp.redis.Cluster(
      this.name,
      {
        project,
        shardCount: size.shards,
        replicaCount: size.replicas,
        nodeType: size.machine,
        // The endpoints' subnet is there only once Redis may put endpoints into it.
        pscConfigs: [{ network: pulumi.all([network.networkId, network.databaseSubnetIds[1]]).apply(([id]) => id) }],
        authorizationMode: "AUTH_MODE_IAM_AUTH",
        transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION",
        kmsKey: this.args.key.id,
        zoneDistributionConfig: { mode: "MULTI_ZONE" },
        persistenceConfig: { mode: "RDB", rdbConfig: { rdbSnapshotPeriod: "TWENTY_FOUR_HOURS" } },
        automatedBackupConfig: {
          fixedFrequencySchedule: { startTime },
          retention: `${backupDays * daySeconds}s`,
        },
        maintenancePolicy: { weeklyMaintenanceWindows: [this.window()] },
        redisConfigs: { "maxmemory-policy": "allkeys-lru" },
        deletionProtectionEnabled: durability === "protected",
      },
      this.options(),
    );
    const endpoint = cluster.discoveryEndpoints.apply(([first]) => first);
    return {
      cacheId: cluster.id,
      host: endpoint.apply((found) => found?.address ?? ""),
      port: endpoint.apply((found) => found?.port ?? 6379),
      authentication: "iam",
    };
  }

  private createInstance(): Endpoint {
    const { scope, size, network, zones, secretsKey, durability } = this.args;
    const instance = new gcp.redis.Instance(
      this.name,
      {
        project: scope,
        tier: "BASIC",
        memorySizeGb: basicMemory(size.machine),
        redisVersion: redisVersions.gcp.default,
        locationId: zones[0],
        authorizedNetwork: network.networkId,
        connectMode: "PRIVATE_SERVICE_ACCESS",
        reservedIpRange: network.databaseSubnetIds[0],
        authEnabled: true,
        transitEncryptionMode: "SERVER_AUTHENTICATION",
        customerManagedKey: this.args.key.id,
        persistenceConfig: { persistenceMode: "RDB", rdbSnapshotPeriod: "TWENTY_FOUR_HOURS" },
        maintenancePolicy: { weeklyMaintenanceWindows: [this.window()] },
        redisConfigs: { "maxmemory-policy": "allkeys-lru" },
        deletionProtection: durability === "protected",
      },
      this.options(),
    );
    const data = pulumi.jsonStringify({
      host: instance.host,
      port: instance.port,
      password: instance.authString,
      ca: instance.serverCaCerts.apply((certificates) => certificates.map(({ cert }) => cert).join("\n")),
    });
    return {
      cacheId: instance.id,
      host: instance.host,
      port: instance.port,
      authentication: "password",
      secretName: secret(this.name, { scope, key: secretsKey, data }, this),
    };
  }

  /** Google maintains for an hour. */
  private window() {
    const { day, hour } = this.args.window;
    return { day: day.toUpperCase(), startTime: { hours: hour, minutes: 0, seconds: 0, nanos: 0 } };
  }

  private options(): pulumi.CustomResourceOptions {
    return { parent: this, protect: this.args.durability === "protected" };
  }
}

/** The GiB of a machine such as `BASIC_5`. */
const basicMemory = (machine: string): number => Number(machine.slice("BASIC_".length));
