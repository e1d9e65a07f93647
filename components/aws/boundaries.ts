import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../tables/environments.ts";
import { customerImages, customerPrefix } from "../tables/names.ts";
import type { Account } from "./account.ts";
import { iamArn, identityNames } from "./identity-names.ts";
import { pullAndPush } from "./image-actions.ts";

/**
 * The most that any role of Honua's can ever do: everything but to make identities and to change their rights, so that
 * whoever may make roles, as the deploying workflow, cannot make one that may do more than itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const roleBoundary = (account: Account, environment: Environment): aws.iam.PolicyStatement[] => [
  {
    Sid: "AllButIdentities",
    Effect: "Allow",
    NotAction: ["iam:*", "organizations:*", "account:*"],
    Resource: "*",
  },
  {
    Sid: "LookAtIdentities",
    Effect: "Allow",
    Action: ["iam:Get*", "iam:List*", "iam:GenerateCredentialReport"],
    Resource: "*",
  },
  {
    Sid: "ServiceLinkedRoles",
    Effect: "Allow",
    Action: "iam:CreateServiceLinkedRole",
    Resource: iamArn(account, "role/aws-service-role/*"),
  },
  { Sid: "PassOwnRoles", Effect: "Allow", Action: "iam:PassRole", Resource: iamArn(account, "role/honua-*") },
  ...customerAdministration(account, environment),
];

/** The most that a customer can ever do: pull and push customers' images. Its own policy says which. */
export const customerBoundary = ({ partition, accountId }: Account): aws.iam.PolicyStatement[] => [
  { Sid: "LogIn", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Sid: "PullAndPush",
    Effect: "Allow",
    Action: pullAndPush,
    Resource: pulumi.interpolate`arn:${partition}:ecr:*:${accountId}:repository/${customerImages}*`,
  },
];

/** Makes customers, none without their boundary, and renews their credentials. */
export function customerAdministration(account: Account, environment: Environment): aws.iam.PolicyStatement[] {
  const customers = iamArn(account, `user/${customerPrefix}*`);
  const boundary = iamArn(account, `policy/${identityNames(environment).customerBoundary}`);
  return [
    {
      Sid: "GiveCustomersRights",
      Effect: "Allow",
      Action: ["iam:CreateUser", "iam:PutUserPolicy", "iam:DeleteUserPolicy"],
      Resource: customers,
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } },
    },
    {
      Sid: "KeepCustomers",
      Effect: "Allow",
      Action: [
        "iam:DeleteUser",
        "iam:GetUser",
        "iam:GetUserPolicy",
        "iam:ListUserPolicies",
        "iam:ListAttachedUserPolicies",
        "iam:ListGroupsForUser",
        "iam:ListUserTags",
        "iam:TagUser",
        "iam:UntagUser",
        "iam:CreateAccessKey",
        "iam:DeleteAccessKey",
        "iam:UpdateAccessKey",
        "iam:ListAccessKeys",
        "iam:GetAccessKeyLastUsed",
      ],
      Resource: customers,
    },
  ];
}
