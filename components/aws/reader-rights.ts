import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { statePrefix } from "../tables/names.ts";
import type { Account } from "./account.ts";

/** Finds resources and says how they are set up; these calls take no single resource, or none at all. */
export const lookAround = [
  "access-analyzer:List*",
  "backup:Describe*",
  "backup:List*",
  "chatbot:Describe*",
  "cloudtrail:DescribeTrails",
  "cloudwatch:Describe*",
  "config:Describe*",
  "ec2:Describe*",
  "ec2:Get*BlockPublicAccessState",
  "ec2:GetEbsEncryptionByDefault",
  "ec2:GetInstanceMetadataDefaults",
  "ecr:Describe*",
  "eks:Describe*",
  "eks:List*",
  "elasticache:Describe*",
  "events:List*",
  "iam:Get*",
  "iam:List*",
  "kms:DescribeKey",
  "kms:List*",
  "lambda:List*",
  "logs:Describe*",
  "rds:Describe*",
  "s3:GetAccountPublicAccessBlock",
  "shield:DescribeSubscription",
];

/** Says how one resource is set up; none says what is kept in it: no secret, object, image, log or row. */
const lookInto = [
  "access-analyzer:GetAnalyzer",
  "backup:Get*",
  "budgets:ListTagsForResource",
  "budgets:ViewBudget",
  "chatbot:ListTagsForResource",
  "cloudtrail:GetEventSelectors",
  "cloudtrail:GetInsightSelectors",
  "cloudtrail:GetTrail*",
  "cloudtrail:ListTags",
  "cloudwatch:GetDashboard",
  "cloudwatch:ListTagsForResource",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:ListTagsForResource",
  "elasticache:ListTagsForResource",
  "events:Describe*",
  "guardduty:GetDetector",
  "guardduty:ListTagsForResource",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "lambda:GetFunction*",
  "lambda:GetPolicy",
  "logs:ListTagsForResource",
  "rds:ListTagsForResource",
  "s3:GetBucket*",
  "s3:Get*Configuration",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetResourcePolicy",
  "sns:Get*",
  "sns:ListTagsForResource",
  "wafv2:GetLoggingConfiguration",
  "wafv2:GetWebACL",
  "wafv2:ListTagsForResource",
];

/**
 * What previews of pull requests may do. Whoever may push a branch can run them, with whatever code: so they see the
 * state's file, whose secrets are encrypted, and can decrypt none, neither those of the state nor of the secret store,
 * whatever another policy may allow one day.
 */
export function readerRights({ partition, accountId }: Account): aws.iam.PolicyStatement[] {
  const stateBuckets = pulumi.interpolate`arn:${partition}:s3:::${statePrefix}*`;
  return [
    { Sid: "Look", Effect: "Allow", Action: [...lookAround, ...lookInto], Resource: "*" },
    { Sid: "FindState", Effect: "Allow", Action: "s3:ListBucket", Resource: stateBuckets },
    { Sid: "ReadState", Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${stateBuckets}/*` },
    {
      Sid: "ReadEncryptedBuckets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: pulumi.interpolate`arn:${partition}:kms:*:${accountId}:key/*`,
      Condition: {
        StringLike: { "kms:ViaService": "s3.*.amazonaws.com" },
        "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${statePrefix}*` },
      },
    },
    {
      Sid: "NoSecrets",
      Effect: "Deny",
      Action: ["secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue", "ssm:GetParameter*"],
      Resource: "*",
    },
    {
      Sid: "NoDecryption",
      Effect: "Deny",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringNotLike: { "kms:ViaService": "s3.*.amazonaws.com" } },
    },
  ];
}
