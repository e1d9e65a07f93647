/** The control plane and what it stands on: pulumi-eks, nodejs/eks/cluster/cluster.ts */
import * as aws from "@pulumi/aws";
import type { ClusterArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { serviceRole } from "./serviceRole.ts";

const AUTO_MODE_POLICIES = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

/** The root of the certificates of EKS's OIDC issuers; the real component asks the issuer for it. */
const ISSUER_THUMBPRINT = "9e99a48a9960b14926bb7f3b02e22da2b0ab7280";

type Options = { readonly parent: pulumi.Resource };

/** Where the cluster stands; in the default VPC where nothing is said. */
export function networkOf(args: ClusterArgs, opts: pulumi.InvokeOptions) {
  const vpcId = args.vpcId ?? aws.ec2.getVpcOutput({ default: true }, opts).id;
  const given = args.subnetIds ?? (args.publicSubnetIds || args.privateSubnetIds ? [] : undefined);
  const subnetIds = given
    ? pulumi.all([given, args.publicSubnetIds ?? [], args.privateSubnetIds ?? []]).apply((lists) => lists.flat())
    : aws.ec2.getSubnetsOutput({ filters: [{ name: "vpc-id", values: [vpcId] }] }, opts).ids;
  return { vpcId, subnetIds };
}

export function controlPlane(
  name: string,
  args: ClusterArgs,
  subnetIds: pulumi.Output<string[]>,
  groupId: pulumi.Output<string> | undefined,
  opts: Options,
) {
  const isAuto = args.autoMode?.enabled === true;
  const made = args.serviceRole
    ? undefined
    : serviceRole(
        `${name}-eksRole`,
        {
          service: "eks.amazonaws.com",
          description: "Allows EKS to manage clusters on your behalf.",
          policies: ["AmazonEKSClusterPolicy", ...(isAuto ? AUTO_MODE_POLICIES : [])],
          actions: ["sts:AssumeRole", "sts:TagSession"],
          tags: args.tags,
        },
        opts.parent,
      );
  const nodes =
    isAuto && args.autoMode?.createNodeRole !== false
      ? serviceRole(
          `${name}-nodeRole`,
          {
            service: "ec2.amazonaws.com",
            policies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
            tags: args.tags,
          },
          opts.parent,
        )
      : undefined;
  const clusterRole = made ? pulumi.output(made.role) : roleFrom(args.serviceRole);
  const eksCluster = new aws.eks.Cluster(
    `${name}-eksCluster`,
    {
      name: args.name,
      roleArn: clusterRole.arn,
      version: args.version,
      bootstrapSelfManagedAddons: isAuto ? false : (args.bootstrapSelfManagedAddons ?? true),
      vpcConfig: {
        securityGroupIds: groupId ? [groupId] : undefined,
        subnetIds,
        endpointPrivateAccess: args.endpointPrivateAccess,
        endpointPublicAccess: args.endpointPublicAccess,
        publicAccessCidrs: publicCidrs(args),
      },
      kubernetesNetworkConfig: addresses(args),
      computeConfig: isAuto ? computeConfig(args, nodes?.role.arn) : undefined,
      storageConfig: isAuto ? { blockStorage: { enabled: true } } : undefined,
      enabledClusterLogTypes: args.enabledClusterLogTypes,
      encryptionConfig: args.encryptionConfigKeyArn
        ? { provider: { keyArn: args.encryptionConfigKeyArn }, resources: ["secrets"] }
        : undefined,
      accessConfig: args.authenticationMode
        ? { authenticationMode: args.authenticationMode, bootstrapClusterCreatorAdminPermissions: true }
        : undefined,
      upgradePolicy: args.upgradePolicy,
      deletionProtection: args.deletionProtection,
      tags: pulumi
        .all([args.clusterTags, args.tags])
        .apply(([own, all]) => ({ Name: `${name}-eksCluster`, ...own, ...all })),
    },
    {
      ...opts,
      ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
      dependsOn: [...(made?.attached ?? []), ...(nodes?.attached ?? [])],
    },
  );
  return { eksCluster, clusterRole, autoNodeRole: nodes?.role };
}

/** EKS Auto Mode's two node pools, unless the program says otherwise. */
const computeConfig = ({ autoMode }: ClusterArgs, nodeRoleArn?: pulumi.Output<string>) =>
  pulumi
    .all([autoMode?.computeConfig, nodeRoleArn])
    .apply(([given, arn]) => ({ enabled: true, nodeRoleArn: arn, nodePools: ["general-purpose", "system"], ...given }));

const publicCidrs = ({ publicAccessCidrs, endpointPublicAccess }: ClusterArgs) =>
  publicAccessCidrs &&
  pulumi.all([publicAccessCidrs, endpointPublicAccess ?? true]).apply(([cidrs, isPublic]) => {
    if (!isPublic) throw new Error("`publicAccessCidrs` can only be set when `endpointPublicAccess` is true");
    return cidrs;
  });

/** A role among the arguments, which the types take for one that may be missing. */
const roleFrom = (role: ClusterArgs["serviceRole"]) => pulumi.output(role) as unknown as pulumi.Output<aws.iam.Role>;

function addresses({
  kubernetesServiceIpAddressRange,
  ipFamily,
  autoMode,
}: ClusterArgs): aws.eks.ClusterArgs["kubernetesNetworkConfig"] {
  if (!kubernetesServiceIpAddressRange && !ipFamily && !autoMode?.enabled) return undefined;
  return pulumi.all([kubernetesServiceIpAddressRange, ipFamily]).apply(([range, family = "ipv4"]) => ({
    ipFamily: family,
    serviceIpv4Cidr: family === "ipv4" ? range : undefined,
    elasticLoadBalancing: autoMode?.enabled ? { enabled: true } : undefined,
  }));
}

/** Identities of pods are checked against the cluster's issuer. */
export const openIdConnect = (name: string, cluster: aws.eks.Cluster, opts: Options) =>
  new aws.iam.OpenIdConnectProvider(
    `${name}-oidcProvider`,
    {
      clientIdLists: ["sts.amazonaws.com"],
      url: cluster.identities.apply(([identity]) => identity?.oidcs?.[0]?.issuer ?? ""),
      thumbprintLists: [ISSUER_THUMBPRINT],
    },
    opts,
  );

const FARGATE_NAMESPACES = [{ namespace: "default" }, { namespace: "kube-system" }];

export function fargateProfileOf(
  name: string,
  args: ClusterArgs,
  cluster: aws.eks.Cluster,
  clusterSubnetIds: pulumi.Output<string[]>,
  opts: pulumi.CustomResourceOptions & Options,
): aws.eks.FargateProfile {
  const { podExecutionRoleArn, selectors, subnetIds } = typeof args.fargate === "object" ? fargateIn(args.fargate) : {};
  // Names that start with eks- are kept for AWS.
  const profileName = /^eks(-|$)/i.test(name) ? `${name.replace("-", "_")}fargateProfile` : `${name}-fargateProfile`;
  return new aws.eks.FargateProfile(
    profileName,
    {
      clusterName: cluster.name,
      podExecutionRoleArn: podExecutionRoleArn ?? podExecutionRole(name, args, opts.parent),
      selectors: selectors ?? FARGATE_NAMESPACES,
      subnetIds: pulumi.all([subnetIds, clusterSubnetIds]).apply(([own = [], all]) => (own.length > 0 ? own : all)),
    },
    opts,
  );
}

/** The arguments of a profile; those that are not known before the resource exists are taken for none. */
const fargateIn = (fargate: NonNullable<ClusterArgs["fargate"]>): Partial<aws.eks.FargateProfileArgs> =>
  pulumi.Output.isInstance(fargate) ? {} : (fargate as Partial<aws.eks.FargateProfileArgs>);

/** The ARN of a role that pods on Fargate start with. */
function podExecutionRole(name: string, { tags }: ClusterArgs, parent: pulumi.Resource): pulumi.Output<string> {
  const service = "eks-fargate-pods.amazonaws.com";
  const policies = ["AmazonEKSFargatePodExecutionRolePolicy"];
  return serviceRole(`${name}-podExecutionRole`, { service, policies, tags }, parent).resolved.arn;
}
