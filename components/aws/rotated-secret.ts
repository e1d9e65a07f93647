import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { EncryptionKey } from "../contract/keys.ts";
import type { Durability } from "../tables/environments.ts";
import { AwsPasswordRotation, type AwsPasswordRotationArgs } from "./password-rotation.ts";

export interface AwsRotatedSecretArgs extends Pick<
  AwsPasswordRotationArgs,
  "target" | "window" | "logKey" | "logRetentionDays"
> {
  readonly secretName: string;
  readonly description: string;
  readonly key: EncryptionKey;
  /** The password that the target begins with: `firstPassword`. */
  readonly password: pulumi.Input<string>;
  /** What a client needs beside the password. */
  readonly connection: Readonly<Record<string, pulumi.Input<string | number | boolean>>>;
  readonly durability: Durability;
}

/**
 * A password to begin with. Letters and digits: PostgreSQL, Redis and URLs each have other characters that they do not
 * take.
 */
export function firstPassword(name: string, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  return new random.RandomPassword(name, { length: 64, special: false }, opts).result;
}

/** A secret with all that a client needs to connect, as JSON. The password in it is changed every month. */
export class AwsRotatedSecret extends pulumi.ComponentResource {
  readonly secretName: pulumi.Output<string>;

  constructor(name: string, args: AwsRotatedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:RotatedSecret", name, {}, opts);
    const secret = new aws.secretsmanager.Secret(
      name,
      {
        name: args.secretName,
        description: args.description,
        kmsKeyId: args.key.id,
        // Until it is gone for good its name is taken; 7 days are the fewest that Secrets Manager has beside none.
        recoveryWindowInDays: args.durability === "disposable" ? 0 : 7,
      },
      { parent: this, protect: args.durability === "protected" },
    );
    const first = this.createFirstVersion(name, secret, args);
    new AwsPasswordRotation(
      `${name}-rotation`,
      {
        ...args,
        secretId: pulumi.all([secret.arn, first.id]).apply(([arn]) => arn),
        connection: pulumi.jsonStringify(args.connection),
      },
      { parent: this },
    );
    this.secretName = secret.name;
    this.registerOutputs({ secretName: this.secretName });
  }

  /**
   * From here on the rotation writes the secret, and the program never again. A label keeps this version: a version
   * without any is deleted one day, and the next refresh and deployment would make the first password the current one
   * again (https://github.com/hashicorp/terraform-provider-aws/issues/37302).
   */
  private createFirstVersion(
    name: string,
    secret: aws.secretsmanager.Secret,
    { connection, password }: AwsRotatedSecretArgs,
  ): aws.secretsmanager.SecretVersion {
    return new aws.secretsmanager.SecretVersion(
      name,
      {
        secretId: secret.id,
        secretString: pulumi.jsonStringify({ ...connection, password }),
        versionStages: ["AWSCURRENT", "FIRST"],
      },
      { parent: this, ignoreChanges: ["secretString", "versionStages"] },
    );
  }
}
