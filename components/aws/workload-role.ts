import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../contract/cluster.ts";
import type { ServiceAccountName } from "../tables/workloads.ts";
import { type Rights, createRole } from "./role.ts";

export interface WorkloadRoleArgs extends Rights {
  /** Whose tokens are trusted. */
  readonly cluster: Pick<Cluster, "issuer" | "issuerId">;
  /** The one service account that may take the role on. */
  readonly account: ServiceAccountName;
}

/**
 * A role that the pods of a service account take on with the token that the cluster gives them:
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 *
 * @returns Its ARN, once the role has its permissions too.
 */
export function workloadRole(
  name: string,
  { cluster, account, ...rights }: WorkloadRoleArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const trust = {
    Effect: "Allow",
    Principal: { Federated: cluster.issuerId },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: cluster.issuer.apply((url) => {
      const issuer = url.replace("https://", "");
      return {
        StringEquals: {
          [`${issuer}:aud`]: "sts.amazonaws.com",
          [`${issuer}:sub`]: `system:serviceaccount:${account.namespace}:${account.name}`,
        },
      };
    }),
  } as const;
  return createRole(name, trust, rights, opts);
}
