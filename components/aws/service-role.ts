import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Rights, type RoleWithPermissions, arnOf, createRole } from "./role.ts";

export interface ServiceRoleArgs extends Rights {
  /** The service that takes the role on, such as `ecr.amazonaws.com`. */
  readonly service: string;
  /** When it may. Default: always. */
  readonly condition?: aws.iam.PolicyStatement["Condition"];
}

/** A role that lets an AWS service act for the account, as a resource. */
export function createServiceRole(
  name: string,
  { service, condition, ...rights }: ServiceRoleArgs,
  opts: pulumi.CustomResourceOptions,
): RoleWithPermissions {
  const trust = {
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: condition,
  } as const;
  return createRole(name, trust, rights, opts);
}

/** The ARN of such a role, once it has its permissions too. */
export const serviceRole = (
  name: string,
  args: ServiceRoleArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> => arnOf(createServiceRole(name, args, opts));
