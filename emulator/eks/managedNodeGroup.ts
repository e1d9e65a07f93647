/** Managed node groups: pulumi-eks, nodejs/eks/nodes/nodegroup.ts */
import * as aws from "@pulumi/aws";
import type { ManagedNodeGroupArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { usesAccessEntries } from "./access.ts";
import { type ClusterReference, Component, type Construct } from "./component.ts";
import { coreOf, type Core } from "./core.ts";
import { amiTypeFor, imageOf, systemOf } from "./images.ts";
import { joining } from "./userData.ts";

type Argument = keyof ManagedNodeGroupArgs;

/** Arguments that change what nodes do when they start, and with that need user data and an image. */
const STARTING: readonly Argument[] = [
  "bootstrapExtraArgs",
  "kubeletExtraArgs",
  "bottlerocketSettings",
  "nodeadmExtraOptions",
];

/** Arguments that a managed group can only follow with a launch template of its own. */
const TEMPLATED: readonly Argument[] = [...STARTING, "enableIMDSv2", "userData", "amiId", "enableEfaSupport"];

const isGiven = (args: ManagedNodeGroupArgs) => (argument: Argument) => args[argument] !== undefined;

function refuseContradictions(args: ManagedNodeGroupArgs): void {
  const contradictions: readonly (readonly [boolean, string, string])[] = [
    [
      Boolean(args.nodeRole && args.nodeRoleArn),
      "nodeRole",
      "You cannot specify both nodeRole and nodeRoleArn when creating a managed node group.",
    ],
    ...(["gpu", "amiType"] as const).map(
      (argument) =>
        [
          Boolean(args.amiId && args[argument]),
          "amiId",
          `You cannot specify both amiId and ${argument} when creating a managed node group.`,
        ] as const,
    ),
    [
      !args.nodeRole && !args.nodeRoleArn,
      "nodeRole",
      "An IAM role, or role ARN must be provided to create a managed node group",
    ],
    [
      Boolean(args.enableEfaSupport && !args.placementGroupAvailabilityZone),
      "enableEfaSupport",
      "You must specify placementGroupAvailabilityZone when enabling EFA support.",
    ],
    [
      Boolean(args.launchTemplate && TEMPLATED.some(isGiven(args))),
      "launchTemplate",
      `If you provide a custom launch template, you cannot provide any of ${TEMPLATED.join(", ")}. Please include these in the launch template that you are providing.`,
    ],
    [
      Boolean(args.userData && STARTING.some(isGiven(args))),
      "userData",
      `If you provide custom userData, you cannot provide any of ${STARTING.join(", ")}. Please include these in the userData that you are providing.`,
    ],
  ];
  const errors = contradictions.flatMap(([holds, propertyPath, reason]) => (holds ? [{ propertyPath, reason }] : []));
  if (errors.length > 0) {
    const reasons = errors.map(({ reason }) => reason).join(" ");
    const message = `The input properties for the managed node group are invalid. ${reasons}`;
    throw new pulumi.InputPropertiesError({ message, errors });
  }
}

/** With the config map, a cluster lets in only the nodes whose role it was told. */
function refuseStrangers(core: pulumi.Output<Core>, roleArn: pulumi.Input<string>): void {
  const known = core.apply(({ instanceRoles }) => pulumi.all((instanceRoles ?? []).map(({ arn }) => arn)));
  pulumi.all([core.cluster.accessConfig, known, roleArn]).apply(([access, arns, arn]) => {
    if (usesAccessEntries(access?.authenticationMode) || arns.includes(arn)) return;
    const reason =
      "A managed node group cannot be created without first setting its role in the cluster's instanceRoles";
    throw new pulumi.InputPropertyError({ propertyPath: "nodeRole", reason });
  });
}

/** Effects of taints in the words of Kubernetes, which user data is written in. */
const EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

function effectOf(effect: string): string {
  const known = EFFECTS[effect];
  if (known) return known;
  const reason = `Invalid taint effect: ${effect}. Must be one of ${Object.keys(EFFECTS).join(", ")}.`;
  throw new pulumi.InputPropertyError({ propertyPath: "taints", reason });
}

/** The volume that pods use: Bottlerocket keeps the system on another. */
const deviceOf = (system: string) => (system === "Bottlerocket" ? "/dev/xvdb" : "/dev/xvda");

function managedTemplate(
  name: string,
  args: ManagedNodeGroupArgs,
  core: pulumi.Output<Core>,
  { hasImage, parent, placement }: { hasImage: boolean; parent: pulumi.Resource; placement?: aws.ec2.PlacementGroup },
) {
  const system = systemOf(args);
  const taints = pulumi
    .output(args.taints)
    .apply((list) =>
      Object.fromEntries((list ?? []).map(({ key, value, effect }) => [key, { value, effect: effectOf(effect) }])),
    );
  const { kubeletExtraArgs, bootstrapExtraArgs, bottlerocketSettings, nodeadmExtraOptions, labels } = args;
  const own = { kubeletExtraArgs, bootstrapExtraArgs, bottlerocketSettings, nodeadmExtraOptions, labels, taints };
  return new aws.ec2.LaunchTemplate(
    `${name}-launchTemplate`,
    {
      blockDeviceMappings: args.diskSize
        ? [{ deviceName: system.apply(deviceOf), ebs: { volumeSize: args.diskSize } }]
        : undefined,
      // User data without an image would be merged with that of EKS.
      imageId: hasImage ? (args.amiId ?? imageOf(args.version ?? core.cluster.version, args, parent)) : undefined,
      userData: hasImage ? joining(core, { ...own, system, instead: args.userData, managed: true }) : undefined,
      metadataOptions:
        args.enableIMDSv2 === undefined
          ? undefined
          : {
              httpTokens: args.enableIMDSv2 ? "required" : "optional",
              httpPutResponseHopLimit: 2,
              httpEndpoint: "enabled",
            },
      placement: placement ? { groupName: placement.name } : undefined,
    },
    { parent },
  );
}

export const managedNodeGroup: Construct = (name, inputs, options) => {
  const args = inputs as unknown as ManagedNodeGroupArgs;
  refuseContradictions(args);
  const component = new Component("eks:index:ManagedNodeGroup", name, {}, options);
  const core = coreOf(args.cluster as pulumi.Input<ClusterReference | Core>);
  const nodeRoleArn = args.nodeRoleArn ?? (pulumi.output(args.nodeRole) as pulumi.Output<aws.iam.Role>).arn;
  refuseStrangers(core, nodeRoleArn);
  const hasImage = [...STARTING, "userData", "amiId"].some((argument) => isGiven(args)(argument as Argument));
  const placement = args.enableEfaSupport
    ? new aws.ec2.PlacementGroup(name, { strategy: "cluster", tags: args.tags }, { parent: component })
    : undefined;
  const template = TEMPLATED.some(isGiven(args))
    ? managedTemplate(name, args, core, { hasImage, parent: component, placement })
    : undefined;
  const amiType = args.amiType ?? (args.operatingSystem ? amiTypeFor(args) : undefined);
  // The owner of a launch template says there which version it runs.
  const version = args.version ?? (args.launchTemplate ? undefined : core.cluster.version);

  const nodeGroup = new aws.eks.NodeGroup(
    name,
    {
      ...(args as Partial<aws.eks.NodeGroupArgs>),
      // With an image of its own the group takes version and kind from that.
      ...(hasImage ? { version: undefined, releaseVersion: undefined, amiType: undefined } : { version, amiType }),
      ...(template ? { diskSize: undefined } : {}),
      clusterName: args.clusterName ?? core.cluster.name,
      nodeRoleArn,
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
  return component.finish({ nodeGroup, placementGroupName: placement?.name ?? "" });
};
