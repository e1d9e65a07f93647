import * as pulumi from "@pulumi/pulumi";
import type { Network, NetworkArgs } from "../contract/network.ts";

/** STUB: still to be written. */
export class AzureNetwork extends pulumi.ComponentResource implements Network {
  readonly networkId = pulumi.output("stub");
  readonly publicSubnetIds = [pulumi.output("stub")];
  readonly privateSubnetIds = [pulumi.output("stub")];
  readonly databaseSubnetIds = [pulumi.output("stub")];
  readonly endpointSubnetIds = [pulumi.output("stub")];
  readonly egressIds = [pulumi.output("stub")];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Network", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
