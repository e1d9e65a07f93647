/**
 * The names that the provider makes up. Every input called `name` gets one of up to 255 characters; the rows before
 * the last are the exceptions.
 */
import type { NameRule } from "../model.ts";
import { tokens } from "./tokens.ts";

const GENERAL = "pulumi-aws, provider/autonaming.go";
const OVERRIDES = "pulumi-aws, provider/resource_overrides.go";

const rule = (
  property: string,
  maxLength: number,
  types: readonly string[],
  more: Partial<Omit<NameRule, "types" | "property" | "maxLength">> = {},
): NameRule => ({
  types: tokens(...types),
  property,
  maxLength,
  separator: "-",
  strict: true,
  source: OVERRIDES,
  ...more,
});

/** Names of first-in-first-out queues and topics have to say so. */
const fifo = (input: string) => (name: string, inputs: NonNullable<Parameters<NonNullable<NameRule["finish"]>>[1]>) =>
  inputs[input] === true ? `${name}.fifo` : name;

export const names: readonly NameRule[] = [
  rule("name", 64, ["iam:Role", "cloudwatch:EventRule", "lambda:Function"]),
  rule("targetId", 255, ["cloudwatch:EventTarget"]),
  rule("statementId", 100, ["lambda:Permission"]),
  rule("name", 32, ["lb:TargetGroup"], { source: "pulumi-aws, provider/aliases.go" }),
  rule("name", 40, ["elasticbeanstalk:Environment"]),
  rule("keyName", 255, ["ec2:KeyPair"]),
  rule("creationToken", 255, ["efs:FileSystem"]),
  rule("nodeGroupName", 255, ["eks:NodeGroup"]),
  rule("fargateProfileName", 255, ["eks:FargateProfile"]),
  rule("clusterName", 255, ["msk:Cluster", "msk:ServerlessCluster"]),
  rule("brokerName", 55, ["mq:Broker"]),
  rule("domainName", 255, ["opensearch:Domain"]),
  rule("domainName", 28, ["elasticsearch:Domain"], { lowercase: true }),
  rule("clusterId", 50, ["elasticache:Cluster"], { lowercase: true }),
  rule("replicationGroupId", 40, ["elasticache:ReplicationGroup"], { lowercase: true }),
  // The provider gives RDS instances no separator.
  rule("identifier", 255, ["rds:Instance"], { separator: "" }),
  rule("bucket", 63, ["s3:Bucket"], { lowercase: true }),
  rule("key", 1024, ["s3:BucketObject", "s3:BucketObjectv2"], { separator: null }),
  rule("name", 238, ["kms:Alias"], { finish: (name) => (name.startsWith("alias/") ? name : `alias/${name}`) }),
  rule("name", 80, ["sqs:Queue"], { finish: fifo("fifoQueue") }),
  rule("name", 80, ["sns:Topic"], { finish: fifo("fifoTopic") }),
  rule(
    "name",
    255,
    ["appsync:Function", "appsync:DataSource", "athena:Database", "backup:RestoreTestingPlan", "iot:TopicRule"],
    {
      separator: "_",
    },
  ),
  rule("deploymentConfigName", 100, ["codedeploy:DeploymentConfig"], { separator: "_" }),
  // A record's name is its domain name and a directory's too: they are not made up, and required.
  { types: ["aws:*"], property: "name", maxLength: 255, separator: "-", strict: true, source: GENERAL },
];
