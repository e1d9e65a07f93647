import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./policy-document.ts";
import { after } from "../after.ts";

/** What a role may do. */
export interface Rights {
  /** Statements of ours. Default: none. */
  readonly statements?: aws.iam.PolicyStatement[];
  /** Policies that AWS keeps, such as `service-role/AWSBackupServiceRolePolicyForBackup`. Default: none. */
  readonly managedPolicies?: readonly string[];
}

/** A role, and the permissions without which it is of no use. */
export interface RoleWithPermissions {
  readonly role: aws.iam.Role;
  readonly permissions: readonly pulumi.Resource[];
}

/** @param trust Who may take the role on, and when. */
export function createRole(
  name: string,
  trust: aws.iam.PolicyStatement,
  { statements = [], managedPolicies = [] }: Rights,
  opts: pulumi.CustomResourceOptions,
): RoleWithPermissions {
  const role = new aws.iam.Role(name, { assumeRolePolicy: policyDocument(trust) }, opts);
  const own =
    statements.length > 0
      ? [new aws.iam.RolePolicy(name, { role: role.id, policy: policyDocument(...statements) }, opts)]
      : [];
  const attached = managedPolicies.map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy.split("/").at(-1)}`,
        { role: role.id, policyArn: managedPolicyArn(policy, opts) },
        opts,
      ),
  );
  return { role, permissions: [...own, ...attached] };
}

/** ARN of the role, once it has its permissions: whatever takes it finds a role that works. */
export const arnOf = ({ role, permissions }: RoleWithPermissions): pulumi.Output<string> =>
  after(role.arn, ...permissions);

/** ARN of a policy that AWS keeps. */
function managedPolicyArn(policy: string, opts: pulumi.InvokeOptions): pulumi.Output<string> {
  return pulumi.interpolate`arn:${aws.getPartitionOutput({}, opts).partition}:iam::aws:policy/${policy}`;
}
