/** Node groups, managed and self-managed: pulumi-eks, nodejs/eks/nodes/nodegroup.ts */
import * as aws from "@pulumi/aws";
import type { ManagedNodeGroupArgs, NodeGroupV2Args } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterReference, Component, type Construct } from "./component.ts";
import { coreOf, type Core } from "./core.ts";
import { nodeSecurityGroup } from "./securityGroups.ts";

/** Arguments that a managed group can only follow with a launch template of its own. */
const TEMPLATED = [
  "kubeletExtraArgs",
  "bootstrapExtraArgs",
  "bottlerocketSettings",
  "nodeadmExtraOptions",
  "enableIMDSv2",
  "userData",
  "amiId",
  "enableEfaSupport",
] as const;

/** Those among them that come with user data, and with that an image. */
const WITH_IMAGE = [
  "kubeletExtraArgs",
  "bootstrapExtraArgs",
  "bottlerocketSettings",
  "nodeadmExtraOptions",
  "userData",
  "amiId",
] as const;

/** The parameter that names the newest image of Amazon Linux 2023 for a version and an architecture. */
const imageOf = (
  version: pulumi.Input<string>,
  instanceTypes: readonly pulumi.Input<string>[],
  parent: pulumi.Resource,
) =>
  pulumi.all([version, pulumi.all([...instanceTypes])]).apply(([kubernetes, types]) => {
    const architecture = types.some((type) => /^[a-z]+\d+g/.test(type)) ? "arm64" : "x86_64";
    const name = `/aws/service/eks/optimized-ami/${kubernetes}/amazon-linux-2023/${architecture}/standard/recommended/image_id`;
    return aws.ssm.getParameterOutput({ name }, { parent }).value;
  });

/** What a node needs to join its cluster, without what the group's owner adds to it. */
const joining = (core: pulumi.Output<Core>) =>
  pulumi
    .all([core.cluster.name, core.cluster.endpoint, core.cluster.certificateAuthority])
    .apply(([name, apiServerEndpoint, { data }]) => {
      const spec = { cluster: { name, apiServerEndpoint, certificateAuthority: data } };
      return Buffer.from(JSON.stringify({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec })).toString(
        "base64",
      );
    });

function managedTemplate(name: string, args: ManagedNodeGroupArgs, core: pulumi.Output<Core>, parent: pulumi.Resource) {
  const hasImage = WITH_IMAGE.some((property) => args[property] !== undefined);
  const types = Array.isArray(args.instanceTypes) ? args.instanceTypes : [];
  return new aws.ec2.LaunchTemplate(
    `${name}-launchTemplate`,
    {
      blockDeviceMappings:
        args.diskSize === undefined ? undefined : [{ deviceName: "/dev/xvda", ebs: { volumeSize: args.diskSize } }],
      imageId: hasImage ? (args.amiId ?? imageOf(core.cluster.version, types, parent)) : undefined,
      userData: hasImage ? joining(core) : undefined,
      metadataOptions:
        args.enableIMDSv2 === undefined
          ? undefined
          : {
              httpTokens: args.enableIMDSv2 ? "required" : "optional",
              httpPutResponseHopLimit: 2,
              httpEndpoint: "enabled",
            },
    },
    { parent },
  );
}

/** The arguments of the component that the node group does not have. */
const OWN = new Set<string>([
  ...TEMPLATED,
  "cluster",
  "nodeRole",
  "gpu",
  "operatingSystem",
  "ignoreScalingChanges",
  "placementGroupAvailabilityZone",
]);

export const managedNodeGroup: Construct = (name, inputs, options) => {
  const args = inputs as unknown as ManagedNodeGroupArgs;
  if (args.nodeRole && args.nodeRoleArn) {
    throw new Error("You cannot specify both nodeRole and nodeRoleArn when creating a managed node group.");
  }
  if (!args.nodeRole && !args.nodeRoleArn) {
    throw new Error("An IAM role, or role ARN must be provided to create a managed node group");
  }
  const component = new Component("eks:index:ManagedNodeGroup", name, {}, options);
  const core = coreOf(args.cluster as pulumi.Input<ClusterReference | Core>);
  const needsTemplate = TEMPLATED.some((property) => args[property] !== undefined);
  const hasImage = WITH_IMAGE.some((property) => args[property] !== undefined);
  const template = needsTemplate ? managedTemplate(name, args, core, component) : undefined;
  const passed = Object.fromEntries(Object.entries(args).filter(([key]) => !OWN.has(key)));

  const nodeGroup = new aws.eks.NodeGroup(
    name,
    {
      ...passed,
      // With an image of its own the group takes version and kind from that.
      ...(hasImage ? { version: undefined, releaseVersion: undefined, amiType: undefined } : {}),
      ...(template ? { diskSize: undefined } : {}),
      ...(hasImage || args.launchTemplate ? {} : { version: args.version ?? core.cluster.version }),
      clusterName: args.clusterName ?? core.cluster.name,
      nodeRoleArn: args.nodeRoleArn ?? (pulumi.output(args.nodeRole) as pulumi.Output<aws.iam.Role>).arn,
      scalingConfig: pulumi.output(args.scalingConfig).apply((sizes) => ({
        desiredSize: sizes?.desiredSize ?? 2,
        minSize: sizes?.minSize ?? 1,
        maxSize: sizes?.maxSize ?? 2,
      })),
      subnetIds: args.subnetIds ?? core.apply(({ subnetIds }) => subnetIds),
      launchTemplate: template
        ? { id: template.id, version: template.latestVersion.apply(String) }
        : args.launchTemplate,
    },
    {
      parent: component,
      dependsOn: core.apply(({ eksNodeAccess }) => (eksNodeAccess ? [eksNodeAccess] : [])),
      ignoreChanges: args.ignoreScalingChanges ? ["scalingConfig.desiredSize"] : undefined,
    },
  );
  return component.finish({ nodeGroup, placementGroupName: "" });
};

/** Self-managed nodes: a launch template and a group that follows it. */
export function selfManaged(
  name: string,
  args: Omit<NodeGroupV2Args, "cluster">,
  core: pulumi.Output<Core>,
  parent: pulumi.Resource,
) {
  const opts = { parent };
  const own = args.nodeSecurityGroup ?? args.nodeSecurityGroupId;
  if (own && !args.clusterIngressRule && !args.clusterIngressRuleId) {
    throw new Error(
      "clusterIngressRule or clusterIngressRuleId is required when nodeSecurityGroup is manually specified",
    );
  }
  const made = own ? undefined : nodeSecurityGroup(name, groupArgs(core), opts);
  const group = made?.group ?? args.nodeSecurityGroup;
  const groupId =
    made?.group.id ??
    (args.nodeSecurityGroup ? pulumi.output(args.nodeSecurityGroup).id : pulumi.output(args.nodeSecurityGroupId ?? ""));
  const ingressId =
    made?.ingress.id ??
    (args.clusterIngressRule ? pulumi.output(args.clusterIngressRule).id : args.clusterIngressRuleId);
  const extra = pulumi
    .output(args.extraNodeSecurityGroups)
    .apply((groups) => pulumi.all((groups ?? []).map(({ id }) => id)));
  const key = args.nodePublicKey
    ? new aws.ec2.KeyPair(`${name}-keyPair`, { publicKey: args.nodePublicKey }, opts)
    : undefined;
  const instanceType = args.instanceType ?? "t3.medium";

  const template = new aws.ec2.LaunchTemplate(
    `${name}-launchTemplate`,
    {
      imageId: args.amiId ?? imageOf(args.version ?? core.cluster.version, [instanceType], parent),
      instanceType,
      iamInstanceProfile: { name: instanceProfileName(args, core) },
      keyName: args.keyName ?? key?.keyName,
      instanceMarketOptions: args.spotPrice
        ? { marketType: "spot", spotOptions: { maxPrice: args.spotPrice } }
        : undefined,
      blockDeviceMappings: rootVolume(args),
      networkInterfaces: [
        {
          associatePublicIpAddress: String(args.nodeAssociatePublicIpAddress ?? true),
          // The rule is no part of it, but has to be there before the nodes are.
          securityGroups: pulumi.all([groupId, extra, ingressId]).apply(([id, more]) => [id, ...more]),
        },
      ],
      userData: joining(core),
      tagSpecifications: args.launchTemplateTagSpecifications,
      monitoring: args.enableDetailedMonitoring === undefined ? undefined : { enabled: args.enableDetailedMonitoring },
    },
    opts,
  );
  const autoScalingGroup = new aws.autoscaling.Group(
    name,
    {
      minSize: args.minSize ?? 1,
      maxSize: args.maxSize ?? 2,
      desiredCapacity: args.desiredCapacity ?? 2,
      launchTemplate: { name: template.name, version: template.latestVersion.apply(String) },
      vpcZoneIdentifiers:
        args.nodeSubnetIds ?? core.apply((c) => c.privateSubnetIds ?? c.publicSubnetIds ?? c.subnetIds),
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: args.minRefreshPercentage ?? 50 } },
      tags: pulumi
        .all([core.cluster.name, args.autoScalingGroupTags])
        .apply(([cluster, tags]) => groupTags(cluster, tags)),
    },
    {
      parent,
      dependsOn: core.apply(({ eksNodeAccess }) => (eksNodeAccess ? [eksNodeAccess] : [])),
      ignoreChanges: args.ignoreScalingChanges ? ["desiredCapacity"] : undefined,
    },
  );
  return {
    nodeSecurityGroup: group,
    nodeSecurityGroupId: groupId,
    autoScalingGroup,
    extraNodeSecurityGroups: args.extraNodeSecurityGroups,
  };
}

export const nodeGroupV2: Construct = (name, inputs, options) => {
  const { cluster, ...args } = inputs as unknown as NodeGroupV2Args;
  const component = new Component("eks:index:NodeGroupV2", name, {}, options);
  return component.finish(selfManaged(name, args, coreOf(cluster as pulumi.Input<ClusterReference | Core>), component));
};

const groupArgs = (core: pulumi.Output<Core>) => ({
  vpcId: core.vpcId,
  clusterSecurityGroupId: core.apply((c) => c.clusterSecurityGroup?.id ?? c.cluster.vpcConfig.clusterSecurityGroupId),
  cluster: core.cluster as unknown as pulumi.Output<aws.eks.Cluster>,
  tags: core.apply((c) => ({ ...c.nodeSecurityGroupTags, ...c.tags })),
});

function instanceProfileName(args: Omit<NodeGroupV2Args, "cluster">, core: pulumi.Output<Core>): pulumi.Input<string> {
  if (args.instanceProfile) return pulumi.output(args.instanceProfile).name;
  return (
    args.instanceProfileName ??
    core.apply(({ nodeGroupOptions: { instanceProfile, instanceProfileName: name } }) => {
      if (!instanceProfile && !name) throw new Error("an instanceProfile or instanceProfileName is required");
      return instanceProfile ? instanceProfile.name : pulumi.output(name ?? "");
    })
  );
}

/** Nothing where the image's own volume is left as it is. */
function rootVolume(args: Omit<NodeGroupV2Args, "cluster">): aws.ec2.LaunchTemplateArgs["blockDeviceMappings"] {
  const ebs = {
    encrypted:
      args.nodeRootVolumeEncrypted === undefined
        ? undefined
        : pulumi.output(args.nodeRootVolumeEncrypted).apply(String),
    volumeSize: args.nodeRootVolumeSize,
    volumeType: args.nodeRootVolumeType,
    iops: args.nodeRootVolumeIops,
    throughput: args.nodeRootVolumeThroughput,
  };
  return Object.values(ebs).every((value) => value === undefined) ? [] : [{ deviceName: "/dev/xvda", ebs }];
}

const groupTags = (cluster: string, tags: Record<string, string> = {}) =>
  Object.entries({ ...tags, [`kubernetes.io/cluster/${cluster}`]: "owned", Name: `${cluster}-worker` }).map(
    ([key, value]) => ({
      key,
      value,
      propagateAtLaunch: true,
    }),
  );
