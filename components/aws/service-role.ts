import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./policy-document.ts";

export interface ServiceRoleArgs {
  /** The service that takes the role on, such as `ecr.amazonaws.com`. */
  readonly service: string;
  /** When it may. Default: always. */
  readonly condition?: aws.iam.PolicyStatement["Condition"];
  /** What it may do then. */
  readonly statements: aws.iam.PolicyStatement[];
}

/**
 * A role that lets an AWS service act for the account.
 *
 * @returns Its ARN, once the role has its permissions too: whatever takes the ARN finds a role that works.
 */
export function serviceRole(
  name: string,
  { service, condition, statements }: ServiceRoleArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const trust = {
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: condition,
  } as const;
  const role = new aws.iam.Role(name, { assumeRolePolicy: policyDocument(trust) }, opts);
  const permissions = new aws.iam.RolePolicy(name, { role: role.id, policy: policyDocument(...statements) }, opts);
  return pulumi.all([role.arn, permissions.id]).apply(([arn]) => arn);
}
