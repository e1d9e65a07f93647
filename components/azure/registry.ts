import * as pulumi from "@pulumi/pulumi";
import type { Registry, RegistryArgs } from "../contract/registry.ts";

/** STUB: still to be written. */
export class AzureRegistry extends pulumi.ComponentResource implements Registry {
  readonly registryId = pulumi.output("stub");
  readonly repositoryUrls = pulumi.output({} as Record<string, string>);
  readonly loginCommand = pulumi.output("stub");

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Registry", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
