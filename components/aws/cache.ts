import * as pulumi from "@pulumi/pulumi";
import type { Cache, CacheArgs } from "../contract/cache.ts";

/** STUB: still to be written. */
export class AwsCache extends pulumi.ComponentResource implements Cache {
  readonly cacheId = pulumi.output("stub");
  readonly nodeIds = [pulumi.output("stub")];
  readonly host = pulumi.output("stub");
  readonly port = pulumi.output(0);
  readonly authentication = "password" as const;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Cache", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
