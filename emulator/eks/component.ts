/** What all components of the package share. */
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Core } from "./core.ts";

/** A component whose children are registered by functions, and whose state goes back to the engine. */
export class Component extends pulumi.ComponentResource {
  finish(state: pulumi.Inputs): pulumi.provider.ConstructResult {
    this.registerOutputs(state);
    return { urn: this.urn, state };
  }
}

/** @param inputs as the program's SDK sends them; each file says which of its types they have. */
export type Construct = (
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
) => pulumi.provider.ConstructResult;

/** A cluster that the engine names by its URN: its outputs are read from the engine. */
export class ClusterReference extends pulumi.ComponentResource {
  declare readonly core: pulumi.Output<Core>;
  declare readonly eksCluster: pulumi.Output<aws.eks.Cluster>;

  constructor(name: string, urn: pulumi.URN) {
    super("eks:index:Cluster", name, { core: undefined, eksCluster: undefined }, { urn });
  }
}
