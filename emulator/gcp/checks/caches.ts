/** What Memorystore refuses of a Redis instance or cluster. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type Values } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { isWithin, sameNetwork } from "../places.ts";
import { regionOf } from "../project.ts";
import { token } from "../tokens.ts";
import {
  atMost,
  between,
  isPresent,
  late,
  matching,
  onlyWhere,
  neededWhere,
  rule,
  seconds,
  type Finding,
} from "./rules.ts";

const INSTANCE = "redis:Instance";
const CLUSTER = "redis:Cluster";
const BOTH = `${INSTANCE} ${CLUSTER}`;
const SDK = "@pulumi/gcp redis.Instance: ";
const CLUSTER_SDK = "@pulumi/gcp redis.Cluster: ";
const DOCS = "https://cloud.google.com/memorystore/docs/";
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** One node, two that fail over, or up to five copies that can be read from. */
function replicasFit({ inputs }: Candidate): Finding {
  const property = "replicaCount";
  const [count, tier, mode] = [inputs[property], inputs["tier"] ?? "BASIC", inputs["readReplicasMode"]];
  if (typeof count !== "number" || tier === UNKNOWN || mode === UNKNOWN) return undefined;
  if (tier === "BASIC") return count === 0 ? undefined : { property, reason: "must be 0 where tier is BASIC" };
  const [min, max] = mode === "READ_REPLICAS_ENABLED" ? [1, 5] : [1, 1];
  return count >= min && count <= max
    ? undefined
    : { property, reason: `${count} is not ${max === 1 ? "1, as without read replicas" : "between 1 and 5"}` };
}

const LEAST_FOR_READS = 5;

function readsHaveRoom({ inputs }: Candidate): Finding {
  const [size, mode] = [inputs["memorySizeGb"], inputs["readReplicasMode"]];
  return mode === "READ_REPLICAS_ENABLED" && typeof size === "number" && size < LEAST_FOR_READS
    ? { property: "memorySizeGb", reason: `${size} is too small for read replicas: ${LEAST_FOR_READS} or more` }
    : undefined;
}

function zonesFit({ inputs }: Candidate, cloud: Cloud): Finding {
  if (inputs["region"] === UNKNOWN) return undefined;
  const region = regionOf(inputs, cloud);
  const afar = ["locationId", "alternativeLocationId"].find(
    (key) => isPresent(inputs, key) && !isWithin(textAt(inputs, key), region),
  );
  if (afar !== undefined) return { property: afar, reason: `"${textAt(inputs, afar)}" is not in ${region}` };
  return isPresent(inputs, "locationId") && inputs["locationId"] === inputs["alternativeLocationId"]
    ? { property: "alternativeLocationId", reason: "must be another zone than locationId" }
    : undefined;
}

const POLICIES =
  "noeviction allkeys-lru volatile-lru allkeys-random volatile-random volatile-ttl allkeys-lfu volatile-lfu".split(" ");

function evictionExists({ inputs }: Candidate): Finding {
  const configs = valueAt(inputs, "redisConfigs");
  const policy = typeof configs === "object" && configs !== null ? (configs as Values)["maxmemory-policy"] : undefined;
  return typeof policy !== "string" || POLICIES.includes(policy)
    ? undefined
    : { property: "redisConfigs", reason: `maxmemory-policy is "${policy}"; allowed: ${POLICIES.join(", ")}` };
}

function isPeered({ inputs }: Candidate, cloud: Cloud): Finding {
  const network = inputs["authorizedNetwork"];
  if (inputs["connectMode"] !== "PRIVATE_SERVICE_ACCESS" || typeof network !== "string") return undefined;
  const isConnected = ({ type, inputs: other }: { type: string; inputs: Values }) =>
    type === token("servicenetworking:Connection") && sameNetwork(other["network"], network);
  return cloud.find(isConnected)
    ? undefined
    : { property: "connectMode", reason: `the network "${network}" has no servicenetworking.Connection yet` };
}

/** Private Service Connect must be allowed for the class, in the cluster's region, before it can have its endpoints. */
function hasConnectionPolicy({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = "pscConfigs";
  const [network] = valuesAt(inputs, `${property}[].network`);
  const region = regionOf(inputs, cloud);
  const fits = ({ type, inputs: other }: { type: string; inputs: Values }) =>
    type === token("networkconnectivity:ServiceConnectionPolicy") &&
    textAt(other, "serviceClass") === "gcp-memorystore-redis" &&
    textAt(other, "location") === region &&
    sameNetwork(other["network"], network);
  if (typeof network !== "string" || network === "" || cloud.find(fits)) return undefined;
  return {
    property,
    reason: `the network "${network}" has no ServiceConnectionPolicy for gcp-memorystore-redis in ${region} yet`,
  };
}

const HIGH = ["tier", ["STANDARD_HA"], "BASIC"] as const;
const SINGLE = ["zoneDistributionConfig.mode", ["SINGLE_ZONE"], "MULTI_ZONE"] as const;
const DAY = 86400;

export const caches: readonly Check[] = [
  between(INSTANCE, "memorySizeGb", 1, 300, `${DOCS}redis/redis-tiers`),
  matching(
    INSTANCE,
    "redisVersion",
    /^REDIS_(3_2|4_0|5_0|6_X|7_0|7_2)$/,
    "REDIS_7_2, REDIS_7_0, REDIS_6_X, REDIS_5_0, REDIS_4_0 or REDIS_3_2",
    `${DOCS}redis/supported-versions`,
  ),
  rule(INSTANCE, `${SDK}replicaCount`, replicasFit),
  onlyWhere(INSTANCE, "alternativeLocationId", HIGH, `${SDK}alternativeLocationId`),
  rule(INSTANCE, `${SDK}replicaCount`, ({ inputs }) =>
    inputs["readReplicasMode"] === "READ_REPLICAS_ENABLED" && (inputs["tier"] ?? "BASIC") === "BASIC"
      ? { property: "readReplicasMode", reason: "READ_REPLICAS_ENABLED needs the tier STANDARD_HA" }
      : undefined,
  ),
  rule(INSTANCE, `${DOCS}redis/about-read-replicas#requirements`, readsHaveRoom),
  rule(INSTANCE, `${SDK}locationId, alternativeLocationId`, zonesFit),
  late(rule(INSTANCE, `${DOCS}redis/networking#connection_modes`, isPeered)),
  matching(
    INSTANCE,
    "persistenceConfig.rdbSnapshotStartTime",
    RFC3339,
    "a time as in 2026-01-01T03:00:00Z",
    `${SDK}persistenceConfig.rdbSnapshotStartTime`,
  ),
  between(
    BOTH,
    "maintenancePolicy.weeklyMaintenanceWindows[].startTime.hours",
    0,
    23,
    "terraform-provider-google, redis",
  ),
  between(
    BOTH,
    "maintenancePolicy.weeklyMaintenanceWindows[].startTime.minutes",
    0,
    59,
    "terraform-provider-google, redis",
  ),
  atMost(INSTANCE, "maintenancePolicy.weeklyMaintenanceWindows", 1, "@pulumi/gcp redis.Instance: maintenancePolicy"),
  rule(BOTH, `${DOCS}redis/supported-redis-configurations`, evictionExists),
  between(CLUSTER, "shardCount", 1, 250, `${DOCS}cluster/cluster-node-specification#minimum_and_maximum`),
  between(CLUSTER, "replicaCount", 0, 5, `${DOCS}cluster/ha-and-replicas`),
  atMost(CLUSTER, "pscConfigs", 1, `${CLUSTER_SDK}pscConfigs`),
  matching(
    CLUSTER,
    "pscConfigs[].network",
    /projects\/[^/]+\/global\/networks\/[^/]+$/,
    "projects/{project}/global/networks/{name}, the network's id",
    `${CLUSTER_SDK}pscConfigs[].network`,
  ),
  late(rule(CLUSTER, `${DOCS}cluster/networking`, hasConnectionPolicy)),
  neededWhere(CLUSTER, ["zoneDistributionConfig.zone"], SINGLE, `${CLUSTER_SDK}zoneDistributionConfig`),
  onlyWhere(CLUSTER, "zoneDistributionConfig.zone", SINGLE, `${CLUSTER_SDK}zoneDistributionConfig`),
  seconds(CLUSTER, "automatedBackupConfig.retention", DAY, 365 * DAY, `${CLUSTER_SDK}automatedBackupConfig.retention`),
  between(
    CLUSTER,
    "automatedBackupConfig.fixedFrequencySchedule.startTime.hours",
    0,
    23,
    `${CLUSTER_SDK}automatedBackupConfig`,
  ),
  matching(
    CLUSTER,
    "persistenceConfig.rdbConfig.rdbSnapshotStartTime",
    RFC3339,
    "a time as in 2026-01-01T03:00:00Z",
    `${CLUSTER_SDK}persistenceConfig.rdbConfig`,
  ),
];
