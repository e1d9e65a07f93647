import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";
import type { EncryptionKey } from "../contract/keys.ts";
import { placeOf } from "./place.ts";

export interface GcpSecretArgs extends Scoped {
  readonly key: EncryptionKey;
  /** What it holds. */
  readonly data: pulumi.Output<string>;
}

/**
 * A secret in the stack's region, encrypted with a key of ours.
 *
 * @returns its name.
 */
export function secret(name: string, args: GcpSecretArgs, parent: pulumi.ComponentResource): pulumi.Output<string> {
  const { region } = placeOf(parent);
  const made = new gcp.secretmanager.Secret(
    name,
    {
      project: args.scope,
      secretId: name,
      replication: {
        userManaged: {
          replicas: [{ location: region, customerManagedEncryption: { kmsKeyName: args.key.id } }],
        },
      },
    },
    { parent },
  );
  new gcp.secretmanager.SecretVersion(name, { secret: made.id, secretData: args.data }, { parent });
  return made.secretId;
}
