import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPurpose, Keys, KeysArgs } from "../contract/keys.ts";
import { type Account, accountOf } from "./account.ts";
import { policyDocument } from "./policy-document.ts";

/** KMS keys that rotate every year, each usable only by the services of its purpose. */
export class AwsKeys extends pulumi.ComponentResource implements Keys {
  private readonly arns: ReadonlyMap<KeyPurpose, pulumi.Output<string>>;

  constructor(name: string, args: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Keys", name, {}, opts);
    const account = accountOf(this);
    const home = args.region === undefined ? account : { ...account, region: pulumi.output(args.region) };
    this.arns = new Map(
      args.purposes.map((purpose) => [purpose, this.createKey(`${name}-${purpose}`, purpose, args, home)]),
    );
    this.registerOutputs({ keyIds: Object.fromEntries(this.arns) });
  }

  idOf(purpose: KeyPurpose): pulumi.Output<string> {
    const arn = this.arns.get(purpose);
    if (arn === undefined)
      throw new Error(`No key was asked for ${purpose}; there are keys for ${[...this.arns.keys()].join(", ")}`);
    return arn;
  }

  private createKey(name: string, purpose: KeyPurpose, args: KeysArgs, home: Account): pulumi.Output<string> {
    const key = new aws.kms.Key(
      name,
      {
        description: `Encrypts Honua's ${purpose}`,
        enableKeyRotation: true,
        deletionWindowInDays: args.deletionDays,
        policy: policyDocument(administration(home), users[purpose](home)),
        region: args.region,
      },
      { parent: this },
    );
    new aws.kms.Alias(name, { name: `alias/${name}`, targetKeyId: key.id, region: args.region }, { parent: this });
    return key.arn;
  }
}

/** Lets the account's IAM policies decide who manages the key; without it nobody could, ever again. */
function administration({ partition, accountId }: Account): aws.iam.PolicyStatement {
  return {
    Sid: "Administration",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/** Who encrypts and decrypts with the key of each purpose. `Resource: "*"` in a key policy is that key alone. */
const users: Readonly<Record<KeyPurpose, (home: Account) => aws.iam.PolicyStatement>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  logs: ({ partition, region, accountId }) => ({
    Sid: "CloudWatchLogs",
    Effect: "Allow",
    Principal: { Service: pulumi.interpolate`logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:*`,
      },
    },
  }),
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
  registry: ({ region, accountId }) => ({
    Sid: "ElasticContainerRegistry",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:CreateGrant",
      "kms:DescribeKey",
      "kms:RetireGrant",
    ],
    Resource: "*",
    Condition: {
      StringEquals: {
        "kms:CallerAccount": accountId,
        "kms:ViaService": pulumi.interpolate`ecr.${region}.amazonaws.com`,
      },
    },
  }),
};
