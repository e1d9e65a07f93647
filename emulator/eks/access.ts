/** Who may use a cluster: access entries and the aws-auth map. pulumi-eks, nodejs/eks/cluster/authenticationMode.ts */
import * as aws from "@pulumi/aws";
import type { ClusterArgs } from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type { NodeRoles } from "./nodeRoles.ts";

const MODES = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

const usesConfigMap = (mode: string | undefined): boolean => mode !== "API";
export const usesAccessEntries = (mode: string | undefined): boolean => mode === "API" || mode === "API_AND_CONFIG_MAP";

/** Refuses arguments that the authentication mode has no place for. */
export function refuseMisplaced({
  authenticationMode,
  roleMappings,
  userMappings,
  instanceRoles,
  accessEntries,
}: ClusterArgs): void {
  if (authenticationMode !== undefined && !MODES.includes(authenticationMode)) {
    throw new Error(
      `Invalid value for authenticationMode: ${String(authenticationMode)}. Allowed values are: ${MODES.join(", ")}.`,
    );
  }
  if (!usesAccessEntries(authenticationMode) && accessEntries) {
    const mode = authenticationMode ? `set to '${authenticationMode}'` : "not set";
    throw new Error(`The 'accessEntries' property is not supported when 'authenticationMode' is ${mode}.`);
  }
  const mapped = Object.entries({ roleMappings, userMappings, instanceRoles }).find(
    ([, value]) => Array.isArray(value) && value.length > 0,
  );
  if (!usesConfigMap(authenticationMode) && mapped) {
    throw new Error(
      `The '${mapped[0]}' property does not support non-empty values when 'authenticationMode' is set to 'API'.`,
    );
  }
}

/** The map of IAM roles and users to those of Kubernetes. */
function configMap(
  name: string,
  args: ClusterArgs,
  instanceRoles: pulumi.Output<aws.iam.Role[]>,
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.ConfigMap {
  const nodes = instanceRoles.apply((roles) => pulumi.all(roles.map(({ arn }) => arn)));
  const mapRoles = pulumi.all([args.roleMappings ?? [], nodes]).apply(([mappings, arns]) =>
    stringify([
      ...mappings.map(({ roleArn, username, groups }) => ({ rolearn: roleArn, username, groups })),
      ...arns.map((rolearn) => ({
        rolearn,
        username: "system:node:{{EC2PrivateDNSName}}",
        groups: ["system:bootstrappers", "system:nodes"],
      })),
    ]),
  );
  const mapUsers =
    args.userMappings &&
    pulumi
      .output(args.userMappings)
      .apply((mappings) =>
        stringify(mappings.map(({ userArn, username, groups }) => ({ userarn: userArn, username, groups }))),
      );
  return new k8s.core.v1.ConfigMap(
    `${name}-nodeAccess`,
    {
      metadata: { name: "aws-auth", namespace: "kube-system", annotations: { "pulumi.com/patchForce": "true" } },
      immutable: false,
      data: { mapRoles, ...(mapUsers && { mapUsers }) },
    },
    opts,
  );
}

type Entries = NonNullable<ClusterArgs["accessEntries"]>;

function accessEntries(
  name: string,
  cluster: aws.eks.Cluster,
  entries: Entries,
  opts: pulumi.CustomResourceOptions,
): aws.eks.AccessEntry[] {
  return Object.entries(entries).map(([key, { accessPolicies, username, ...entry }]) => {
    const clusterName = cluster.name;
    const { principalArn } = entry;
    const created = new aws.eks.AccessEntry(`${name}-${key}`, { ...entry, clusterName, userName: username }, opts);
    for (const [association, policy] of Object.entries(accessPolicies ?? {})) {
      const { accessScope, policyArn } = pulumi.output(policy);
      new aws.eks.AccessPolicyAssociation(
        `${name}-${key}-${association}`,
        { accessScope, principalArn, policyArn, clusterName },
        { ...opts, parent: created, dependsOn: [created] },
      );
    }
    return created;
  });
}

/** What lets nodes and people in, and what has to be there before anything runs in the cluster. */
export function accessTo(
  name: string,
  args: ClusterArgs,
  cluster: aws.eks.Cluster,
  { roles, own }: NodeRoles,
  opts: pulumi.CustomResourceOptions & { provider: k8s.Provider },
) {
  const { provider, ...awsOpts } = opts;
  const map = usesConfigMap(args.authenticationMode)
    ? configMap(name, args, roles, { ...awsOpts, provider })
    : undefined;
  if (!usesAccessEntries(args.authenticationMode)) return { map, entries: [], all: map ? [map] : [] };
  const entries = {
    ...(own && { defaultNodeGroupInstanceRole: { principalArn: own.arn, type: "EC2_LINUX" as const } }),
    ...args.accessEntries,
  };
  const created = accessEntries(name, cluster, entries, { ...awsOpts, dependsOn: [cluster] });
  return { map, entries: Object.values(entries), all: [...created, ...(map ? [map] : [])] };
}
