import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "./account.ts";
import { serviceRole } from "./service-role.ts";

export interface AwsFlowLogsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly keyId: pulumi.Input<string>;
  readonly retentionDays: pulumi.Input<number>;
}

/** Records every connection of a network, accepted or not, in an encrypted log group. */
export class AwsFlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: AwsFlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:FlowLogs", name, {}, opts);
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { name, kmsKeyId: args.keyId, retentionInDays: args.retentionDays },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      name,
      { vpcId: args.vpcId, trafficType: "ALL", logDestination: logGroup.arn, iamRoleArn: this.createRole(name) },
      { parent: this },
    );
    this.registerOutputs();
  }

  /**
   * What https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html asks for, narrowed to this log group;
   * creating groups is left out, because this one exists. Its name is given and not Pulumi's, so that previews, and the
   * policies that judge them, see the whole document.
   */
  private createRole(name: string): pulumi.Output<string> {
    const { partition, region, accountId } = accountOf(this);
    const groups = pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group`;
    return serviceRole(
      name,
      {
        service: "vpc-flow-logs.amazonaws.com",
        condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
        },
        statements: [
          {
            Sid: "WriteRecords",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: [pulumi.interpolate`${groups}:${name}`, pulumi.interpolate`${groups}:${name}:*`],
          },
          {
            Sid: "FindTheGroup",
            Effect: "Allow",
            Action: "logs:DescribeLogGroups",
            Resource: pulumi.interpolate`${groups}:*`,
          },
        ],
      },
      { parent: this },
    );
  }
}
