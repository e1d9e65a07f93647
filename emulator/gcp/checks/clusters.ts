/** What GKE refuses of a cluster. */
import ipaddr from "ipaddr.js";
import { parseBlock } from "../../cidr.ts";
import { UNKNOWN, type Candidate, type Check, type Cloud } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { isWithin, named, subnetworkNamed } from "../places.ts";
import { locationOf, projectOf, regionOfZone } from "../project.ts";
import { clashInNetwork } from "./network.ts";
import { among, atMostOne, isAbsent, isPresent, late, matching, neededWhere, rule, type Finding } from "./rules.ts";

const CLUSTER = "container:Cluster";
const SDK = "@pulumi/gcp container.Cluster";
const PROVIDER = "terraform-provider-google, resource_container_cluster.go";
const DOCS = "https://cloud.google.com/kubernetes-engine/docs/";

/** Values of inputs that the provider lists in its code and not in the declaration's comments. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "addonsConfig.cloudrunConfig.loadBalancerType": ["LOAD_BALANCER_TYPE_INTERNAL"],
  "binaryAuthorization.evaluationMode": ["DISABLED", "PROJECT_SINGLETON_POLICY_ENFORCE"],
  "clusterAutoscaling.autoscalingProfile": ["BALANCED", "OPTIMIZE_UTILIZATION"],
  "databaseEncryption.state": ["ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED", "DECRYPTED"],
  datapathProvider: ["DATAPATH_PROVIDER_UNSPECIFIED", "LEGACY_DATAPATH", "ADVANCED_DATAPATH"],
  "dnsConfig.clusterDns": ["PROVIDER_UNSPECIFIED", "PLATFORM_DEFAULT", "CLOUD_DNS", "KUBE_DNS"],
  "dnsConfig.clusterDnsScope": ["DNS_SCOPE_UNSPECIFIED", "CLUSTER_SCOPE", "VPC_SCOPE"],
  "gatewayApiConfig.channel": ["CHANNEL_DISABLED", "CHANNEL_EXPERIMENTAL", "CHANNEL_STANDARD"],
  "ipAllocationPolicy.stackType": ["IPV4", "IPV4_IPV6"],
  loggingService: ["logging.googleapis.com", "logging.googleapis.com/kubernetes", "none"],
  monitoringService: ["monitoring.googleapis.com", "monitoring.googleapis.com/kubernetes", "none"],
  "monitoringConfig.managedPrometheus.autoMonitoringConfig.scope": ["ALL", "NONE"],
  "networkPolicy.provider": ["PROVIDER_UNSPECIFIED", "CALICO"],
  networkingMode: ["VPC_NATIVE", "ROUTES"],
  "releaseChannel.channel": ["UNSPECIFIED", "RAPID", "REGULAR", "STABLE", "EXTENDED"],
  "securityPostureConfig.mode": ["DISABLED", "BASIC", "ENTERPRISE", "MODE_UNSPECIFIED"],
  "securityPostureConfig.vulnerabilityMode": [
    "VULNERABILITY_DISABLED",
    "VULNERABILITY_BASIC",
    "VULNERABILITY_ENTERPRISE",
    "VULNERABILITY_MODE_UNSPECIFIED",
  ],
};

const LOGS =
  "SYSTEM_COMPONENTS WORKLOADS APISERVER CONTROLLER_MANAGER SCHEDULER KCP_CONNECTION KCP_SSHD KCP_HPA KCP_VPA";
const METRICS =
  "SYSTEM_COMPONENTS APISERVER SCHEDULER CONTROLLER_MANAGER STORAGE HPA POD DAEMONSET DEPLOYMENT STATEFULSET KUBELET CADVISOR DCGM JOBSET WORKLOADS";

/** What an Autopilot cluster decides itself. */
const NOT_AUTOPILOT = [
  "addonsConfig.networkPolicyConfig",
  "addonsConfig.dnsCacheConfig",
  "addonsConfig.statefulHaConfig",
  "clusterAutoscaling.enabled",
  "clusterAutoscaling.resourceLimits",
  "defaultMaxPodsPerNode",
  "enableIntranodeVisibility",
  "enableShieldedNodes",
  "networkPolicy",
  "nodePools",
  "removeDefaultNodePool",
];

function autopilotDecides({ inputs }: Candidate): Finding {
  if (inputs["enableAutopilot"] !== true) return undefined;
  const wrong = NOT_AUTOPILOT.find((path) => isPresent(inputs, path));
  return wrong === undefined ? undefined : { property: wrong, reason: "cannot be given with enableAutopilot" };
}

/** A cluster starts with nodes; those of the default pool may go at once. */
function startsWithNodes({ inputs, old }: Candidate): Finding {
  const { initialNodeCount: count, nodePools, enableAutopilot } = inputs;
  if (old || enableAutopilot === true || enableAutopilot === UNKNOWN) return undefined;
  const hasPools = nodePools === UNKNOWN || (Array.isArray(nodePools) && nodePools.length > 0);
  const hasNodes = count === UNKNOWN || (typeof count === "number" && count > 0);
  return hasPools || hasNodes
    ? undefined
    : {
        property: "initialNodeCount",
        reason: "must be 1 or more, with removeDefaultNodePool where it has pools of its own",
      };
}

/** Calico's policies and those of Dataplane V2 exclude one another. */
function policiesAreEnforcedOnce({ inputs }: Candidate): Finding {
  const property = "networkPolicy.enabled";
  if (valueAt(inputs, property) !== true) return undefined;
  if (inputs["datapathProvider"] === "ADVANCED_DATAPATH")
    return { property, reason: "must be off with ADVANCED_DATAPATH, which enforces policies itself" };
  return valueAt(inputs, "addonsConfig.networkPolicyConfig.disabled") === true
    ? { property, reason: "needs the add-on: addonsConfig.networkPolicyConfig.disabled must be false" }
    : undefined;
}

/** The ranges that a cluster takes its pods and services from are the subnetwork's, and two of them. */
function rangesExist({ inputs }: Candidate, cloud: Cloud): Finding {
  const subnetwork = subnetworkNamed(inputs["subnetwork"], inputs, cloud);
  if (!subnetwork) return undefined;
  const ranges = valuesAt(subnetwork.inputs, "secondaryIpRanges[].rangeName");
  const wanted = ["clusterSecondaryRangeName", "servicesSecondaryRangeName"].map((key) => ({
    property: `ipAllocationPolicy.${key}`,
    name: textAt(inputs, `ipAllocationPolicy.${key}`),
  }));
  const missing = wanted.find(({ name }) => name !== "" && !ranges.includes(name));
  if (missing)
    return {
      property: missing.property,
      reason: `"${missing.name}" is none of the subnetwork's ranges ${ranges.join(", ")}`,
    };
  const [pods, services] = wanted;
  return pods?.name && pods.name === services?.name
    ? { property: services.property, reason: `"${pods.name}" is the pods' range already` }
    : undefined;
}

/** A network without automatic subnetworks has none that a cluster could be put into by itself. */
function subnetworkIsNamed({ inputs }: Candidate, cloud: Cloud): Finding {
  const network = named(inputs["network"], "compute:Network", cloud);
  return network && textAt(network.inputs, "autoCreateSubnetworks") === "false" && isAbsent(inputs, "subnetwork")
    ? { property: "subnetwork", reason: "must be given: the network makes no subnetworks of its own" }
    : undefined;
}

const MASTER = "privateClusterConfig.masterIpv4CidrBlock";

function controlPlaneHasRoom(candidate: Candidate, cloud: Cloud): Finding {
  const text = textAt(candidate.inputs, MASTER);
  const clash = text === "" ? undefined : clashInNetwork(text, candidate, cloud);
  return clash === undefined ? undefined : { property: MASTER, reason: `"${text}" ${clash}` };
}

function zonesFit({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = "nodeLocations";
  if (inputs["location"] === UNKNOWN) return undefined;
  const location = locationOf(inputs, cloud);
  const zones = valuesAt(inputs, `${property}[]`).map(String);
  const region = regionOfZone(location);
  const afar = zones.find((zone) => zone === region || !isWithin(zone, region));
  if (afar !== undefined) return { property, reason: `"${afar}" is no zone of ${region}` };
  return zones.includes(location)
    ? { property, reason: `"${location}" is the cluster's own zone: name only the others` }
    : undefined;
}

/** Kubernetes service accounts are members of the project's own pool. */
function poolIsTheProjects({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = "workloadIdentityConfig.workloadPool";
  const [, project] = /^(.+)\.svc\.id\.goog$/.exec(textAt(inputs, property)) ?? [];
  const own = inputs["project"] === UNKNOWN ? undefined : projectOf(inputs, cloud);
  return project === undefined || own === undefined || project === own
    ? undefined
    : { property, reason: `"${project}.svc.id.goog" is another project's pool: this one's is ${own}.svc.id.goog` };
}

function componentsExist({ inputs }: Candidate): Finding {
  for (const [path, known] of [
    ["loggingConfig.enableComponents", LOGS],
    ["monitoringConfig.enableComponents", METRICS],
  ] as const) {
    const wrong = valuesAt(inputs, `${path}[]`).find((name) => !known.split(" ").includes(String(name)));
    if (wrong !== undefined) return { property: path, reason: `"${String(wrong)}" is none of ${known}` };
  }
  return undefined;
}

const isBlock = (text: string) =>
  ipaddr.IPv6.isValidCIDR(text) || (ipaddr.IPv4.isValidCIDR(text) && parseBlock(text) !== undefined);

function callersAreBlocks({ inputs }: Candidate): Finding {
  const property = "masterAuthorizedNetworksConfig.cidrBlocks";
  const wrong = valuesAt(inputs, `${property}[].cidrBlock`).find((text) => typeof text === "string" && !isBlock(text));
  return wrong === undefined
    ? undefined
    : { property, reason: `"${String(wrong)}" is no block; write its first address, as in 203.0.113.0/24` };
}

export const clusters: readonly Check[] = [
  ...Object.entries(VALUES).map(([path, values]) => among(CLUSTER, path, values, PROVIDER)),
  rule(CLUSTER, PROVIDER, autopilotDecides),
  rule(CLUSTER, `${SDK}: initialNodeCount`, startsWithNodes),
  rule(CLUSTER, PROVIDER, ({ inputs, old }) =>
    !old && isPresent(inputs, "nodeVersion") && inputs["removeDefaultNodePool"] === true
      ? { property: "nodeVersion", reason: "cannot be given with removeDefaultNodePool" }
      : undefined,
  ),
  rule(CLUSTER, `${DOCS}concepts/dataplane-v2#limitations`, policiesAreEnforcedOnce),
  atMostOne(CLUSTER, ["clusterIpv4Cidr", "ipAllocationPolicy"], PROVIDER),
  atMostOne(
    CLUSTER,
    ["ipAllocationPolicy.clusterIpv4CidrBlock", "ipAllocationPolicy.clusterSecondaryRangeName"],
    PROVIDER,
  ),
  atMostOne(
    CLUSTER,
    ["ipAllocationPolicy.servicesIpv4CidrBlock", "ipAllocationPolicy.servicesSecondaryRangeName"],
    PROVIDER,
  ),
  late(rule(CLUSTER, `${DOCS}concepts/alias-ips`, rangesExist)),
  late(rule(CLUSTER, `${DOCS}how-to/alias-ips`, subnetworkIsNamed)),
  matching(CLUSTER, MASTER, /\/28$/, "a block of /28", PROVIDER),
  late(rule(CLUSTER, `${SDK}: ${MASTER}`, controlPlaneHasRoom)),
  rule(CLUSTER, `${PROVIDER}; ${SDK}: nodeLocations`, zonesFit),
  matching(
    CLUSTER,
    "workloadIdentityConfig.workloadPool",
    /^[^.]+\.svc\.id\.goog$/,
    "{project}.svc.id.goog",
    `${DOCS}how-to/workload-identity#enable_on_clusters_and_node_pools`,
  ),
  rule(CLUSTER, `${DOCS}how-to/workload-identity#enable_on_clusters_and_node_pools`, poolIsTheProjects),
  neededWhere(
    CLUSTER,
    ["databaseEncryption.keyName"],
    ["databaseEncryption.state", ["ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED"]],
    `${DOCS}how-to/encrypting-secrets`,
  ),
  rule(CLUSTER, `${SDK}: loggingConfig.enableComponents, monitoringConfig.enableComponents`, componentsExist),
  rule(CLUSTER, PROVIDER, callersAreBlocks),
  matching(
    CLUSTER,
    "location",
    /^[a-z]+(-[a-z]+)+\d+(-[a-z0-9]+)?$/,
    "a region or zone, as in europe-west1",
    `${SDK}: location`,
  ),
];
