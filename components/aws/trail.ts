import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../contract/keys.ts";
import { accountOf } from "./account.ts";
import type { AwsArchive } from "./archive.ts";
import { type Logging, logGroup } from "./log-group.ts";
import { serviceRole } from "./service-role.ts";

export interface AwsTrailArgs extends Logging {
  readonly archive: AwsArchive;
  readonly key: EncryptionKey;
}

/**
 * Records who did what in the account, in every region: archived with checksums, and searchable for a while. Its name is
 * given and not Pulumi's, because the archive's policy knows it.
 */
export class AwsTrail extends pulumi.ComponentResource {
  constructor(name: string, args: AwsTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Trail", name, {}, opts);
    const logs = logGroup(name, name, args, { parent: this });
    new aws.cloudtrail.Trail(
      name,
      {
        name,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        kmsKeyId: args.key.id,
        s3BucketName: args.archive.bucketName,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logs.arn}:*`,
        cloudWatchLogsRoleArn: this.createRole(name),
        advancedEventSelectors: selectors(args.archive.bucketArn),
      },
      { parent: this },
    );
    this.registerOutputs();
  }

  /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
  private createRole(name: string): pulumi.Output<string> {
    const { partition, region, accountId } = accountOf(this);
    return serviceRole(
      name,
      {
        service: "cloudtrail.amazonaws.com",
        statements: [
          {
            Sid: "WriteEvents",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:${name}:log-stream:*`,
          },
        ],
      },
      { parent: this },
    );
  }
}

/** Every call that manages something, and who reads the archive. What CloudTrail writes there would be about itself. */
const selectors = (archiveArn: pulumi.Output<string>): aws.types.input.cloudtrail.TrailAdvancedEventSelector[] => [
  { name: "Management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
  {
    name: "Reads of the archive",
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
      { field: "resources.ARN", startsWiths: [pulumi.interpolate`${archiveArn}/`] },
      { field: "readOnly", equals: ["true"] },
    ],
  },
];
