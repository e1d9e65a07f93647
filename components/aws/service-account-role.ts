import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./policy-document.ts";
import { ready } from "./ready.ts";

/** Who signs the tokens of a cluster's service accounts, as the cluster's outputs have it. */
export interface TokenIssuer {
  /** URL, with `https://`. */
  readonly issuer: pulumi.Input<string>;
  /** ARN of IAM's OIDC provider for it. */
  readonly issuerId: pulumi.Input<string>;
}

export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** Lets the pods of one service account take a role on: https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html */
export function serviceAccountTrust({ issuer, issuerId }: TokenIssuer, account: ServiceAccount): pulumi.Output<string> {
  return policyDocument({
    Effect: "Allow",
    Principal: { Federated: issuerId },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: pulumi.output(issuer).apply((url) => {
      const host = url.replace(/^https:\/\//, "");
      return {
        StringEquals: {
          [`${host}:sub`]: `system:serviceaccount:${account.namespace}:${account.name}`,
          [`${host}:aud`]: "sts.amazonaws.com",
        },
      };
    }),
  });
}

/**
 * A role for the pods of a service account, with policies that AWS keeps.
 *
 * @returns Its ARN, once the role has its permissions too.
 */
export function serviceAccountRole(
  name: string,
  { issuer, account, policyArn }: { issuer: TokenIssuer; account: ServiceAccount; policyArn: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const role = new aws.iam.Role(name, { assumeRolePolicy: serviceAccountTrust(issuer, account) }, opts);
  const permissions = new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn }, opts);
  return ready(role.arn, permissions);
}
