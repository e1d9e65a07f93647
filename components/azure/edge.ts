import * as pulumi from "@pulumi/pulumi";
import type { Edge, EdgeArgs } from "../contract/edge.ts";

/** STUB: still to be written. */
export class AzureEdge extends pulumi.ComponentResource implements Edge {
  readonly firewallId = pulumi.output("stub");

  constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Edge", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
