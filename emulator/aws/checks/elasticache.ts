/** What ElastiCache refuses. */
import { type Candidate, type Check, type Cloud, UNKNOWN } from "../../model.ts";
import { token } from "../tokens.ts";
import { valuesAt } from "../../paths.ts";
import { IDENTIFIER, identifier } from "./identifiers.ts";
import { between, given, isGiven, late, matching, numberOf, rule, textOf, type Finding } from "./rules.ts";

const CACHE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_";
const CACHE_GUIDE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/";

function tokenNeedsTls(candidate: Candidate): Finding {
  return isGiven(candidate, "authToken") && candidate.inputs["transitEncryptionEnabled"] === false
    ? { property: "authToken", reason: "needs transitEncryptionEnabled" }
    : undefined;
}

function shardsOrNodes(candidate: Candidate): Finding {
  const sharded = given(candidate, ["numNodeGroups", "replicasPerNodeGroup"]);
  return sharded.length > 0 && isGiven(candidate, "numCacheClusters")
    ? { property: "numCacheClusters", reason: `cannot be given with ${sharded.join(" and ")}` }
    : undefined;
}

const SIZES = ["numNodeGroups", "numCacheClusters", "replicasPerNodeGroup"];

function failoverFits(candidate: Candidate): Finding {
  const { automaticFailoverEnabled, multiAzEnabled } = candidate.inputs;
  if (SIZES.some((size) => candidate.inputs[size] === UNKNOWN)) return undefined;
  const shards = numberOf(candidate, "numNodeGroups") ?? 1;
  const nodes = numberOf(candidate, "numCacheClusters") ?? (numberOf(candidate, "replicasPerNodeGroup") ?? 0) + 1;
  const isOff = automaticFailoverEnabled === false || automaticFailoverEnabled === undefined;
  if (shards > 1 && isOff)
    return { property: "automaticFailoverEnabled", reason: "must be true with more than one shard" };
  if (
    automaticFailoverEnabled === true &&
    nodes < 2 &&
    shards === 1 &&
    !Object.values(candidate.inputs).includes(UNKNOWN)
  ) {
    return { property: "automaticFailoverEnabled", reason: "needs a replica to fail over to" };
  }
  return multiAzEnabled === true && isOff
    ? { property: "multiAzEnabled", reason: "needs automaticFailoverEnabled" }
    : undefined;
}

/** The emulated parameter group says whether it is for sharded groups. */
function shardsNeedGroup(candidate: Candidate, cloud: Cloud): Finding {
  const name = textOf(candidate, "parameterGroupName");
  if ((numberOf(candidate, "numNodeGroups") ?? 1) < 2 || name === undefined) return undefined;
  if (name.startsWith("default.")) {
    return name.endsWith(".cluster.on")
      ? undefined
      : { property: "parameterGroupName", reason: `${name} is for one shard: write ${name}.cluster.on` };
  }
  const group = cloud.get(token("elasticache:ParameterGroup"), name);
  const parameters = group
    ? (valuesAt(group.inputs, "parameters[]") as { name?: string; value?: string }[])
    : undefined;
  return parameters &&
    !parameters.some((parameter) => parameter.name === "cluster-enabled" && parameter.value === "yes")
    ? { property: "parameterGroupName", reason: `${name} lacks cluster-enabled = yes, which more than one shard needs` }
    : undefined;
}

export const elasticache: readonly Check[] = [
  matching(
    "elasticache:ReplicationGroup",
    "replicationGroupId",
    identifier(40),
    IDENTIFIER,
    `${CACHE}CreateReplicationGroup.html`,
  ),
  matching("elasticache:Cluster", "clusterId", identifier(50), IDENTIFIER, `${CACHE}CreateCacheCluster.html`),
  matching(
    "elasticache:ReplicationGroup",
    "authToken",
    /^[A-Za-z0-9!&#$^<>-]{16,128}$/,
    "16 to 128 letters, digits and !&#$^<>-",
    `${CACHE_GUIDE}auth.html`,
  ),
  rule("elasticache:ReplicationGroup", `${CACHE_GUIDE}auth.html`, tokenNeedsTls),
  rule("elasticache:ReplicationGroup", `${CACHE}CreateReplicationGroup.html`, shardsOrNodes),
  rule("elasticache:ReplicationGroup", `${CACHE}CreateReplicationGroup.html`, failoverFits),
  late(rule("elasticache:ReplicationGroup", `${CACHE_GUIDE}ParameterGroups.html`, shardsNeedGroup)),
  between("elasticache:ReplicationGroup", "replicasPerNodeGroup", 0, 5, `${CACHE}CreateReplicationGroup.html`),
  between("elasticache:ReplicationGroup", "numNodeGroups", 1, 500, `${CACHE}CreateReplicationGroup.html`),
  between(
    "elasticache:ReplicationGroup elasticache:Cluster",
    "snapshotRetentionLimit",
    0,
    35,
    `${CACHE}CreateReplicationGroup.html`,
  ),
];
