/** What ElastiCache refuses. */
import { type Candidate, type Check, type Cloud, UNKNOWN } from "../../model.ts";
import { token } from "../tokens.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { IDENTIFIER, identifier } from "./identifiers.ts";
import { sameNetwork } from "./networks.ts";
import { windows } from "./windows.ts";
import {
  among,
  atMost,
  between,
  given,
  isGiven,
  late,
  matching,
  notTogether,
  numberOf,
  rule,
  textOf,
  type Finding,
} from "./rules.ts";

const API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/";
const PROVIDER = "terraform-provider-aws, internal/service/elasticache/";
const CREATE = `${API}CreateReplicationGroup.html`;

const isTrue = (value: unknown) => value === true || value === "true";

function tokenNeedsTls(candidate: Candidate): Finding {
  const tls = candidate.inputs["transitEncryptionEnabled"];
  return isGiven(candidate, "authToken") && tls !== UNKNOWN && !isTrue(tls)
    ? { property: "authToken", reason: "needs transitEncryptionEnabled" }
    : undefined;
}

function strategyFits(candidate: Candidate): Finding {
  return isGiven(candidate, "authTokenUpdateStrategy") && !isGiven(candidate, "authToken")
    ? { property: "authTokenUpdateStrategy", reason: "needs authToken" }
    : undefined;
}

function shardsOrNodes(candidate: Candidate): Finding {
  const sharded = given(candidate, ["numNodeGroups", "replicasPerNodeGroup"]);
  return sharded.length > 0 && isGiven(candidate, "numCacheClusters")
    ? { property: "numCacheClusters", reason: `cannot be given with ${sharded.join(" and ")}` }
    : undefined;
}

const SIZES = ["numNodeGroups", "numCacheClusters", "replicasPerNodeGroup"];

/** Cluster mode, as far as the group itself tells: more than one shard, or a setting that turns it on. */
const hasShards = (candidate: Candidate): boolean =>
  (numberOf(candidate, "numNodeGroups") ?? 1) > 1 ||
  candidate.inputs["clusterMode"] === "enabled" ||
  (textOf(candidate, "parameterGroupName")?.endsWith(".cluster.on") ?? false);

function failoverFits(candidate: Candidate): Finding {
  const { automaticFailoverEnabled = false, multiAzEnabled } = candidate.inputs;
  const property = "automaticFailoverEnabled";
  if (SIZES.some((size) => candidate.inputs[size] === UNKNOWN)) return undefined;
  if (hasShards(candidate) && automaticFailoverEnabled === false)
    return { property, reason: "must be true with cluster mode, which more than one shard needs" };
  if (multiAzEnabled === true && automaticFailoverEnabled === false)
    return { property: "multiAzEnabled", reason: "needs automaticFailoverEnabled" };
  const nodes = numberOf(candidate, "numCacheClusters") ?? (numberOf(candidate, "replicasPerNodeGroup") ?? 0) + 1;
  const isAlone = nodes < 2 && !hasShards(candidate) && !Object.values(candidate.inputs).includes(UNKNOWN);
  return automaticFailoverEnabled === true && isAlone && !isGiven(candidate, "parameterGroupName")
    ? { property, reason: "needs a replica to fail over to" }
    : undefined;
}

/** The emulated parameter group says whether it is for sharded groups. */
function shardsNeedGroup(candidate: Candidate, cloud: Cloud): Finding {
  const name = textOf(candidate, "parameterGroupName");
  if (!hasShards(candidate) || name === undefined) return undefined;
  if (name.startsWith("default.")) {
    return name.endsWith(".cluster.on")
      ? undefined
      : { property: "parameterGroupName", reason: `${name} is for one shard: write ${name}.cluster.on` };
  }
  const group = cloud.get(token("elasticache:ParameterGroup"), name);
  return group && !valuesAt(group.inputs, "parameters[]").some(turnsShardsOn)
    ? { property: "parameterGroupName", reason: `${name} lacks cluster-enabled = yes, which cluster mode needs` }
    : undefined;
}

const turnsShardsOn = (parameter: unknown): boolean => {
  const { name, value } = parameter as { name?: string; value?: string };
  return name === "cluster-enabled" && value === "yes";
};

/** Sharded groups always fail over. */
function shardsFailOver(candidate: Candidate, cloud: Cloud): Finding {
  const group = cloud.get(token("elasticache:ParameterGroup"), textOf(candidate, "parameterGroupName") ?? "");
  return group &&
    valuesAt(group.inputs, "parameters[]").some(turnsShardsOn) &&
    (candidate.inputs["automaticFailoverEnabled"] ?? false) === false
    ? { property: "automaticFailoverEnabled", reason: `must be true with cluster mode, which ${group.id} turns on` }
    : undefined;
}

/** The family of parameter groups that an engine's version takes. */
const familyOf = (engine: string, version: string): string | undefined => {
  const [major = "", minor] = version.split(".");
  if (engine === "valkey") return `valkey${major}`;
  if (engine !== "redis") return undefined;
  return Number(major) >= 7 ? `redis${major}` : major === "6" ? "redis6.x" : `redis${major}.${minor}`;
};

function groupFits(candidate: Candidate, cloud: Cloud): Finding {
  const group = cloud.get(token("elasticache:ParameterGroup"), textOf(candidate, "parameterGroupName") ?? "");
  const version = textOf(candidate, "engineVersion");
  const wanted = version && familyOf(textOf(candidate, "engine") ?? "redis", version);
  const family = group?.inputs["family"];
  return wanted && typeof family === "string" && family !== wanted
    ? { property: "parameterGroupName", reason: `${group?.id} is for ${family}; version ${version} needs ${wanted}` }
    : undefined;
}

const VERSIONS: Readonly<Record<string, RegExp>> = {
  redis: /^(([7-9]|\d{2,})\.\d+|6\.(x|\d+)|[1-5]\.\d+\.\d+)$/,
  valkey: /^\d+\.\d+$/,
};

function versionReads(candidate: Candidate): Finding {
  const version = textOf(candidate, "engineVersion");
  const engine = candidate.inputs["engine"] ?? "redis";
  if (version === undefined || typeof engine !== "string" || (VERSIONS[engine]?.test(version) ?? true))
    return undefined;
  return { property: "engineVersion", reason: `"${version}" is not allowed: write major and minor, as 7.1` };
}

function keyNeedsEncryption(candidate: Candidate): Finding {
  const { engine = "redis", atRestEncryptionEnabled: encrypted = engine === "valkey" } = candidate.inputs;
  return isGiven(candidate, "kmsKeyId") && engine !== UNKNOWN && encrypted !== UNKNOWN && !isTrue(encrypted)
    ? { property: "kmsKeyId", reason: "needs atRestEncryptionEnabled" }
    : undefined;
}

function zonesMatchNodes({ inputs }: Candidate): Finding {
  const { preferredCacheClusterAzs: zones, numCacheClusters: nodes } = inputs;
  return Array.isArray(zones) && zones.length > 0 && typeof nodes === "number" && zones.length !== nodes
    ? {
        property: "preferredCacheClusterAzs",
        reason: `names ${zones.length} zones for ${nodes} nodes: one each is wanted`,
      }
    : undefined;
}

/** Encryption on the wire comes to a living group in two steps. */
function encryptionComesInSteps({ inputs, old }: Candidate): Finding {
  const isNew = old && !isTrue(old.inputs["transitEncryptionEnabled"]) && isTrue(inputs["transitEncryptionEnabled"]);
  const mode = inputs["transitEncryptionMode"];
  return isNew && mode !== "preferred" && mode !== UNKNOWN
    ? {
        property: "transitEncryptionMode",
        reason: `must first be "preferred" where encryption is added to what exists`,
      }
    : undefined;
}

function deliveriesFit({ inputs }: Candidate): Finding {
  const property = "logDeliveryConfigurations";
  const deliveries = valuesAt(inputs, `${property}[]`).filter(isRecord);
  const types = deliveries.map(({ logType }) => logType).filter((type) => typeof type === "string");
  if (new Set(types).size < types.length) return { property, reason: "has the same logType twice" };
  const byArn = deliveries.find(({ destination }) => typeof destination === "string" && destination.startsWith("arn:"));
  return byArn && { property, reason: `destination is a name, not an ARN: pass the log group's name` };
}

function parametersDiffer({ inputs }: Candidate): Finding {
  const names = valuesAt(inputs, "parameters[].name");
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined ? undefined : { property: "parameters", reason: `has ${String(repeated)} twice` };
}

const GROUP = "elasticache:ReplicationGroup";
const BOTH = `${GROUP} elasticache:Cluster`;

export const elasticache: readonly Check[] = [
  matching(GROUP, "replicationGroupId", identifier(40), IDENTIFIER, CREATE),
  matching("elasticache:Cluster", "clusterId", identifier(50), IDENTIFIER, `${API}CreateCacheCluster.html`),
  among(GROUP, "engine", ["redis", "valkey"], CREATE),
  rule(GROUP, `${PROVIDER}engine_version.go`, versionReads),
  matching(
    BOTH,
    "nodeType",
    /^cache\.[a-z0-9-]+\.[a-z0-9]+$/,
    "a type is wanted, as cache.t4g.small",
    `${GUIDE}CacheNodes.SupportedTypes.html`,
  ),
  matching(
    GROUP,
    "authToken",
    /^[A-Za-z0-9!&#$^<>-]{16,128}$/,
    "16 to 128 letters, digits and !&#$^<>-",
    `${GUIDE}auth.html`,
  ),
  rule(GROUP, `${GUIDE}auth.html`, tokenNeedsTls),
  among(GROUP, "authTokenUpdateStrategy", ["SET", "ROTATE", "DELETE"], `${API}ModifyReplicationGroup.html`),
  rule(GROUP, `${API}ModifyReplicationGroup.html`, strategyFits),
  notTogether(GROUP, "authToken", ["userGroupIds"], `${PROVIDER}replication_group.go`),
  among(GROUP, "transitEncryptionMode", ["preferred", "required"], CREATE),
  rule(GROUP, `${GUIDE}in-transit-encryption-enable.html`, encryptionComesInSteps),
  matching(GROUP, "kmsKeyId", /^arn:/, "an ARN is wanted", `${PROVIDER}replication_group.go`),
  rule(GROUP, "@pulumi/aws, the comment of kmsKeyId", keyNeedsEncryption),
  rule(GROUP, CREATE, shardsOrNodes),
  rule(GROUP, CREATE, failoverFits),
  rule(GROUP, CREATE, zonesMatchNodes),
  among(GROUP, "clusterMode", ["enabled", "disabled", "compatible"], CREATE),
  late(rule(GROUP, `${GUIDE}ParameterGroups.html`, shardsNeedGroup)),
  late(rule(GROUP, `${GUIDE}ParameterGroups.html`, shardsFailOver)),
  late(rule(GROUP, `${GUIDE}ParameterGroups.html`, groupFits)),
  between(GROUP, "replicasPerNodeGroup", 0, 5, CREATE),
  between(GROUP, "numNodeGroups", 1, 500, CREATE),
  between(GROUP, "numCacheClusters", 1, 6, CREATE),
  between(BOTH, "snapshotRetentionLimit", 0, 35, CREATE),
  windows(BOTH, "snapshotWindow", "maintenanceWindow", { shortest: 60, apart: false }, CREATE),
  atMost(GROUP, "logDeliveryConfigurations", 2, `${PROVIDER}replication_group.go`),
  among(
    BOTH,
    "logDeliveryConfigurations[].logType",
    ["slow-log", "engine-log"],
    `${API}LogDeliveryConfigurationRequest.html`,
  ),
  among(BOTH, "logDeliveryConfigurations[].logFormat", ["json", "text"], `${API}LogDeliveryConfigurationRequest.html`),
  among(
    BOTH,
    "logDeliveryConfigurations[].destinationType",
    ["cloudwatch-logs", "kinesis-firehose"],
    `${API}LogDeliveryConfigurationRequest.html`,
  ),
  rule(BOTH, `@pulumi/aws, the comment of destination; ${GUIDE}Log_Delivery.html`, deliveriesFit),
  sameNetwork(GROUP, "subnetGroupName", "securityGroupIds[]", `${GUIDE}VPCs.EC.html`),
  matching(
    "elasticache:ParameterGroup",
    "family",
    /^(memcached\d\.\d|redis([2-5]\.\d|6\.x|[7-9])|valkey\d+)$/,
    "a family is wanted, as redis7 or valkey8",
    `${API}CreateCacheParameterGroup.html`,
  ),
  rule("elasticache:ParameterGroup", `${PROVIDER}parameter_group.go`, parametersDiffer),
  matching(
    "elasticache:SubnetGroup",
    "name",
    /^[a-zA-Z0-9-]{1,255}$/,
    "up to 255 letters, digits and -",
    `${API}CreateCacheSubnetGroup.html`,
  ),
];
