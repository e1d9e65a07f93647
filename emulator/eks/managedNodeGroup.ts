/** Managed node groups: pulumi-eks, nodejs/eks/nodes/nodegroup.ts */
import * as aws from "@pulumi/aws";
import type { ManagedNodeGroupArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterReference, Component, type Construct } from "./component.ts";
import { coreOf, type Core } from "./core.ts";
import { imageOf, joining } from "./nodes.ts";

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
