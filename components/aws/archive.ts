import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Durability } from "../tables/environments.ts";
import { accountOf } from "./account.ts";
import { policyDocument } from "./policy-document.ts";

export interface AwsArchiveArgs {
  readonly keyId: pulumi.Input<string>;
  readonly durability: Durability;
  /** The trail that writes to it. Default: none does. */
  readonly trailArn?: pulumi.Input<string>;
}

/** Rarely looked at after three months; an audit of last year looks back as far as two. */
const days = { untilCold: 90, untilDeleted: 730 };

/**
 * A bucket for what must be there, and unchanged, when an audit asks: encrypted, versioned, closed to the public and to
 * plaintext, and deletable only where the environment is disposable. It has no object lock, because AWS Config cannot
 * write to a bucket that locks by default; nobody may delete or overwrite a version instead.
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 *
 * Unless it is disposable it outlives the environment: a destroy leaves it in the account, as it is, and forgets it.
 */
export class AwsArchive extends pulumi.ComponentResource {
  /** The bucket's name, once it is as it should be. */
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, args: AwsArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Archive", name, {}, opts);
    const isDisposable = args.durability === "disposable";
    const made = new aws.s3.Bucket(
      name,
      { forceDestroy: isDisposable },
      { parent: this, retainOnDelete: !isDisposable, protect: args.durability === "protected" },
    );
    const { bucket, arn } = made;
    // They go, or stay, with the bucket.
    const within = { parent: this, deletedWith: made };
    new aws.s3.BucketOwnershipControls(name, { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }, within);
    new aws.s3.BucketVersioning(name, { bucket, versioningConfiguration: { status: "Enabled" } }, within);
    this.encrypt(name, bucket, args.keyId, within);
    this.limitAge(name, bucket, within);
    const closed = new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      within,
    );
    const statements = [
      overTlsOnly(arn),
      ...(args.trailArn === undefined ? [] : this.trailMayWrite(arn, args.trailArn)),
      ...(isDisposable ? [] : [nobodyDeletes(arn)]),
    ];
    // S3 takes one change of a bucket's access at a time.
    const policy = new aws.s3.BucketPolicy(
      name,
      { bucket, policy: policyDocument(...statements) },
      { ...within, dependsOn: [closed] },
    );
    this.bucketName = policy.bucket;
    this.bucketArn = arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }

  private encrypt(
    name: string,
    bucket: pulumi.Output<string>,
    kmsMasterKeyId: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
  ): void {
    const rule = {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId },
      bucketKeyEnabled: true,
    };
    new aws.s3.BucketServerSideEncryptionConfiguration(name, { bucket, rules: [rule] }, opts);
  }

  private limitAge(name: string, bucket: pulumi.Output<string>, opts: pulumi.CustomResourceOptions): void {
    const rule = {
      id: "archive",
      status: "Enabled",
      filter: {},
      transitions: [{ days: days.untilCold, storageClass: "GLACIER" }],
      expiration: { days: days.untilDeleted },
      noncurrentVersionExpiration: { noncurrentDays: days.untilCold },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    };
    new aws.s3.BucketLifecycleConfiguration(name, { bucket, rules: [rule] }, opts);
  }

  /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
  private trailMayWrite(arn: pulumi.Output<string>, trailArn: pulumi.Input<string>): aws.iam.PolicyStatement[] {
    const trail = { Service: "cloudtrail.amazonaws.com" };
    return [
      {
        Sid: "TrailChecks",
        Effect: "Allow",
        Principal: trail,
        Action: "s3:GetBucketAcl",
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
      {
        Sid: "TrailWrites",
        Effect: "Allow",
        Principal: trail,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${arn}/AWSLogs/${accountOf(this).accountId}/*`,
        Condition: {
          StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
        },
      },
    ];
  }
}

const overTlsOnly = (arn: pulumi.Output<string>): aws.iam.PolicyStatement => ({
  Sid: "NoPlaintext",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [arn, pulumi.interpolate`${arn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** Not even an administrator; the lifecycle deletes what is old enough. */
const nobodyDeletes = (arn: pulumi.Output<string>): aws.iam.PolicyStatement => ({
  Sid: "NoDeletion",
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  Resource: pulumi.interpolate`${arn}/*`,
});
