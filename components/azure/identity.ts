import * as pulumi from "@pulumi/pulumi";
import type { Identity, IdentityArgs } from "../contract/identity.ts";

/** STUB: still to be written. */
export class AzureIdentity extends pulumi.ComponentResource implements Identity {
  readonly serviceAccounts = Object.fromEntries(
    ["orchestrator", "build-worker", "monitoring"].map((name) => [
      name,
      { annotations: pulumi.output({}), labels: {} },
    ]),
  ) as unknown as Identity["serviceAccounts"];

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Identity", name, {}, opts);
    void args;
    this.registerOutputs();
  }
}
