import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./policy-document.ts";

/** What a role may do. */
export interface Rights {
  /** Statements of ours. Default: none. */
  readonly statements?: aws.iam.PolicyStatement[];
  /** Policies that AWS keeps, such as `service-role/AWSBackupServiceRolePolicyForBackup`. Default: none. */
  readonly managedPolicies?: readonly string[];
}

/**
 * A role with its permissions.
 *
 * @param trust Who may take it on, and when.
 * @returns Its ARN, once the role has its permissions too: whatever takes the ARN finds a role that works.
 */
export function createRole(
  name: string,
  trust: aws.iam.PolicyStatement,
  { statements = [], managedPolicies = [] }: Rights,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const role = new aws.iam.Role(name, { assumeRolePolicy: policyDocument(trust) }, opts);
  const own =
    statements.length === 0
      ? []
      : [new aws.iam.RolePolicy(name, { role: role.id, policy: policyDocument(...statements) }, opts)];
  const attached = managedPolicies.map((policy) => {
    const { partition } = aws.getPartitionOutput({}, opts);
    const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`;
    return new aws.iam.RolePolicyAttachment(
      `${name}-${policy.split("/").at(-1)}`,
      { role: role.name, policyArn },
      opts,
    );
  });
  return pulumi.all([role.arn, ...[...own, ...attached].map(({ id }) => id)]).apply(([arn = ""]) => arn);
}
