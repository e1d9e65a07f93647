/** The role of a cluster's own nodes: pulumi-eks, nodejs/eks/cluster/cluster.ts */
import * as aws from "@pulumi/aws";
import type { ClusterArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { serviceRole } from "./serviceRole.ts";

const POLICIES = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"];

export interface NodeRoles {
  readonly roles: pulumi.Output<aws.iam.Role[]>;
  /** The role of the default node group, where there is one. */
  readonly own?: pulumi.Output<aws.iam.Role>;
  readonly profile?: aws.iam.InstanceProfile;
}

/** The roles given, or one made for the default node group. */
export function nodeRoles(
  name: string,
  args: ClusterArgs,
  hasNodes: boolean,
  opts: { readonly parent: pulumi.Resource },
): NodeRoles {
  if (args.instanceRoles) return { roles: pulumi.output(args.instanceRoles) as unknown as NodeRoles["roles"] };
  if (args.instanceRole) {
    const own = pulumi.output(args.instanceRole) as unknown as pulumi.Output<aws.iam.Role>;
    return {
      roles: own.apply((role) => [role]),
      own,
      profile: hasNodes ? profileOf(name, args, own, opts) : undefined,
    };
  }
  if (!(args.createInstanceRole ?? !args.skipDefaultNodeGroup)) return { roles: pulumi.output([]) };
  const { resolved: own } = serviceRole(
    `${name}-instanceRole`,
    { service: "ec2.amazonaws.com", policies: POLICIES, tags: args.tags },
    opts.parent,
  );
  return { roles: own.apply((made) => [made]), own, profile: profileOf(name, args, own, opts) };
}

/** The profile given by its name, or one made for the role. */
function profileOf(
  name: string,
  args: ClusterArgs,
  role: pulumi.Output<aws.iam.Role>,
  opts: { readonly parent: pulumi.Resource },
) {
  const given = args.instanceProfileName ?? args.nodeGroupOptions?.instanceProfileName;
  const logicalName = `${name}-instanceProfile`;
  if (given) return aws.iam.InstanceProfile.get(logicalName, given, undefined, opts);
  return new aws.iam.InstanceProfile(logicalName, { role: role.name }, opts);
}

/** What the cluster's arguments say about its nodes, in the words of a node group. */
export const nodeOptions = (args: ClusterArgs): NonNullable<ClusterArgs["nodeGroupOptions"]> => {
  const { instanceProfileName: _, ...given } = args.nodeGroupOptions ?? {
    nodeSubnetIds: args.nodeSubnetIds,
    nodeAssociatePublicIpAddress: args.nodeAssociatePublicIpAddress,
    instanceType: args.instanceType,
    nodePublicKey: args.nodePublicKey,
    nodeRootVolumeEncrypted: args.nodeRootVolumeEncrypted,
    nodeRootVolumeSize: args.nodeRootVolumeSize,
    nodeUserData: args.nodeUserData,
    minSize: args.minSize,
    maxSize: args.maxSize,
    desiredCapacity: args.desiredCapacity,
    amiId: args.nodeAmiId,
    gpu: args.gpu,
    version: args.version,
  };
  return given;
};
