/** Add-ons: pulumi-eks, nodejs/eks/addons/ and cluster.ts */
import * as aws from "@pulumi/aws";
import type { VpcCniAddonArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterReference, Component, type Construct } from "./component.ts";
import { coreOf, type Core } from "./core.ts";

/** What the component lets programs say about kube-proxy and CoreDNS. */
export interface AddonOptions {
  readonly version?: pulumi.Input<string>;
  readonly resolveConflictsOnCreate?: pulumi.Input<string>;
  readonly resolveConflictsOnUpdate?: pulumi.Input<string>;
  readonly configurationValues?: pulumi.Input<Record<string, unknown>>;
}

/** An add-on of the cluster's own: the newest version for the cluster's, taking over what runs there already. */
export function clusterAddon(
  name: string,
  addonName: string,
  cluster: aws.eks.Cluster,
  options: AddonOptions = {},
  tags: aws.eks.AddonArgs["tags"],
  opts: pulumi.CustomResourceOptions,
): aws.eks.Addon {
  const newest = () =>
    aws.eks.getAddonVersionOutput({ addonName, kubernetesVersion: cluster.version, mostRecent: true }, opts).version;
  return new aws.eks.Addon(
    name,
    {
      clusterName: cluster.name,
      addonName,
      addonVersion: options.version ?? newest(),
      preserve: true,
      tags,
      resolveConflictsOnCreate: options.resolveConflictsOnCreate ?? "OVERWRITE",
      resolveConflictsOnUpdate: options.resolveConflictsOnUpdate ?? "OVERWRITE",
      configurationValues: asText(options.configurationValues),
    },
    opts,
  );
}

/** Settings of the network add-on that are environment variables of its containers: argument → variable. */
const VARIABLES: Readonly<Record<string, string>> = {
  nodePortSupport: "AWS_VPC_CNI_NODE_PORT_SUPPORT",
  customNetworkConfig: "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
  warmEniTarget: "WARM_ENI_TARGET",
  warmIpTarget: "WARM_IP_TARGET",
  warmPrefixTarget: "WARM_PREFIX_TARGET",
  enablePrefixDelegation: "ENABLE_PREFIX_DELEGATION",
  logLevel: "AWS_VPC_K8S_CNI_LOGLEVEL",
  logFile: "AWS_VPC_K8S_CNI_LOG_FILE",
  vethPrefix: "AWS_VPC_K8S_CNI_VETHPREFIX",
  eniMtu: "AWS_VPC_ENI_MTU",
  eniConfigLabelDef: "ENI_CONFIG_LABEL_DEF",
  enablePodEni: "ENABLE_POD_ENI",
  externalSnat: "AWS_VPC_K8S_CNI_EXTERNALSNAT",
};

export type VpcCniArgs = Omit<VpcCniAddonArgs, "tags"> & { readonly tags?: aws.eks.AddonArgs["tags"] };

/** The network add-on is a component around its add-on, which has the component's name. */
export function vpcCni(
  name: string,
  args: VpcCniArgs,
  options: pulumi.ComponentResourceOptions,
): Component & { addon: aws.eks.Addon } {
  const component = new Component("eks:index:VpcCniAddon", name, {}, options);
  const opts = { parent: component };
  const given = Object.entries(VARIABLES).filter(([key]) => key in args && args[key as keyof VpcCniArgs] !== undefined);
  const env = pulumi.all(Object.fromEntries(given.map(([key, variable]) => [variable, args[key as keyof VpcCniArgs]])));
  const configuration = pulumi
    .all([env, args.enableNetworkPolicy, args.configurationValues])
    .apply(([variables, enableNetworkPolicy, values]) => ({
      env: {
        WARM_ENI_TARGET: "1",
        ...Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
      },
      ...(enableNetworkPolicy !== undefined && { enableNetworkPolicy: String(enableNetworkPolicy) }),
      ...values,
    }));
  const kubernetesVersion = args.clusterVersion ?? "";
  const addon = new aws.eks.Addon(
    name,
    {
      clusterName: args.clusterName,
      addonName: "vpc-cni",
      addonVersion:
        args.addonVersion ??
        aws.eks.getAddonVersionOutput({ addonName: "vpc-cni", kubernetesVersion, mostRecent: true }, opts).version,
      resolveConflictsOnCreate: args.resolveConflictsOnCreate ?? "OVERWRITE",
      resolveConflictsOnUpdate: args.resolveConflictsOnUpdate ?? "OVERWRITE",
      preserve: true,
      configurationValues: asText(configuration),
      serviceAccountRoleArn: args.serviceAccountRoleArn,
      tags: args.tags,
    },
    opts,
  );
  return Object.assign(component, { addon });
}

export const vpcCniAddon: Construct = (name, inputs, options) => {
  const component = vpcCni(name, inputs as unknown as VpcCniArgs, options);
  return component.finish({ addon: component.addon });
};

type AddonInputs = Omit<aws.eks.AddonArgs, "clusterName" | "configurationValues"> & {
  readonly cluster: pulumi.Input<ClusterReference | Core>;
  readonly configurationValues?: pulumi.Input<Record<string, unknown>>;
};

export const addon: Construct = (name, inputs, options) => {
  const { cluster, configurationValues, ...args } = inputs as unknown as AddonInputs;
  const component = new Component("eks:index:Addon", name, {}, options);
  const created = new aws.eks.Addon(
    name,
    { ...args, clusterName: coreOf(cluster).cluster.name, configurationValues: asText(configurationValues) },
    { parent: component },
  );
  return component.finish({ addon: created });
};

/** JSON with its keys in order, so that the same configuration is the same text. */
const asText = (values: pulumi.Input<Record<string, unknown>> | undefined): pulumi.Output<string> | undefined =>
  values === undefined ? undefined : pulumi.jsonStringify(values, sorted);

const sorted = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
