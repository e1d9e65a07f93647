/** A role to create clusters with, and a provider that has it: pulumi-eks, nodejs/eks/cluster/cluster.ts */
import * as aws from "@pulumi/aws";
import type { ClusterCreationRoleProviderArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Construct } from "./component.ts";

const POLICY = {
  Version: "2012-10-17",
  Statement: ["eks:*", "iam:PassRole"].map((Action) => ({ Effect: "Allow", Action, Resource: "*" })),
};

export const creationRole: Construct = (name, inputs, options) => {
  const { region, profile } = inputs as unknown as ClusterCreationRoleProviderArgs;
  const component = new Component("eks:index:ClusterCreationRoleProvider", name, {}, options);
  const opts = { parent: component };
  const { partition } = aws.getPartitionOutput({}, opts);
  const { accountId } = aws.getCallerIdentityOutput({}, opts);
  const trust = {
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
    Action: "sts:AssumeRole",
  };
  const role = new aws.iam.Role(
    `${name}-eksClusterCreatorRole`,
    {
      assumeRolePolicy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [trust] }),
      description: `Admin access to eks-${name}`,
    },
    opts,
  );
  new aws.iam.RolePolicy(
    `${name}-eksClusterCreatorPolicy`,
    { role: role.name, policy: JSON.stringify(POLICY) },
    { parent: role },
  );
  const provider = new aws.Provider(
    `${name}-eksClusterCreatorEntity`,
    { region: region as pulumi.Input<aws.Region>, profile, assumeRoles: [{ roleArn: role.arn }] },
    { parent: role },
  );
  return component.finish({ role, provider });
};
