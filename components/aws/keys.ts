import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey, KeyPurpose, Keys, KeysArgs } from "../contract/keys.ts";
import { keyDeletionDays } from "../tables/environments.ts";
import { type Account, accountOf } from "./account.ts";
import { policyDocument } from "./policy-document.ts";

/** KMS keys that rotate every year, each usable only by the services of its purpose. */
export class AwsKeys extends pulumi.ComponentResource implements Keys {
  private readonly keys: ReadonlyMap<KeyPurpose, EncryptionKey>;

  constructor(name: string, args: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Keys", name, {}, opts);
    const account = accountOf(this);
    const home = args.region === undefined ? account : { ...account, region: pulumi.output(args.region) };
    this.keys = new Map(
      args.purposes.map((purpose) => [purpose, this.createKey(`${name}-${purpose}`, purpose, args, home)]),
    );
    this.registerOutputs({ keyIds: Object.fromEntries([...this.keys].map(([purpose, { id }]) => [purpose, id])) });
  }

  keyFor(purpose: KeyPurpose): EncryptionKey {
    const key = this.keys.get(purpose);
    if (key === undefined)
      throw new Error(`No key was asked for ${purpose}; there are keys for ${[...this.keys.keys()].join(", ")}`);
    return key;
  }

  private createKey(name: string, purpose: KeyPurpose, args: KeysArgs, home: Account): EncryptionKey {
    const key = new aws.kms.Key(
      name,
      {
        description: `Encrypts Honua's ${purpose}`,
        enableKeyRotation: true,
        deletionWindowInDays: keyDeletionDays[args.durability],
        policy: policyDocument(administration(home), ...[users[purpose](home)].flat()),
        region: args.region,
      },
      { parent: this, protect: args.durability === "protected" },
    );
    new aws.kms.Alias(name, { name: `alias/${name}`, targetKeyId: key.id, region: args.region }, { parent: this });
    return { id: key.arn };
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

type KeyUsers = (home: Account) => aws.iam.PolicyStatement | aws.iam.PolicyStatement[];

/** What a service needs of a key that it uses for whoever calls it. */
const useWithGrants = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncrypt*",
  "kms:GenerateDataKey*",
  "kms:CreateGrant",
  "kms:DescribeKey",
  "kms:RetireGrant",
];

/**
 * This account's principals, but only through one service, as the policies of AWS's own keys have it: who may use the
 * service on something may use its key for that. Service-linked roles, such as Auto Scaling's, are principals too.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
const through =
  (service: string): KeyUsers =>
  ({ region, accountId }) => ({
    Sid: "ThroughTheService",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: useWithGrants,
    Resource: "*",
    Condition: {
      StringEquals: {
        "kms:CallerAccount": accountId,
        "kms:ViaService": pulumi.interpolate`${service}.${region}.amazonaws.com`,
      },
    },
  });

/** Who encrypts and decrypts with the key of each purpose. `Resource: "*"` in a key policy is that key alone. */
const users: Readonly<Record<KeyPurpose, KeyUsers>> = {
  // Whatever publishes to an encrypted topic: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html. Events
  // say of no account that they come from it; what is left is the topic, which SNS names in the encryption context.
  alerts: ({ partition, region, accountId }) => [
    {
      Sid: "Publishers",
      Effect: "Allow",
      Principal: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    {
      Sid: "Events",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:sns:topicArn": pulumi.interpolate`arn:${partition}:sns:${region}:${accountId}:*`,
        },
      },
    },
  ],
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
  audit: ({ partition, accountId }) => ({
    Sid: "CloudTrail",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:DescribeKey", "kms:Decrypt"],
    Resource: "*",
    Condition: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:cloudtrail:*:${accountId}:trail/*` },
    },
  }),
  backup: through("backup"),
  cache: through("elasticache"),
  cluster: through("eks"),
  database: through("rds"),
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
  registry: through("ecr"),
  secrets: through("secretsmanager"),
  // Auto Scaling's role for the nodes' disks, the EBS driver's for the pods': as EKS itself would have it. To name the
  // first, as EC2's guide does, it would have to exist, which in a new account it does not.
  // https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html,
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
  volumes: through("ec2"),
};
