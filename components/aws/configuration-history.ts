import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "./account.ts";
import type { AwsArchive } from "./archive.ts";
import { serviceRole } from "./service-role.ts";

export interface AwsConfigurationHistoryArgs {
  readonly archive: AwsArchive;
  readonly keyId: pulumi.Input<string>;
}

/** AWS Config: records every change of every resource of the region, and of the account's identities. One per account and region. */
export class AwsConfigurationHistory extends pulumi.ComponentResource {
  constructor(name: string, args: AwsConfigurationHistoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:ConfigurationHistory", name, {}, opts);
    const recorder = new aws.cfg.Recorder(
      name,
      {
        roleArn: this.createRole(name, args),
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      },
      { parent: this },
    );
    const channel = new aws.cfg.DeliveryChannel(
      name,
      {
        s3BucketName: args.archive.bucketName,
        s3KmsKeyArn: args.keyId,
        snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      },
      { parent: this, dependsOn: [recorder] },
    );
    // It starts only where it can deliver, and stops before that goes.
    new aws.cfg.RecorderStatus(name, { name: recorder.name, isEnabled: true }, { parent: this, dependsOn: [channel] });
    this.registerOutputs();
  }

  /** https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html */
  private createRole(name: string, { archive, keyId }: AwsConfigurationHistoryArgs): pulumi.Output<string> {
    const { accountId } = accountOf(this);
    return serviceRole(
      name,
      {
        service: "config.amazonaws.com",
        condition: { StringEquals: { "aws:SourceAccount": accountId } },
        managedPolicies: ["service-role/AWS_ConfigRole"],
        statements: [
          {
            Sid: "FindArchive",
            Effect: "Allow",
            Action: ["s3:GetBucketAcl", "s3:ListBucket"],
            Resource: archive.bucketArn,
          },
          {
            Sid: "WriteHistory",
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: pulumi.interpolate`${archive.bucketArn}/AWSLogs/${accountId}/Config/*`,
            Condition: { StringLike: { "s3:x-amz-acl": "bucket-owner-full-control" } },
          },
          {
            Sid: "EncryptHistory",
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: keyId,
          },
        ],
      },
      { parent: this },
    );
  }
}
