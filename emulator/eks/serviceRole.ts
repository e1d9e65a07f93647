/** The role of an AWS service with the policies that AWS keeps for it: pulumi-eks, nodejs/eks/servicerole.ts */
import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "./component.ts";

export interface ServiceRoleArgs {
  /** `eks.amazonaws.com` */
  readonly service: string;
  readonly description?: string;
  /** Names of policies that AWS keeps. */
  readonly policies: readonly string[];
  readonly actions?: readonly string[];
  readonly tags?: aws.iam.RoleArgs["tags"];
}

export interface ServiceRole {
  readonly role: aws.iam.Role;
  /** The role, once its policies are attached. */
  readonly resolved: pulumi.Output<aws.iam.Role>;
  /** What has to be there before the role can do its work. */
  readonly attached: pulumi.Resource[];
}

export function serviceRole(name: string, args: ServiceRoleArgs, parent: pulumi.Resource): ServiceRole {
  const component = new Component("eks:index:ServiceRole", name, {}, { parent });
  const opts = { parent: component };
  const { partition } = aws.getPartitionOutput({}, { parent });
  const statement = {
    Action: args.actions ?? ["sts:AssumeRole"],
    Effect: "Allow",
    Principal: { Service: [args.service] },
  };
  const role = new aws.iam.Role(
    `${name}-role`,
    {
      description: args.description,
      assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      tags: args.tags,
    },
    opts,
  );
  const attached = args.policies.map((policy) => {
    const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`;
    return new aws.iam.RolePolicyAttachment(
      `${name}-${shortHash(`arn:aws:iam::aws:policy/${policy}`)}`,
      { policyArn, role },
      opts,
    );
  });
  const resolved = pulumi.all([role.arn, ...attached.map(({ id }) => id)]).apply(() => pulumi.output(role));
  component.finish({ directRole: role, resolvedRole: resolved });
  return { role, resolved, attached: [role, ...attached] };
}

const shortHash = (text: string) => createHash("sha1").update(text).digest("hex").slice(0, 8);
