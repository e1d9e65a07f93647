import type * as pulumi from "@pulumi/pulumi";

/** What both of Azure's services for Redis give. */
export interface RedisService {
  readonly cacheId: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** An access key. Secret. */
  readonly password: pulumi.Output<string>;
}
