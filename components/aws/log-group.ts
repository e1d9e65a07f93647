import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../contract/keys.ts";

export interface Logging {
  readonly logKey: EncryptionKey;
  readonly logRetentionDays: number;
}

/**
 * The log group that a service writes to, made before the service would make it: those have no key and are kept for ever.
 *
 * @param path The group's name, which the service decides.
 */
export function logGroup(
  name: string,
  path: pulumi.Input<string>,
  { logKey, logRetentionDays }: Logging,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    name,
    { name: path, kmsKeyId: logKey.id, retentionInDays: logRetentionDays },
    opts,
  );
}
