/** The cluster component and all that comes with it: pulumi-eks, nodejs/eks/cluster/cluster.ts */
import type * as aws from "@pulumi/aws";
import type { ClusterArgs } from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { accessTo, refuseMisplaced, usesAccessEntries } from "./access.ts";
import { clusterAddon } from "./addons.ts";
import { vpcCni } from "./cni.ts";
import { Component, type Construct } from "./component.ts";
import { controlPlane, fargateProfileOf, networkOf, openIdConnect } from "./controlPlane.ts";
import type { Core } from "./core.ts";
import { type Credentials, kubeconfigOf } from "./kubeconfig.ts";
import { launchTemplateGroup } from "./nodeGroups.ts";
import { nodeOptions, nodeRoles } from "./nodeRoles.ts";
import { clusterSecurityGroup, nodeSecurityGroup } from "./securityGroups.ts";
import { storageClasses } from "./storageClasses.ts";

export const cluster: Construct = (name, inputs, options) => {
  const args = inputs as unknown as ClusterArgs;
  refuseContradictions(args);
  refuseMisplaced(args);
  const component = new Component("eks:index:Cluster", name, {}, options);
  const opts = { parent: component };
  const isAuto = args.autoMode?.enabled === true;
  const hasGroups = !(args.skipDefaultSecurityGroups ?? isAuto);
  const hasNodes = !args.skipDefaultNodeGroup && !args.fargate && !isAuto;

  const network = networkOf(args, opts);
  const group = args.clusterSecurityGroup
    ? pulumi.output(args.clusterSecurityGroup)
    : hasGroups
      ? pulumi.output(
          clusterSecurityGroup(name, network.vpcId, { own: args.clusterSecurityGroupTags, all: args.tags }, opts),
        )
      : undefined;
  const { eksCluster, clusterRole, autoNodeRole } = controlPlane(name, args, network.subnetIds, group?.id, opts);
  if (args.kubeProxyAddonOptions?.enabled ?? !isAuto) {
    clusterAddon(`${name}-kube-proxy`, "kube-proxy", eksCluster, args.kubeProxyAddonOptions, args.tags, opts);
  }

  const credentials = credentialsOf(args);
  const provider = new k8s.Provider(
    `${name}-eks-k8s`,
    {
      kubeconfig: kubeconfigOf(eksCluster, credentials).apply(JSON.stringify),
      enableConfigMapMutable: args.enableConfigMapMutable,
    },
    opts,
  );
  const nodes = nodeRoles(name, args, hasNodes, opts);
  const access = accessTo(name, args, eksCluster, nodes, { ...opts, provider });
  const classes = storageClasses(name, args.storageClasses, { ...opts, provider, dependsOn: access.all });
  const networkAddon = (args.useDefaultVpcCni === undefined ? !isAuto : !args.useDefaultVpcCni)
    ? vpcCni(
        `${name}-vpc-cni`,
        { ...args.vpcCniOptions, clusterName: eksCluster.name, clusterVersion: eksCluster.version, tags: args.tags },
        { ...opts, providers: { kubernetes: provider }, dependsOn: access.all },
      )
    : undefined;
  const dependsOn = access.map ? [access.map] : [];
  const fargateProfile = args.fargate
    ? fargateProfileOf(name, args, eksCluster, network.subnetIds, { ...opts, dependsOn })
    : undefined;
  if (runsCoreDns(args)) {
    clusterAddon(`${name}-coredns`, "coredns", eksCluster, coreDnsOptions(args), args.tags, {
      ...opts,
      dependsOn: fargateProfile ? [fargateProfile] : [],
    });
  }
  const oidcProvider = args.createOidcProvider ? openIdConnect(name, eksCluster, opts) : undefined;
  const nodeGroup =
    hasGroups && group
      ? nodeSecurityGroup(
          name,
          {
            vpcId: network.vpcId,
            clusterSecurityGroupId: group.id,
            cluster: pulumi.output(eksCluster),
            tags: pulumi.all([args.nodeSecurityGroupTags, args.tags]).apply(([own, all]) => ({ ...own, ...all })),
          },
          opts,
        )
      : undefined;

  const core = {
    cluster: eksCluster,
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    publicSubnetIds: args.publicSubnetIds,
    privateSubnetIds: args.privateSubnetIds,
    endpoint: eksCluster.endpoint,
    clusterSecurityGroup: group,
    provider,
    instanceRoles: nodes.roles,
    nodeGroupOptions: {
      ...nodeOptions(args),
      instanceProfile: nodes.profile,
      nodeSecurityGroup: nodeGroup?.group,
      clusterIngressRule: nodeGroup?.ingress,
    },
    eksNodeAccess: access.map,
    kubeconfig: kubeconfigOf(
      eksCluster,
      pulumi.output(credentials).apply(({ roleArn }) => ({ roleArn })),
    ),
    vpcCni: networkAddon,
    storageClasses: classes,
    encryptionConfig: args.encryptionConfigKeyArn
      ? { provider: { keyArn: args.encryptionConfigKeyArn }, resources: ["secrets"] }
      : undefined,
    accessEntries: access.entries,
    autoModeNodeRoleName: autoNodeRole?.name ?? "",
    tags: args.tags,
    nodeSecurityGroupTags: args.nodeSecurityGroupTags,
    fargateProfile,
    oidcProvider,
    clusterIamRole: clusterRole,
  };
  const coreOutput = pulumi.output(core) as unknown as pulumi.Output<Core>;
  const defaultNodeGroup = hasNodes
    ? launchTemplateGroup(name, core.nodeGroupOptions, coreOutput, component)
    : undefined;
  const issuer = eksCluster.identities.apply(([identity]) => identity?.oidcs?.[0]?.issuer ?? "");
  const ownGroupId = eksCluster.vpcConfig.clusterSecurityGroupId;

  return component.finish({
    kubeconfig: core.kubeconfig,
    kubeconfigJson: pulumi.jsonStringify(core.kubeconfig),
    eksCluster,
    core,
    clusterSecurityGroup: group,
    nodeSecurityGroup: nodeGroup?.group,
    eksClusterIngressRule: nodeGroup?.ingress,
    instanceRoles: nodes.roles,
    defaultNodeGroup,
    clusterSecurityGroupId: group?.id ?? ownGroupId,
    nodeSecurityGroupId: nodeGroup?.group.id ?? ownGroupId,
    clusterIngressRuleId: nodeGroup?.ingress.securityGroupRuleId ?? "",
    defaultNodeGroupAsgName: defaultNodeGroup?.autoScalingGroup.name ?? "",
    fargateProfileId: fargateProfile?.id ?? "",
    fargateProfileStatus: fargateProfile?.status ?? "",
    oidcProviderArn: oidcProvider?.arn ?? "",
    oidcProviderUrl: issuer,
    oidcIssuer: issuer.apply((url) => url.replace("https://", "")),
    autoModeNodeRoleName: autoNodeRole?.name ?? "",
  });
};

/** What nodes the cluster's own arguments describe; beside nodeGroupOptions they have no place. */
const NODE_ARGUMENTS = [
  "nodeSubnetIds",
  "nodeAssociatePublicIpAddress",
  "instanceType",
  "instanceProfileName",
  "nodePublicKey",
  "nodeRootVolumeSize",
  "nodeUserData",
  "minSize",
  "maxSize",
  "desiredCapacity",
  "nodeAmiId",
  "gpu",
] as const;

function refuseContradictions(args: ClusterArgs): void {
  if (args.creationRoleProvider?.provider) {
    throw new Error(
      "The `creationRoleProvider.provider` option is not supported in non-nodejs Pulumi programs. Please use the `providerCredentialOpts` option instead.",
    );
  }
  if (args.nodeGroupOptions && NODE_ARGUMENTS.some((argument) => args[argument])) {
    throw new Error(
      "Setting nodeGroupOptions, and any set of singular node group option(s) on the cluster, is mutually exclusive. Choose a single approach.",
    );
  }
  if (args.instanceRole && args.instanceRoles) {
    throw new Error("instanceRole and instanceRoles are mutually exclusive, and cannot both be set.");
  }
  if (args.subnetIds && (args.publicSubnetIds || args.privateSubnetIds)) {
    throw new Error(
      "subnetIds, and the use of publicSubnetIds and/or privateSubnetIds are mutually exclusive. Choose a single approach.",
    );
  }
  if (args.autoMode?.enabled && !usesAccessEntries(args.authenticationMode)) {
    throw new Error(
      "Access entries are required when using EKS Auto Mode. Use the authentication mode 'API' or 'API_AND_CONFIG_MAP'.",
    );
  }
}

/** CoreDNS needs nodes to run on, unless the program says otherwise. */
function runsCoreDns({ corednsAddonOptions, fargate, skipDefaultNodeGroup, autoMode }: ClusterArgs): boolean {
  const isAsked = corednsAddonOptions?.enabled === true || corednsAddonOptions?.configurationValues !== undefined;
  const hasPlace = Boolean(fargate) || !skipDefaultNodeGroup || autoMode?.enabled === true;
  return isAsked || (hasPlace && (corednsAddonOptions?.enabled ?? true));
}

const coreDnsOptions = ({ corednsAddonOptions, fargate }: ClusterArgs) =>
  fargate
    ? {
        ...corednsAddonOptions,
        configurationValues: pulumi
          .output(corednsAddonOptions?.configurationValues)
          .apply((given) => ({ computeType: "Fargate", ...given })),
      }
    : corednsAddonOptions;

/** The credentials that reach the cluster: those given, or the profile that the program's environment names. */
function credentialsOf({ creationRoleProvider, providerCredentialOpts }: ClusterArgs): pulumi.Input<Credentials> {
  if (creationRoleProvider) {
    return { roleArn: (pulumi.output(creationRoleProvider.role) as unknown as pulumi.Output<aws.iam.Role>).arn };
  }
  const profileName = process.env["AWS_PROFILE"] ?? new pulumi.Config("aws").get("profile");
  return providerCredentialOpts ?? (profileName ? { profileName } : {});
}
