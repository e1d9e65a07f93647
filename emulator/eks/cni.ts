/** The network add-on: pulumi-eks, nodejs/eks/addons/cni-addon.ts */
import * as aws from "@pulumi/aws";
import type { VpcCniAddonArgs } from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { asText, newestVersion } from "./addons.ts";
import { Component, type Construct } from "./component.ts";

export type VpcCniArgs = Omit<VpcCniAddonArgs, "tags"> & {
  readonly tags?: aws.eks.AddonArgs["tags"];
  readonly resolveConflictsOnCreate?: pulumi.Input<string>;
  readonly resolveConflictsOnUpdate?: pulumi.Input<string>;
};

type Setting = readonly [variable: string, value: pulumi.Input<unknown>, otherwise?: string];

/** Settings that are environment variables of the add-on's containers, with what they are where nothing is said. */
const variables = (args: VpcCniArgs): readonly Setting[] => [
  ["AWS_VPC_CNI_NODE_PORT_SUPPORT", args.nodePortSupport],
  ["WARM_ENI_TARGET", pulumi.output(args.warmEniTarget).apply((target) => target ?? 1)],
  ["WARM_IP_TARGET", args.warmIpTarget],
  ["WARM_PREFIX_TARGET", args.warmPrefixTarget],
  ["ENABLE_PREFIX_DELEGATION", args.enablePrefixDelegation],
  ["AWS_VPC_K8S_CNI_LOGLEVEL", args.logLevel, "DEBUG"],
  ["AWS_VPC_K8S_CNI_LOG_FILE", args.logFile, "/host/var/log/aws-routed-eni/ipamd.log"],
  ["AWS_VPC_K8S_CNI_VETHPREFIX", args.vethPrefix, "eni"],
  ["AWS_VPC_ENI_MTU", args.eniMtu, "9001"],
  ["ENI_CONFIG_LABEL_DEF", args.eniConfigLabelDef],
  ["AWS_VPC_K8S_PLUGIN_LOG_LEVEL", undefined, "DEBUG"],
  ["AWS_VPC_K8S_PLUGIN_LOG_FILE", undefined, "/var/log/aws-routed-eni/plugin.log"],
  ["ENABLE_POD_ENI", args.enablePodEni, "false"],
  ["AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER", args.cniConfigureRpfilter],
  // The component writes this one twice, and what it writes last is without customNetworkConfig.
  ["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", args.cniCustomNetworkCfg, "false"],
  ["AWS_VPC_K8S_CNI_EXTERNALSNAT", args.externalSnat || args.cniExternalSnat, "false"],
];

const startVariables = (args: VpcCniArgs): readonly Setting[] => [
  ["DISABLE_TCP_EARLY_DEMUX", args.disableTcpEarlyDemux, "false"],
];

/** As texts; what is false or missing has its default, and no place where there is none. */
const asEnv = (settings: readonly Setting[]): pulumi.Output<Record<string, string>> =>
  pulumi.all(
    Object.fromEntries(
      settings
        .filter(([, value, otherwise]) => value || otherwise !== undefined)
        .map(([variable, value, otherwise]) => [
          variable,
          value ? pulumi.output(value).apply(String) : pulumi.output(otherwise ?? ""),
        ]),
    ),
  );

type Values = Record<string, unknown>;

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the program configures goes before what follows from the other arguments. */
function merged(env: Values, startEnv: Values, enableNetworkPolicy: boolean | undefined, given: Values): Values {
  const init = isObject(given["init"]) ? given["init"] : {};
  return {
    ...(enableNetworkPolicy !== undefined && { enableNetworkPolicy: String(enableNetworkPolicy) }),
    ...given,
    env: { ...env, ...(isObject(given["env"]) ? given["env"] : {}) },
    init: { ...init, env: { ...startEnv, ...(isObject(init["env"]) ? init["env"] : {}) } },
  };
}

/** The add-on has the component's name. */
export function vpcCni(
  name: string,
  args: VpcCniArgs,
  options: pulumi.ComponentResourceOptions,
): Component & { addon: aws.eks.Addon } {
  if (args.cniExternalSnat && args.externalSnat) {
    throw new Error("Please specify one of `cniExternalSnat` or `externalSnat` in your VpcCniOptions");
  }
  if (!args.addonVersion && !args.clusterVersion) {
    throw new Error(
      "You need to specify either `addonVersion` or `clusterVersion` to determine the version of the vpc-cni addon to use.",
    );
  }
  const component = new Component("eks:index:VpcCniAddon", name, {}, options);
  const opts = { parent: component };
  const configuration = pulumi
    .all([asEnv(variables(args)), asEnv(startVariables(args)), args.enableNetworkPolicy, args.configurationValues])
    .apply(([env, startEnv, enableNetworkPolicy, given]) => merged(env, startEnv, enableNetworkPolicy, given ?? {}));
  const addon = new aws.eks.Addon(
    name,
    {
      clusterName: args.clusterName,
      addonName: "vpc-cni",
      addonVersion: args.addonVersion ?? newestVersion("vpc-cni", args.clusterVersion ?? "", opts),
      resolveConflictsOnCreate: args.resolveConflictsOnCreate ?? "OVERWRITE",
      resolveConflictsOnUpdate: args.resolveConflictsOnUpdate ?? "OVERWRITE",
      preserve: true,
      configurationValues: asText(configuration),
      serviceAccountRoleArn: args.serviceAccountRoleArn,
      tags: args.tags,
    },
    opts,
  );
  if (args.securityContextPrivileged) privilege(name, args.securityContextPrivileged, addon, component);
  return Object.assign(component, { addon });
}

/** What the add-on cannot be told is patched into its pods. */
const privilege = (name: string, privileged: pulumi.Input<boolean>, addon: pulumi.Resource, parent: pulumi.Resource) =>
  new k8s.apps.v1.DaemonSetPatch(
    name,
    {
      metadata: {
        name: "aws-node",
        namespace: "kube-system",
        annotations: { "pulumi.com/patchForce": "true" },
      },
      spec: { template: { spec: { containers: [{ name: "aws-node", securityContext: { privileged } }] } } },
    },
    { parent, dependsOn: [addon], retainOnDelete: true },
  );

export const vpcCniAddon: Construct = (name, inputs, options) => {
  const component = vpcCni(name, inputs as unknown as VpcCniArgs, options);
  return component.finish({ addon: component.addon });
};
