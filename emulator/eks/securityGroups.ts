/** Security groups of control plane and nodes: pulumi-eks, nodejs/eks/nodes/securitygroup.ts and cluster.ts */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Construct } from "./component.ts";

type Tags = pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;

const OPEN = { fromPort: 0, toPort: 0, protocol: "-1" };

export function clusterSecurityGroup(
  name: string,
  vpcId: pulumi.Input<string>,
  tags: { own: Tags; all: Tags },
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    `${name}-eksClusterSecurityGroup`,
    {
      vpcId,
      revokeRulesOnDelete: true,
      tags: pulumi
        .all([tags.own, tags.all])
        .apply(([own, all]) => ({ Name: `${name}-eksClusterSecurityGroup`, ...own, ...all })),
    },
    opts,
  );
  const args = { type: "egress", ...OPEN, cidrBlocks: ["0.0.0.0/0"], description: "Allow internet access." };
  new aws.ec2.SecurityGroupRule(`${name}-eksClusterInternetEgressRule`, { ...args, securityGroupId: group.id }, opts);
  return group;
}

export interface NodeSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly clusterSecurityGroupId: pulumi.Input<string>;
  readonly cluster: pulumi.Output<aws.eks.Cluster>;
  readonly tags: Tags;
}

/** The nodes' group, and the rule that lets them reach the API. */
export function nodeSecurityGroup(name: string, args: NodeSecurityGroupArgs, opts: pulumi.CustomResourceOptions) {
  const group = new aws.ec2.SecurityGroup(
    `${name}-nodeSecurityGroup`,
    {
      vpcId: args.vpcId,
      revokeRulesOnDelete: true,
      tags: pulumi.all([args.tags, args.cluster.name]).apply(([tags, clusterName]) => ({
        Name: `${name}-nodeSecurityGroup`,
        [`kubernetes.io/cluster/${clusterName}`]: "owned",
        ...tags,
      })),
    },
    opts,
  );
  const rule = (
    role: string,
    rest: Omit<aws.ec2.SecurityGroupRuleArgs, "securityGroupId">,
    on: pulumi.Input<string> = group.id,
  ) => new aws.ec2.SecurityGroupRule(`${name}-${role}`, { ...rest, securityGroupId: on }, opts);
  const fromCluster = { type: "ingress", protocol: "tcp", sourceSecurityGroupId: args.clusterSecurityGroupId };

  rule("eksNodeIngressRule", {
    type: "ingress",
    ...OPEN,
    self: true,
    description: "Allow nodes to communicate with each other",
  });
  rule("eksNodeClusterIngressRule", {
    ...fromCluster,
    fromPort: 1025,
    toPort: 65535,
    description: "Allow worker Kubelets and pods to receive communication from the cluster control plane",
  });
  rule("eksExtApiServerClusterIngressRule", {
    ...fromCluster,
    fromPort: 443,
    toPort: 443,
    description:
      "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
  });
  rule("eksNodeInternetEgressRule", {
    type: "egress",
    ...OPEN,
    cidrBlocks: ["0.0.0.0/0"],
    description: "Allow internet access.",
  });
  const ingress = rule(
    "eksClusterIngressRule",
    {
      type: "ingress",
      fromPort: 443,
      toPort: 443,
      protocol: "tcp",
      sourceSecurityGroupId: group.id,
      description: "Allow pods to communicate with the cluster API Server",
    },
    args.clusterSecurityGroupId,
  );
  return { group, ingress };
}

interface NodeGroupSecurityGroupInputs {
  readonly vpcId: pulumi.Input<string>;
  readonly clusterSecurityGroup: pulumi.Input<aws.ec2.SecurityGroup>;
  readonly eksCluster: pulumi.Input<aws.eks.Cluster>;
  readonly tags?: Tags;
}

export const nodeGroupSecurityGroup: Construct = (name, inputs, options) => {
  const args = inputs as unknown as NodeGroupSecurityGroupInputs;
  const component = new Component("eks:index:NodeGroupSecurityGroup", name, {}, options);
  const { group, ingress } = nodeSecurityGroup(
    name,
    {
      vpcId: args.vpcId,
      clusterSecurityGroupId: pulumi.output(args.clusterSecurityGroup).id,
      cluster: pulumi.output(args.eksCluster),
      tags: args.tags,
    },
    { parent: component },
  );
  return component.finish({ securityGroup: group, securityGroupRule: ingress });
};
