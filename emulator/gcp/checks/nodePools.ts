/** What GKE refuses of a node pool. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type CloudResource } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { isWithin, subnetworkNamed } from "../places.ts";
import { EMAIL_DOMAIN, lastPart, projectOf, regionOfZone } from "../project.ts";
import { token } from "../tokens.ts";
import { among, atMostOne, between, each, isPresent, late, rule, type Finding } from "./rules.ts";

const POOL = "container:NodePool";
const SDK = "@pulumi/gcp container.NodePool";
const PROVIDER = "terraform-provider-google, resource_container_node_pool.go, node_config.go";
const DOCS = "https://cloud.google.com/kubernetes-engine/docs/";

const CLUSTER = token("container:Cluster");

function clusterOf({ inputs }: Candidate, cloud: Cloud): CloudResource | undefined {
  const { cluster, location } = inputs;
  const isNamed = (id: string) =>
    lastPart(id) === cluster && (typeof location !== "string" || id.includes(`/locations/${location}/`));
  return cloud.find(({ type, id }) => type === CLUSTER && (id === cluster || isNamed(id)));
}

function sizesHaveOrder({ inputs }: Candidate): Finding {
  for (const [min, max] of [
    ["minNodeCount", "maxNodeCount"],
    ["totalMinNodeCount", "totalMaxNodeCount"],
  ]) {
    const [low, high] = [min, max].map((key) => valueAt(inputs, `autoscaling.${key}`));
    if (typeof low === "number" && typeof high === "number" && low > high)
      return { property: `autoscaling.${min}`, reason: `${low} is more than ${max}, ${high}` };
  }
  return undefined;
}

/** Limits are counted per zone or in all, never both; zero of one kind says nothing. */
function sizesAreOfOneKind({ inputs }: Candidate): Finding {
  const limit = (keys: readonly string[]) =>
    keys
      .map((key) => `autoscaling.${key}`)
      .find((path) => {
        const value = valueAt(inputs, path);
        return typeof value === "number" && value > 0;
      });
  const [perZone, total] = [limit(["minNodeCount", "maxNodeCount"]), limit(["totalMinNodeCount", "totalMaxNodeCount"])];
  return perZone && total
    ? { property: perZone, reason: `counts per zone, and ${total} in all: give one kind of limits` }
    : undefined;
}

/** Machines of a release channel's cluster are upgraded: `Auto_upgrade must be true when release_channel … is set`. */
function channelUpgrades(candidate: Candidate, cloud: Cloud): Finding {
  const property = "management.autoUpgrade";
  const channel = textAt(clusterOf(candidate, cloud)?.inputs ?? {}, "releaseChannel.channel");
  return valueAt(candidate.inputs, property) === false && channel !== "" && channel !== "UNSPECIFIED"
    ? { property, reason: `must be true: the cluster is in the release channel ${channel}` }
    : undefined;
}

/** The metadata server of GKE needs the cluster's pool of identities. */
function clusterHasPool(candidate: Candidate, cloud: Cloud): Finding {
  const property = "nodeConfig.workloadMetadataConfig.mode";
  const cluster = clusterOf(candidate, cloud);
  if (valueAt(candidate.inputs, property) !== "GKE_METADATA" || !cluster) return undefined;
  return textAt(cluster.inputs, "workloadIdentityConfig.workloadPool") === "" &&
    cluster.inputs["enableAutopilot"] !== true
    ? { property, reason: "GKE_METADATA needs the cluster's workloadIdentityConfig.workloadPool" }
    : undefined;
}

const ZONES = "https://cloud.google.com/compute/docs/regions-zones#available";
/** Where Tau T2A is offered. */
const T2A_ZONES =
  "asia-southeast1-b asia-southeast1-c europe-west4-a europe-west4-b europe-west4-c us-central1-a us-central1-b us-central1-f".split(
    " ",
  );

const zoneWithoutT2A = ({ inputs }: Candidate, zones: readonly string[]): Finding => {
  const missing = zones.find((zone) => !T2A_ZONES.includes(zone));
  return missing !== undefined && textAt(inputs, "nodeConfig.machineType").startsWith("t2a-")
    ? { property: "nodeLocations", reason: `${missing} has no T2A: name some of ${T2A_ZONES.join(", ")}, or take c4a` }
    : undefined;
};

/** Where a pool names no zones, its machines are in the cluster's. */
function clusterHasMachines(candidate: Candidate, cloud: Cloud): Finding {
  const cluster = clusterOf(candidate, cloud);
  if (!cluster || valuesAt(candidate.inputs, "nodeLocations[]").length > 0) return undefined;
  const location = textAt(cluster.outputs, "location");
  const own = location === regionOfZone(location) ? [] : [location];
  return zoneWithoutT2A(candidate, [...own, ...valuesAt(cluster.outputs, "nodeLocations[]").map(String)]);
}

function zonesAreInRegion(candidate: Candidate, cloud: Cloud): Finding {
  const { inputs } = candidate;
  if ([inputs["location"], inputs["cluster"]].includes(UNKNOWN)) return undefined;
  const location = textAt(inputs, "location") || textAt(clusterOf(candidate, cloud)?.outputs ?? {}, "location");
  const region = regionOfZone(location);
  const afar = valuesAt(inputs, "nodeLocations[]")
    .map(String)
    .find((zone) => location !== "" && (zone === region || !isWithin(zone, region)));
  return afar === undefined ? undefined : { property: "nodeLocations", reason: `"${afar}" is no zone of ${region}` };
}

/** Machines that take no persistent disks: their boot disks are hyperdisks. */
const HYPERDISK_ONLY = /^(c4a|c4|c4d|n4|n4a|n4d|x4|m4)-/;
const DISKS = ["nodeConfig.diskType", "nodeConfig.bootDisk.diskType"];

function diskFitsMachine({ inputs }: Candidate): Finding {
  const machine = textAt(inputs, "nodeConfig.machineType");
  const property = DISKS.find((path) => textAt(inputs, path).startsWith("pd-"));
  return HYPERDISK_ONLY.test(machine) && property !== undefined
    ? { property, reason: `${machine} takes no ${textAt(inputs, property)}: write hyperdisk-balanced` }
    : undefined;
}

const LOCAL = ["ephemeralStorageLocalSsdConfig", "localNvmeSsdBlockConfig", "localSsdCount"];

function machineHasSsd({ inputs }: Candidate): Finding {
  const machine = textAt(inputs, "nodeConfig.machineType");
  const property = LOCAL.map((key) => `nodeConfig.${key}`).find(
    (path) => isPresent(inputs, path) && valueAt(inputs, path) !== 0,
  );
  return machine.startsWith("t2a-") && property !== undefined
    ? { property, reason: `${machine} has no local SSDs` }
    : undefined;
}

function upgradesMove({ inputs }: Candidate): Finding {
  const at = (key: string) => valueAt(inputs, `upgradeSettings.${key}`);
  const [surge, unavailable, strategy] = [at("maxSurge"), at("maxUnavailable"), at("strategy") ?? "SURGE"];
  if (strategy === "BLUE_GREEN") {
    const wrong = ["maxSurge", "maxUnavailable"].find((key) => typeof at(key) === "number");
    return wrong === undefined
      ? undefined
      : { property: `upgradeSettings.${wrong}`, reason: "is for the strategy SURGE" };
  }
  if (strategy === "SURGE" && isPresent(inputs, "upgradeSettings.blueGreenSettings"))
    return { property: "upgradeSettings.blueGreenSettings", reason: "is for the strategy BLUE_GREEN" };
  if (surge === 0 && unavailable === 0)
    return { property: "upgradeSettings.maxSurge", reason: "or maxUnavailable must be more than 0" };
  const sum = typeof surge === "number" && typeof unavailable === "number" ? surge + unavailable : 0;
  return sum > 20
    ? { property: "upgradeSettings.maxSurge", reason: `and maxUnavailable are ${sum} together; 20 are allowed` }
    : undefined;
}

/** Pods of a pool come from a range of the cluster's subnetwork. */
function rangeExists(candidate: Candidate, cloud: Cloud): Finding {
  const property = "networkConfig.podRange";
  const name = textAt(candidate.inputs, property);
  const cluster = clusterOf(candidate, cloud);
  if (name === "" || !cluster || valueAt(candidate.inputs, "networkConfig.createPodRange") === true) return undefined;
  const subnetwork = subnetworkNamed(
    valueAt(candidate.inputs, "networkConfig.subnetwork") ?? cluster.inputs["subnetwork"],
    cluster.outputs,
    cloud,
  );
  const ranges = valuesAt(subnetwork?.inputs ?? {}, "secondaryIpRanges[].rangeName");
  return !subnetwork || ranges.includes(name)
    ? undefined
    : { property, reason: `"${name}" is none of the subnetwork's ranges ${ranges.join(", ")}` };
}

const EFFECTS = ["NO_SCHEDULE", "PREFER_NO_SCHEDULE", "NO_EXECUTE"];

export const nodePools: readonly Check[] = [
  rule(POOL, `${SDK}: autoscaling`, sizesHaveOrder),
  rule(POOL, `${SDK}: autoscaling.totalMaxNodeCount`, sizesAreOfOneKind),
  among(POOL, "autoscaling.locationPolicy", ["BALANCED", "ANY"], PROVIDER),
  rule(POOL, PROVIDER, ({ inputs }) =>
    typeof inputs["initialNodeCount"] === "number" && typeof inputs["nodeCount"] === "number"
      ? { property: "initialNodeCount", reason: "cannot be given together with nodeCount" }
      : undefined,
  ),
  atMostOne(POOL, ["name", "namePrefix"], PROVIDER),
  between(POOL, "maxPodsPerNode", 8, 256, `${DOCS}how-to/flexible-pod-cidr`),
  between(POOL, "nodeConfig.diskSizeGb", 10, 65536, PROVIDER),
  late(rule(POOL, `${DOCS}concepts/release-channels#what_channels_are_available`, channelUpgrades)),
  late(
    rule(POOL, `${DOCS}reference/rest/v1/projects.locations.clusters.nodePools#workloadmetadataconfig`, clusterHasPool),
  ),
  rule(POOL, ZONES, (candidate) =>
    zoneWithoutT2A(candidate, valuesAt(candidate.inputs, "nodeLocations[]").map(String)),
  ),
  late(rule(POOL, ZONES, clusterHasMachines)),
  rule(POOL, `${SDK}: nodeLocations`, zonesAreInRegion),
  rule(POOL, "https://cloud.google.com/compute/docs/disks/hyperdisks#machine-type-support", diskFitsMachine),
  rule(POOL, "https://cloud.google.com/compute/docs/general-purpose-machines#t2a_limitations", machineHasSsd),
  among(POOL, "upgradeSettings.strategy", ["SURGE", "BLUE_GREEN"], PROVIDER),
  rule(POOL, `${SDK}: upgradeSettings`, upgradesMove),
  late(rule(POOL, `${SDK}: networkConfig.podRange`, rangeExists)),
  each(POOL, "nodeConfig.taints", PROVIDER, (taint) =>
    typeof taint["effect"] !== "string" || EFFECTS.includes(taint["effect"])
      ? undefined
      : `the effect "${taint["effect"]}" is none of ${EFFECTS.join(", ")}`,
  ),
  among(
    POOL,
    "nodeConfig.taintConfig.architectureTaintBehavior",
    ["ARCHITECTURE_TAINT_BEHAVIOR_UNSPECIFIED", "NONE", "ARM"],
    PROVIDER,
  ),
  among(POOL, "nodeConfig.workloadMetadataConfig.mode", ["MODE_UNSPECIFIED", "GCE_METADATA", "GKE_METADATA"], PROVIDER),
  among(POOL, "nodeConfig.loggingVariant", ["DEFAULT", "MAX_THROUGHPUT"], PROVIDER),
  among(POOL, "nodeConfig.sandboxConfig.type", ["GVISOR"], PROVIDER),
  late(
    rule(POOL, `${DOCS}how-to/service-accounts`, ({ inputs }, cloud) => {
      const property = "nodeConfig.serviceAccount";
      const email = textAt(inputs, property);
      if (!email.endsWith(`@${projectOf({}, cloud)}.${EMAIL_DOMAIN}`)) return undefined;
      const isIt = ({ type, outputs }: CloudResource) =>
        type === token("serviceaccount:Account") && outputs["email"] === email;
      return cloud.find(isIt) ? undefined : { property, reason: `"${email}" does not exist` };
    }),
  ),
];
