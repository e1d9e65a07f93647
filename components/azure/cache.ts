import * as pulumi from "@pulumi/pulumi";
import type { Cache, CacheArgs } from "../contract/cache.ts";
import { AzureClassicRedis, isClassic } from "./classic-redis.ts";
import { lockDeletes } from "./delete-lock.ts";
import { AzureManagedRedis } from "./managed-redis.ts";
import type { RedisService } from "./redis-service.ts";
import { secret } from "./secret.ts";

/** Redis: Azure Managed Redis, or the older Azure Cache for Redis where a machine of that is named. */
export class AzureCache extends pulumi.ComponentResource implements Cache {
  readonly cacheId: pulumi.Output<string>;
  /** Azure measures the cache as a whole. */
  readonly nodeIds: pulumi.Output<string>[];
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly authentication = "password";
  readonly secretName: pulumi.Output<string>;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Cache", name, {}, opts);
    const Service = isClassic(args.size.machine) ? AzureClassicRedis : AzureManagedRedis;
    const redis = new Service(name, args, { parent: this });
    if (args.durability === "protected") lockDeletes(name, redis.cacheId, this);
    this.cacheId = redis.cacheId;
    this.nodeIds = [redis.cacheId];
    this.host = redis.host;
    this.port = redis.port;
    this.secretName = this.tell(name, redis, args);
    this.registerOutputs({
      cacheId: this.cacheId,
      nodeIds: this.nodeIds,
      host: this.host,
      port: this.port,
      secretName: this.secretName,
    });
  }

  private tell(name: string, redis: RedisService, { scope, secretsKey, size }: CacheArgs): pulumi.Output<string> {
    const { host, port, password } = redis;
    const value = pulumi.jsonStringify({ host, port, password, tls: true, cluster: size.clustered });
    return secret(name, { scope, key: secretsKey, value, contentType: "application/json" }, this);
  }
}
