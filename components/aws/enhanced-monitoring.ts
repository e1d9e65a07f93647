import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "./account.ts";
import { serviceRole } from "./service-role.ts";

/**
 * The role with which RDS writes what the operating systems of some instances do. Permissions are those of
 * AmazonRDSEnhancedMonitoringRole, narrowed to this region; the log group is RDS' own and the same for the whole account:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
 *
 * @param instances Which instances, with `*` for any part of the name.
 */
export function enhancedMonitoringRole(
  name: string,
  instances: string,
  parent: pulumi.ComponentResource,
): pulumi.Output<string> {
  const { partition, region, accountId } = accountOf(parent);
  const group = pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:RDSOSMetrics`;
  return serviceRole(
    name,
    {
      service: "monitoring.rds.amazonaws.com",
      condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:rds:${region}:${accountId}:db:${instances}` },
      },
      statements: [
        {
          Sid: "ManageTheGroup",
          Effect: "Allow",
          Action: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
          Resource: [group, pulumi.interpolate`${group}:*`],
        },
        {
          Sid: "WriteMetrics",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"],
          Resource: pulumi.interpolate`${group}:log-stream:*`,
        },
      ],
    },
    { parent },
  );
}
