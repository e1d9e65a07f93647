/** How nodes join their cluster: pulumi-eks, nodejs/eks/nodes/userdata.ts */
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type { Core } from "./core.ts";
import type { System } from "./images.ts";

interface Taint {
  readonly value?: pulumi.Input<string>;
  readonly effect: pulumi.Input<string>;
}

/** What the owner of a node group adds, in the words of all kinds of groups. */
export interface JoiningArgs {
  readonly system: pulumi.Output<System>;
  readonly kubeletExtraArgs?: pulumi.Input<string>;
  readonly bootstrapExtraArgs?: pulumi.Input<string>;
  readonly bottlerocketSettings?: pulumi.Input<Record<string, unknown>>;
  readonly nodeadmExtraOptions?: pulumi.Input<pulumi.Input<Part>[]>;
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  readonly taints?: pulumi.Input<Record<string, pulumi.Input<Taint>>>;
  /** A script to run after the node has joined. */
  readonly script?: pulumi.Input<string>;
  /** What stands in the place of all of it. */
  readonly instead?: pulumi.Input<string>;
  /** Managed groups take scripts only as parts of a message. */
  readonly managed?: boolean;
}

interface Part {
  readonly content: pulumi.Input<string>;
  readonly contentType: pulumi.Input<string>;
}

interface Cluster {
  readonly name: string;
  readonly server: string;
  readonly authority: string;
  readonly cidr: string;
}

/** The arguments that the nodes of a system have no place for. */
const MISPLACED: Readonly<Record<System, readonly (readonly [keyof JoiningArgs, string])[]>> = {
  AL2: [["bottlerocketSettings", "is not supported for Linux based user data."]],
  AL2023: [
    ["bottlerocketSettings", "is not supported for nodeadm based user data."],
    ["bootstrapExtraArgs", "is not supported for nodeadm based user data."],
  ],
  Bottlerocket: [
    ["bootstrapExtraArgs", "is not supported with Bottlerocket."],
    ["kubeletExtraArgs", "is not supported with Bottlerocket."],
  ],
};

/** The user data in base64, as launch templates want it. */
export function joining(core: pulumi.Output<Core>, args: JoiningArgs): pulumi.Output<string> {
  const network = core.cluster.kubernetesNetworkConfig;
  const cluster = pulumi
    .all([core.cluster.name, core.cluster.endpoint, core.cluster.certificateAuthority, network])
    .apply(([name, server, { data }, { ipFamily, serviceIpv4Cidr, serviceIpv6Cidr }]) => ({
      name,
      server,
      authority: data,
      cidr: ipFamily === "ipv6" ? serviceIpv6Cidr : serviceIpv4Cidr,
    }));
  return pulumi.all([cluster, args]).apply(([of, given]) => {
    const text = given.instead ?? userData(of, given as pulumi.Unwrap<JoiningArgs>);
    return Buffer.from(text, "utf8").toString("base64");
  });
}

type Given = pulumi.Unwrap<JoiningArgs>;

function userData(cluster: Cluster, args: Given): string {
  const [misplaced] = MISPLACED[args.system].filter(([argument]) => args[argument]);
  if (misplaced) throw new Error(`The '${misplaced[0]}' argument ${misplaced[1]}`);
  switch (args.system) {
    case "AL2":
      return bootstrap(cluster, args);
    case "AL2023":
      return nodeConfig(cluster, args);
    case "Bottlerocket":
      return settings(cluster, args);
  }
}

function kubeletFlags({ kubeletExtraArgs, labels = {}, taints = {} }: Given): string[] {
  const list = (entries: string[], flag: string) => (entries.length > 0 ? [`--${flag}=${entries.join(",")}`] : []);
  return [
    ...(kubeletExtraArgs ? kubeletExtraArgs.split(" ") : []),
    ...list(
      Object.entries(labels).map(([key, value]) => `${key}=${value}`),
      "node-labels",
    ),
    ...list(
      Object.entries(taints).map(([key, { value, effect }]) => `${key}${value ? `=${value}` : ""}:${effect}`),
      "register-with-taints",
    ),
  ];
}

const SHELL = 'text/x-shellscript; charset="us-ascii"';

const message = (parts: readonly pulumi.Unwrap<Part>[]): string =>
  [
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="BOUNDARY"\n',
    ...parts.map(({ contentType, content }) => `--BOUNDARY\nContent-Type: ${contentType}\n\n${content}`),
    "--BOUNDARY--\n",
  ].join("\n");

function nodeConfig(cluster: Cluster, args: Given): string {
  const part = (spec: object) => ({
    contentType: "application/node.eks.aws",
    content: `---\n${stringify({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec })}`,
  });
  const { name, server, authority, cidr } = cluster;
  const flags = kubeletFlags(args);
  return message([
    part({ cluster: { name, apiServerEndpoint: server, certificateAuthority: authority, cidr } }),
    ...(flags.length > 0 ? [part({ kubelet: { flags } })] : []),
    ...(args.nodeadmExtraOptions ?? []),
    ...(args.script ? [{ contentType: SHELL, content: args.script }] : []),
  ]);
}

function bootstrap({ name, server, authority }: Cluster, args: Given): string {
  const flags = kubeletFlags(args);
  const options = [
    ...(args.bootstrapExtraArgs ? [args.bootstrapExtraArgs] : []),
    ...(flags.length > 0 ? [`--kubelet-extra-args '${flags.join(" ")}'`] : []),
  ];
  const join = `/etc/eks/bootstrap.sh --apiserver-endpoint "${server}" --b64-cluster-ca "${authority}" "${name}"`;
  const script = ["#!/bin/bash", [join, ...options].join(" "), args.script ?? ""].join("\n");
  return args.managed ? message([{ contentType: SHELL, content: script }]) : script;
}

/** Settings in TOML; those of the owner's own stand beside the cluster's. */
function settings({ name, server, authority }: Cluster, { labels = {}, taints = {}, bottlerocketSettings }: Given) {
  const table = (path: string, values: object): string =>
    [`[${path}]`, ...Object.entries(values).map(([key, value]) => `"${key}" = ${JSON.stringify(value)}`)].join("\n");
  const kubernetes = { "cluster-name": name, "api-server": server, "cluster-certificate": authority };
  const own = (bottlerocketSettings?.["settings"] ?? {}) as Record<string, object>;
  return [
    table("settings.kubernetes", { ...kubernetes, ...own["kubernetes"] }),
    table("settings.kubernetes.node-labels", labels),
    table(
      "settings.kubernetes.node-taints",
      Object.fromEntries(Object.entries(taints).map(([key, { value = "", effect }]) => [key, `${value}:${effect}`])),
    ),
    ...Object.entries(own)
      .filter(([key]) => key !== "kubernetes")
      .map(([key, values]) => table(`settings.${key}`, values)),
  ].join("\n");
}
