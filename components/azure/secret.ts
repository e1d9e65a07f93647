import * as azure from "@pulumi/azure-native";
import type * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";
import type { EncryptionKey } from "../contract/keys.ts";
import { vaultOf } from "./keys.ts";

export interface AzureSecretArgs extends Scoped {
  /** The key for secrets: its vault holds them. */
  readonly key: EncryptionKey;
  readonly value: pulumi.Output<string>;
  /** What kind of text it is, such as `application/json`. */
  readonly contentType: string;
}

/**
 * A secret in the stack's vault.
 *
 * @returns its name.
 */
export function secret(
  name: string,
  { scope, key, value, contentType }: AzureSecretArgs,
  parent: pulumi.ComponentResource,
): pulumi.Output<string> {
  const made = new azure.keyvault.Secret(
    name,
    {
      resourceGroupName: scope,
      vaultName: vaultOf(key).vaultName,
      secretName: name,
      properties: { value, contentType },
    },
    // Only the network reaches the vault's own interface, by which secrets are deleted: they go with the vault.
    { parent, retainOnDelete: true },
  );
  return made.name;
}
