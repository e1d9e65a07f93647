import * as pulumi from "@pulumi/pulumi";
import type { Foundation, FoundationArgs } from "../contract/foundation.ts";

/** STUB: still to be written. */
export class AzureFoundation extends pulumi.ComponentResource implements Foundation {
  readonly scope = pulumi.output("stub");

  constructor(name: string, args: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Foundation", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
