import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../tables/environments.ts";
import { statePrefix } from "../tables/names.ts";
import type { Account } from "./account.ts";
import { customerAdministration } from "./boundaries.ts";
import { iamArn, identityNames } from "./identity-names.ts";
import { lookAround } from "./reader-rights.ts";

/**
 * Services whose resources have names of ours in their ARNs, after `arn:<partition>:`: on those of Honua, everything. `@`
 * stands for region and account, or the account alone.
 */
const named: Readonly<Record<string, readonly string[]>> = {
  "access-analyzer": ["access-analyzer:*:@:analyzer/honua-*"],
  budgets: ["budgets::@:budget/honua-*"],
  chatbot: ["chatbot::@:chat-configuration/slack-channel/honua-*"],
  cloudtrail: ["cloudtrail:*:@:trail/honua-*"],
  cloudwatch: ["cloudwatch:*:@:alarm:honua-*", "cloudwatch::@:dashboard/honua-*"],
  ecr: ["ecr:*:@:repository/honua/*"],
  eks: ["eks:*:@:*/honua-*"],
  elasticache: ["elasticache:*:@:*:honua-*"],
  events: ["events:*:@:rule/honua-*"],
  lambda: ["lambda:*:@:function:honua-*"],
  logs: ["logs:*:@:log-group:*honua-*"],
  rds: ["rds:*:@:*:honua-*", "rds:*:@:og:default:*"],
  s3: ["s3:::honua-*"],
  secretsmanager: ["secretsmanager:*:@:secret:honua*"],
  sns: ["sns:*:@:honua-*"],
  wafv2: ["wafv2:*:@:regional/webacl/honua-*", "wafv2:*:*:regional/managedruleset/*"],
};

/** What is done to resources that AWS names, and to an account's settings; and calls that take no resource. */
const unnamed = [
  "backup-storage:MountCapsule",
  "backup:*Backup*",
  "backup:DeleteRecoveryPoint",
  "chatbot:CreateSlackChannelConfiguration",
  "backup:*TagResource",
  "config:*ConfigurationRecorder*",
  "config:*DeliveryChannel",
  "ecr:*Registry*",
  "ecr:*ReplicationConfiguration",
  "ecr:*RepositoryCreationTemplate*",
  "ecr:GetAuthorizationToken",
  "eks:CreateCluster",
  "guardduty:*Detector*",
  "guardduty:*TagResource",
  "kms:*Alias*",
  "kms:*Grant*",
  "kms:*Key*",
  "kms:*TagResource",
  "logs:*LogDelivery",
  "logs:*ResourcePolicy",
  "rds:*AutomatedBackup*",
  "s3:PutAccountPublicAccessBlock",
  "shield:*Subscription",
  "sns:Unsubscribe",
];

/** The network, whose parts AWS names, and what holds for all machines of the account. */
const network = [
  "*Address",
  "*BlockPublicAccess",
  "*EbsEncryptionByDefault",
  "*FlowLogs",
  "*InternetGateway",
  "*LaunchTemplate*",
  "*NatGateway*",
  "*NetworkAcl*",
  "*NetworkInterface*",
  "*Route*",
  "*SecurityGroup*",
  "*Subnet*",
  "*Tags",
  "*Vpc*",
  "ModifyInstanceMetadataDefaults",
  // EKS asks whether whoever makes a node group from a launch template may start machines from it.
  "RunInstances",
].map((action) => `ec2:${action}`);

/** Rights that its own role and the boundaries must not lose or gain. */
const escalations = [
  "iam:AttachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy*",
  "iam:DeleteRole*",
  "iam:DetachRolePolicy",
  "iam:PutRole*",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
];

/**
 * What makes a whole environment: everything to what has a name of Honua's, and as little as possible to what has none.
 * It can make no role that may do more than the boundary lets it, and changes neither the boundaries nor its own rights:
 * that takes an administrator.
 */
export function deployerRights(account: Account, environment: Environment): aws.iam.PolicyStatement[] {
  const { partition, accountId } = account;
  const arn = (rest: string) => pulumi.interpolate`arn:${partition}:${accountId.apply((id) => rest.replace("@", id))}`;
  const names = identityNames(environment);
  const roles = iamArn(account, "role/honua-*");
  const keys = arn("kms:*:@:key/*");
  return [
    { Sid: "LookAround", Effect: "Allow", Action: lookAround, Resource: "*" },
    {
      Sid: "OwnNames",
      Effect: "Allow",
      Action: Object.keys(named).map((service) => `${service}:*`),
      Resource: Object.values(named).flat().map(arn),
    },
    { Sid: "Unnamed", Effect: "Allow", Action: [...network, ...unnamed], Resource: "*" },
    {
      Sid: "UseKeysThroughServices",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*"],
      Resource: keys,
      Condition: { StringLike: { "kms:ViaService": "*.amazonaws.com" } },
    },
    {
      Sid: "UseStateKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt"],
      Resource: keys,
      Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${statePrefix}*` } },
    },
    {
      Sid: "GiveRolesRights",
      Effect: "Allow",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      Resource: roles,
      Condition: { StringEquals: { "iam:PermissionsBoundary": iamArn(account, `policy/${names.roleBoundary}`) } },
    },
    {
      Sid: "KeepRoles",
      Effect: "Allow",
      Action: [
        "iam:DeleteRole",
        "iam:PassRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole*",
      ],
      Resource: roles,
    },
    {
      Sid: "KeepPolicies",
      Effect: "Allow",
      Action: ["iam:CreatePolicy*", "iam:DeletePolicy*", "iam:TagPolicy", "iam:UntagPolicy"],
      Resource: iamArn(account, "policy/honua-*"),
    },
    {
      Sid: "TrustClusters",
      Effect: "Allow",
      Action: "iam:*OpenIDConnectProvider*",
      Resource: iamArn(account, "oidc-provider/oidc.eks.*"),
    },
    {
      Sid: "ServiceLinkedRoles",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: iamArn(account, "role/aws-service-role/*"),
    },
    ...customerAdministration(account, environment),
    {
      Sid: "NotItsOwnRights",
      Effect: "Deny",
      Action: escalations,
      Resource: [
        iamArn(account, `role/${names.deployer}`),
        ...[names.deployer, names.roleBoundary, names.customerBoundary].map((name) =>
          iamArn(account, `policy/${name}`),
        ),
      ],
    },
  ];
}
