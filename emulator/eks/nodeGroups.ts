/** Self-managed node groups, of both generations: pulumi-eks, nodejs/eks/nodes/nodegroup.ts */
import * as aws from "@pulumi/aws";
import type { NodeGroupV2Args } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { type ClusterReference, Component, type Construct } from "./component.ts";
import { coreOf, type Core } from "./core.ts";
import { imageOf, systemOf } from "./images.ts";
import { nodeSecurityGroup } from "./securityGroups.ts";
import { joining } from "./userData.ts";

/** The arguments of the second generation have all that the first has. */
type Args = Omit<NodeGroupV2Args, "cluster">;

/** What the nodes of both generations have and need. */
function workers(name: string, args: Args, core: pulumi.Output<Core>, parent: pulumi.Resource) {
  const opts = { parent };
  if ((args.nodeSecurityGroup ?? args.nodeSecurityGroupId) && !args.clusterIngressRule && !args.clusterIngressRuleId) {
    throw new Error(
      "clusterIngressRule or clusterIngressRuleId is required when nodeSecurityGroup is manually specified",
    );
  }
  const { group, groupId, ingressId } = securityGroupOf(name, args, core, opts);
  const extra = pulumi
    .output(args.extraNodeSecurityGroups)
    .apply((groups) => pulumi.all((groups ?? []).map(({ id }) => id)));
  const key = args.nodePublicKey
    ? new aws.ec2.KeyPair(`${name}-keyPair`, { publicKey: args.nodePublicKey }, opts)
    : undefined;
  const instanceType = args.instanceType ?? "t3.medium";
  const { amiType, operatingSystem, gpu } = args;
  const image = { amiType, operatingSystem, gpu, instanceTypes: [instanceType] };
  const { kubeletExtraArgs, bootstrapExtraArgs, bottlerocketSettings, nodeadmExtraOptions, labels, taints } = args;
  return {
    group,
    groupId,
    instanceType,
    imageId: args.amiId ?? imageOf(args.version ?? core.cluster.version, image, parent),
    userData: joining(core, {
      ...{ kubeletExtraArgs, bootstrapExtraArgs, bottlerocketSettings, nodeadmExtraOptions, labels, taints },
      system: systemOf(image),
      script: args.nodeUserData,
      instead: args.nodeUserDataOverride,
    }),
    instanceProfile: instanceProfileName(args, core),
    keyName: args.keyName ?? key?.keyName,
    // The rule is no part of the groups, but has to be there before the nodes are.
    securityGroups: pulumi.all([groupId, extra, ingressId]).apply(([id, more]) => [id, ...more]),
    subnetIds: args.nodeSubnetIds ?? core.apply((c) => c.privateSubnetIds ?? c.publicSubnetIds ?? c.subnetIds),
    // Nodes need the network add-on, and to be let in.
    dependsOn: core.apply(({ vpcCni, eksNodeAccess }) => [vpcCni ?? [], eksNodeAccess ?? []].flat()),
    tags: pulumi
      .all([core.cluster.name, args.autoScalingGroupTags])
      .apply(([cluster, tags]) => groupTags(cluster, tags)),
  };
}

/** The group given, or one made for these nodes. */
function securityGroupOf(name: string, args: Args, core: pulumi.Output<Core>, opts: pulumi.CustomResourceOptions) {
  if (args.nodeSecurityGroup || args.nodeSecurityGroupId) {
    const ingressId = args.clusterIngressRule
      ? pulumi.output(args.clusterIngressRule).id
      : pulumi.output(args.clusterIngressRuleId ?? "");
    const groupId = args.nodeSecurityGroup
      ? pulumi.output(args.nodeSecurityGroup).id
      : pulumi.output(args.nodeSecurityGroupId ?? "");
    return { group: args.nodeSecurityGroup, groupId, ingressId };
  }
  const made = nodeSecurityGroup(
    name,
    {
      vpcId: core.vpcId,
      clusterSecurityGroupId: core.apply(
        (c) => c.clusterSecurityGroup?.id ?? c.cluster.vpcConfig.clusterSecurityGroupId,
      ),
      cluster: core.cluster as unknown as pulumi.Output<aws.eks.Cluster>,
      tags: core.apply((c) => ({ ...c.nodeSecurityGroupTags, ...c.tags })),
    },
    opts,
  );
  return { group: made.group, groupId: made.group.id, ingressId: made.ingress.id };
}

/** The second generation: a launch template and a group that follows it. */
export function launchTemplateGroup(name: string, args: Args, core: pulumi.Output<Core>, parent: pulumi.Resource) {
  const nodes = workers(name, args, core, parent);
  const template = new aws.ec2.LaunchTemplate(
    `${name}-launchTemplate`,
    {
      imageId: nodes.imageId,
      instanceType: nodes.instanceType,
      iamInstanceProfile: { name: nodes.instanceProfile },
      keyName: nodes.keyName,
      instanceMarketOptions: args.spotPrice
        ? { marketType: "spot", spotOptions: { maxPrice: args.spotPrice } }
        : undefined,
      blockDeviceMappings: rootVolume(args),
      networkInterfaces: [
        {
          associatePublicIpAddress: String(args.nodeAssociatePublicIpAddress ?? true),
          securityGroups: nodes.securityGroups,
        },
      ],
      userData: nodes.userData,
      tagSpecifications: args.launchTemplateTagSpecifications,
      monitoring: args.enableDetailedMonitoring === undefined ? undefined : { enabled: args.enableDetailedMonitoring },
    },
    { parent },
  );
  const autoScalingGroup = new aws.autoscaling.Group(
    name,
    {
      minSize: args.minSize ?? 1,
      maxSize: args.maxSize ?? 2,
      desiredCapacity: args.desiredCapacity ?? 2,
      launchTemplate: { name: template.name, version: template.latestVersion.apply(String) },
      vpcZoneIdentifiers: nodes.subnetIds,
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: args.minRefreshPercentage ?? 50 } },
      tags: nodes.tags,
    },
    { parent, dependsOn: nodes.dependsOn, ignoreChanges: args.ignoreScalingChanges ? ["desiredCapacity"] : undefined },
  );
  return {
    nodeSecurityGroup: nodes.group,
    nodeSecurityGroupId: nodes.groupId,
    autoScalingGroup,
    extraNodeSecurityGroups: args.extraNodeSecurityGroups,
  };
}

export const nodeGroupV2: Construct = (name, inputs, options) => {
  const { cluster, ...args } = inputs as unknown as NodeGroupV2Args;
  const component = new Component("eks:index:NodeGroupV2", name, {}, options);
  return component.finish(
    launchTemplateGroup(name, args, coreOf(cluster as pulumi.Input<ClusterReference | Core>), component),
  );
};

/** The first generation: a launch configuration, and a group that a CloudFormation stack makes. */
export const nodeGroup: Construct = (name, inputs, options) => {
  const { cluster, ...args } = inputs as unknown as NodeGroupV2Args & {
    readonly cloudFormationTags?: aws.cloudformation.StackArgs["tags"];
  };
  const component = new Component("eks:index:NodeGroup", name, {}, options);
  const core = coreOf(cluster as pulumi.Input<ClusterReference | Core>);
  const nodes = workers(name, args, core, component);
  const configuration = new aws.ec2.LaunchConfiguration(
    `${name}-nodeLaunchConfiguration`,
    {
      associatePublicIpAddress: args.nodeAssociatePublicIpAddress ?? true,
      imageId: nodes.imageId,
      instanceType: nodes.instanceType,
      iamInstanceProfile: nodes.instanceProfile,
      keyName: nodes.keyName,
      securityGroups: nodes.securityGroups,
      spotPrice: args.spotPrice,
      rootBlockDevice: {
        encrypted: args.nodeRootVolumeEncrypted,
        volumeSize: args.nodeRootVolumeSize ?? 20,
        volumeType: args.nodeRootVolumeType ?? "gp2",
      },
      userData: nodes.userData,
      enableMonitoring: args.enableDetailedMonitoring,
    },
    { parent: component },
  );
  const properties = pulumi.all({
    DesiredCapacity: args.desiredCapacity ?? 2,
    LaunchConfigurationName: configuration.id,
    MinSize: args.minSize ?? 1,
    MaxSize: args.maxSize ?? 2,
    VPCZoneIdentifier: nodes.subnetIds,
    Tags: nodes.tags.apply((tags) =>
      tags.map(({ key: Key, value: Value }) => ({ Key, Value, PropagateAtLaunch: true })),
    ),
  });
  const stack = new aws.cloudformation.Stack(
    `${name}-nodes`,
    {
      templateBody: properties.apply((Properties) =>
        stringify({
          AWSTemplateFormatVersion: "2010-09-09",
          Outputs: { NodeGroup: { Value: { Ref: "NodeGroup" } } },
          Resources: { NodeGroup: { Type: "AWS::AutoScaling::AutoScalingGroup", Properties } },
        }),
      ),
      tags: pulumi
        .all([core.tags, args.cloudFormationTags])
        .apply(([all, own]) => ({ Name: `${name}-nodes`, ...own, ...all })),
    },
    { parent: component, dependsOn: nodes.dependsOn },
  );
  return component.finish({
    nodeSecurityGroup: nodes.group,
    nodeSecurityGroupId: nodes.groupId,
    extraNodeSecurityGroups: args.extraNodeSecurityGroups,
    cfnStack: stack,
    autoScalingGroupName: stack.outputs.apply((outputs) => outputs["NodeGroup"] ?? ""),
  });
};

function instanceProfileName(args: Args, core: pulumi.Output<Core>): pulumi.Input<string> {
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
function rootVolume(args: Args): aws.ec2.LaunchTemplateArgs["blockDeviceMappings"] {
  const ebs = {
    encrypted:
      args.nodeRootVolumeEncrypted === undefined
        ? undefined
        : pulumi.output(args.nodeRootVolumeEncrypted).apply(String),
    volumeSize: args.nodeRootVolumeSize,
    volumeType: args.nodeRootVolumeType,
    iops: args.nodeRootVolumeIops,
    throughput: args.nodeRootVolumeThroughput,
    deleteOnTermination:
      args.nodeRootVolumeDeleteOnTermination === undefined
        ? undefined
        : pulumi.output(args.nodeRootVolumeDeleteOnTermination).apply(String),
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
