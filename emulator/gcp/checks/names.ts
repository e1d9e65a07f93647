/** Names and labels that Google Cloud refuses. */
import type { Check } from "../../model.ts";
import { isRecord, valueAt } from "../../paths.ts";
import { matching } from "./rules.ts";

const DOCS = "https://cloud.google.com/";

/** RFC 1035 as Compute Engine has it: https://cloud.google.com/compute/docs/naming-resources */
const rfc1035 = (max: number) => ({
  pattern: new RegExp(`^[a-z]([-a-z0-9]{0,${max - 2}}[a-z0-9])?$`),
  allowed: `up to ${max} lowercase letters, digits and hyphens, a letter first and no hyphen last`,
});

const COMPUTE =
  "compute:Network compute:Subnetwork compute:Firewall compute:Router compute:RouterNat compute:Address compute:GlobalAddress " +
  "compute:Instance compute:InstanceTemplate compute:InstanceGroupManager compute:Disk compute:ForwardingRule " +
  "compute:GlobalForwardingRule compute:BackendService compute:HealthCheck compute:URLMap compute:TargetHttpProxy " +
  "compute:TargetHttpsProxy compute:SecurityPolicy compute:Route";

const IDENTIFIER = { pattern: /^[\w-]{1,63}$/, allowed: "1 to 63 letters, digits, _ and -" };

type Row = readonly [types: string, property: string, rule: { pattern: RegExp; allowed: string }, source: string];

const RULES: readonly Row[] = [
  [COMPUTE, "name", rfc1035(63), `${DOCS}compute/docs/naming-resources`],
  [
    "container:Cluster container:NodePool",
    "name",
    rfc1035(40),
    `${DOCS}kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters`,
  ],
  ["cloudrun:Service cloudrunv2:Service", "name", rfc1035(49), `${DOCS}run/docs/deploying#service`],
  [
    "redis:Instance",
    "name",
    rfc1035(40),
    `${DOCS}memorystore/docs/redis/reference/rest/v1/projects.locations.instances/create`,
  ],
  [
    "redis:Cluster",
    "name",
    rfc1035(63),
    `${DOCS}memorystore/docs/cluster/reference/rest/v1/projects.locations.clusters/create`,
  ],
  [
    "artifactregistry:Repository",
    "repositoryId",
    rfc1035(63),
    `${DOCS}artifact-registry/docs/repositories/create-repos`,
  ],
  ["sql:DatabaseInstance", "name", rfc1035(97), `${DOCS}sql/docs/postgres/instance-settings#instance-id-2ndgen`],
  ["dns:ManagedZone", "name", rfc1035(63), `${DOCS}dns/docs/zones`],
  [
    "serviceaccount:Account",
    "accountId",
    {
      pattern: /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/,
      allowed: "6 to 30 lowercase letters, digits and hyphens, a letter first and no hyphen last",
    },
    `${DOCS}iam/docs/service-accounts-create`,
  ],
  [
    "organizations:Project",
    "projectId",
    {
      pattern: /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/,
      allowed: "6 to 30 lowercase letters, digits and hyphens, a letter first and no hyphen last",
    },
    `${DOCS}resource-manager/docs/creating-managing-projects`,
  ],
  [
    "storage:Bucket",
    "name",
    {
      pattern: /^(?!goog)(?!.*google)(?=.{3,222}$)[a-z0-9][\w.-]{0,61}[a-z0-9](\.[a-z0-9][\w-]{0,61}[a-z0-9])*$/,
      allowed: "3 to 63 lowercase letters, digits, -, _ and ., without goog at the start or google inside",
    },
    `${DOCS}storage/docs/buckets#naming`,
  ],
  ["kms:KeyRing kms:CryptoKey", "name", IDENTIFIER, `${DOCS}kms/docs/resource-hierarchy`],
  [
    "secretmanager:Secret",
    "secretId",
    { pattern: /^[\w-]{1,255}$/, allowed: "1 to 255 letters, digits, _ and -" },
    `${DOCS}secret-manager/docs/creating-and-accessing-secrets`,
  ],
  [
    "pubsub:Topic pubsub:Subscription",
    "name",
    {
      pattern: /^(?!goog)[A-Za-z][\w.~+%-]{2,254}$/,
      allowed: "3 to 255 letters, digits and -_.~+%, a letter first and not goog",
    },
    `${DOCS}pubsub/docs/pubsub-basics#resource_names`,
  ],
  [
    "iam:WorkloadIdentityPool",
    "workloadIdentityPoolId",
    {
      pattern: /^(?!gcp-)[a-z0-9-]{4,32}$/,
      allowed: "4 to 32 lowercase letters, digits and hyphens, not gcp- at the start",
    },
    "@pulumi/gcp iam.WorkloadIdentityPool: workloadIdentityPoolId",
  ],
  [
    "iam:WorkloadIdentityPoolProvider",
    "workloadIdentityPoolProviderId",
    {
      pattern: /^(?!gcp-)[a-z0-9-]{4,32}$/,
      allowed: "4 to 32 lowercase letters, digits and hyphens, not gcp- at the start",
    },
    "@pulumi/gcp iam.WorkloadIdentityPoolProvider: workloadIdentityPoolProviderId",
  ],
  [
    "bigquery:Dataset",
    "datasetId",
    { pattern: /^\w{1,1024}$/, allowed: "1 to 1024 letters, digits and _" },
    `${DOCS}bigquery/docs/datasets#dataset-naming`,
  ],
];

const KEY = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const VALUE = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;
const MAX_LABELS = 64;

function labelFlaw(key: string, value: unknown): string | undefined {
  if (!KEY.test(key))
    return `the key "${key}" is not allowed: up to 63 lowercase letters, digits, _ and -, a letter first`;
  if (typeof value !== "string" || VALUE.test(value)) return undefined;
  return `the value "${value}" of "${key}" is not allowed: up to 63 lowercase letters, digits, _ and -`;
}

/** Groups, metrics and channels have labels of another kind. */
const hasResourceLabels = (type: string) => !/^gcp:(cloudidentity|gkehub|logging|monitoring)\//.test(type);

const LABELS = ["labels", "resourceLabels", "userLabels", "settings.userLabels", "nodeConfig.resourceLabels"];

const labels: Check = {
  types: ["gcp:*"],
  source: `${DOCS}resource-manager/docs/labels-overview#requirements`,
  check({ type, inputs }) {
    for (const property of LABELS) {
      const given = valueAt(inputs, property);
      if (!isRecord(given) || !hasResourceLabels(type)) continue;
      const entries = Object.entries(given);
      if (entries.length > MAX_LABELS)
        return { property, reason: `has ${entries.length} labels; ${MAX_LABELS} are allowed` };
      const reason = entries.map(([key, value]) => labelFlaw(key, value)).find((flaw) => flaw !== undefined);
      if (reason !== undefined) return { property, reason };
    }
    return undefined;
  },
};

export const names: readonly Check[] = [
  ...RULES.map(([types, property, { pattern, allowed }, source]) =>
    matching(types, property, pattern, allowed, source),
  ),
  labels,
];
