import * as pulumi from "@pulumi/pulumi";
import type { ServiceAccountName } from "../tables/workloads.ts";
import { type Rights, arnOf, createRole } from "./role.ts";

/** Who signs the tokens of a cluster's service accounts, as the cluster's outputs have it. */
export interface TokenIssuer {
  /** URL, with `https://`. */
  readonly issuer: pulumi.Input<string>;
  /** ARN of IAM's OIDC provider for it. */
  readonly issuerId: pulumi.Input<string>;
}

export interface ServiceAccountRoleArgs extends Rights {
  readonly issuer: TokenIssuer;
  /** The one service account that may take the role on. */
  readonly account: ServiceAccountName;
}

/**
 * A role for the pods of a service account: https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 *
 * @returns Its ARN, once the role has its permissions too.
 */
export function serviceAccountRole(
  name: string,
  { issuer: { issuer, issuerId }, account, ...rights }: ServiceAccountRoleArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const trust = {
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
  } as const;
  return arnOf(createRole(name, trust, rights, opts));
}
