import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { statePrefix } from "../tables/names.ts";
import type { Account } from "./account.ts";

/** What looks at how resources are set up, and at nothing that is kept in them: no secret, object, image, log or row. */
export const look = [
  "backup:Describe*",
  "backup:Get*",
  "backup:List*",
  "budgets:ListTagsForResource",
  "budgets:ViewBudget",
  "chatbot:Describe*",
  "chatbot:ListTagsForResource",
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetEventSelectors",
  "cloudtrail:GetInsightSelectors",
  "cloudtrail:GetTrail*",
  "cloudtrail:ListTags",
  "cloudwatch:Describe*",
  "cloudwatch:GetDashboard",
  "cloudwatch:ListTagsForResource",
  "config:Describe*",
  "ec2:Describe*",
  "ecr:Describe*",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:ListTagsForResource",
  "eks:Describe*",
  "eks:List*",
  "elasticache:Describe*",
  "elasticache:ListTagsForResource",
  "events:Describe*",
  "events:List*",
  "guardduty:GetDetector",
  "guardduty:ListTagsForResource",
  "iam:Get*",
  "iam:List*",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:List*",
  "logs:Describe*",
  "logs:ListTagsForResource",
  "rds:Describe*",
  "rds:ListTagsForResource",
  "s3:GetBucket*",
  "s3:Get*Configuration",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetResourcePolicy",
  "shield:DescribeSubscription",
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
    { Sid: "Look", Effect: "Allow", Action: look, Resource: "*" },
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
