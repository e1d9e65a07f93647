import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey, Keys, KeysArgs } from "../contract/keys.ts";

/** STUB: still to be written. */
export class AzureKeys extends pulumi.ComponentResource implements Keys {
  constructor(name: string, args: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Keys", name, {}, opts);
    void args;
    this.registerOutputs();
  }

  keyFor(): EncryptionKey {
    return { id: pulumi.output("stub") };
  }
}
