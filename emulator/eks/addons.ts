/** Add-ons: pulumi-eks, nodejs/eks/addons/addon.ts and cluster/cluster.ts */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ClusterReference, Component, type Construct } from "./component.ts";
import { coreOf, type Core } from "./core.ts";

/** What the component lets programs say about kube-proxy and CoreDNS. */
export interface AddonOptions {
  readonly version?: pulumi.Input<string>;
  readonly resolveConflictsOnCreate?: pulumi.Input<string>;
  readonly resolveConflictsOnUpdate?: pulumi.Input<string>;
  readonly configurationValues?: pulumi.Input<Record<string, unknown> | undefined>;
}

/** The newest version of an add-on for one of Kubernetes. */
export const newestVersion = (
  addonName: string,
  kubernetesVersion: pulumi.Input<string>,
  opts: pulumi.InvokeOptions,
): pulumi.Output<string> =>
  aws.eks.getAddonVersionOutput({ addonName, kubernetesVersion, mostRecent: true }, opts).version;

/** An add-on of the cluster's own: the newest version for the cluster's, taking over what runs there already. */
export function clusterAddon(
  name: string,
  addonName: string,
  cluster: aws.eks.Cluster,
  options: AddonOptions = {},
  tags: aws.eks.AddonArgs["tags"],
  opts: pulumi.CustomResourceOptions,
): aws.eks.Addon {
  return new aws.eks.Addon(
    name,
    {
      clusterName: cluster.name,
      addonName,
      addonVersion: options.version ?? newestVersion(addonName, cluster.version, { parent: opts.parent }),
      preserve: true,
      tags,
      resolveConflictsOnCreate: options.resolveConflictsOnCreate ?? "OVERWRITE",
      resolveConflictsOnUpdate: options.resolveConflictsOnUpdate ?? "OVERWRITE",
      configurationValues: asText(options.configurationValues),
    },
    opts,
  );
}

type AddonInputs = Omit<aws.eks.AddonArgs, "clusterName" | "configurationValues"> & {
  readonly cluster: pulumi.Input<ClusterReference | Core>;
  readonly configurationValues?: pulumi.Input<Record<string, unknown>>;
};

export const addon: Construct = (name, inputs, options) => {
  const { cluster, configurationValues, ...args } = inputs as unknown as AddonInputs;
  // Whatever parent the program names, the component puts itself below its cluster.
  const parent = cluster instanceof ClusterReference ? cluster : options.parent;
  const component = new Component("eks:index:Addon", name, {}, { ...options, parent });
  const created = new aws.eks.Addon(
    name,
    {
      ...args,
      clusterName: coreOf(cluster).cluster.name,
      configurationValues: configurationValues === undefined ? undefined : pulumi.jsonStringify(configurationValues),
    },
    { parent: component },
  );
  return component.finish({ addon: created });
};

/** JSON with its keys in order, so that the same configuration is the same text. */
export const asText = (
  values: pulumi.Input<Record<string, unknown> | undefined> | undefined,
): pulumi.Output<string> | undefined => (values === undefined ? undefined : pulumi.jsonStringify(values, sorted));

const sorted = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
