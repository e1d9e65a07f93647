/** What RDS and ElastiCache refuse. */
import { type Candidate, type Check, type Cloud, UNKNOWN } from "../../model.ts";
import { token } from "../tokens.ts";
import { valuesAt } from "../../paths.ts";
import { between, given, isGiven, matching, numberOf, rule, textOf, type Finding, late } from "./rules.ts";
import { zonesOfSubnets } from "./zones.ts";

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_";
const RDS_GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/";
const CACHE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_";
const CACHE_GUIDE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/";

const IDENTIFIER = "a letter first, then letters, digits and -, with no two - in a row and none at the end";
const identifier = (max: number) => new RegExp(`^(?=.{1,${max}}$)[a-zA-Z](-?[a-zA-Z0-9])*$`);

function primaryHasAll(candidate: Candidate): Finding {
  if (given(candidate, ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"]).length > 0)
    return undefined;
  const missing = ["engine", "allocatedStorage", "username"].find((property) => !isGiven(candidate, property));
  if (missing) return { property: missing, reason: "must be given, unless a snapshot or a source database is" };
  return isGiven(candidate, "password") ||
    isGiven(candidate, "passwordWo") ||
    candidate.inputs["manageMasterUserPassword"] === true
    ? undefined
    : { property: "password", reason: "must be given, or manageMasterUserPassword set" };
}

function passwordOnce(candidate: Candidate): Finding {
  return candidate.inputs["manageMasterUserPassword"] === true && isGiven(candidate, "password")
    ? { property: "password", reason: "cannot be given with manageMasterUserPassword" }
    : undefined;
}

function replicaFits(candidate: Candidate, cloud: Cloud): Finding {
  const name = textOf(candidate, "replicateSourceDb");
  if (name === undefined) return undefined;
  const [extra] = given(candidate, ["username", "password", "dbName", "engine"]);
  if (extra && extra !== "engine")
    return { property: extra, reason: "comes from the source database and cannot be given for a replica" };
  const source = cloud
    .ofType(token("rds:Instance"))
    .find(({ outputs }) => outputs["identifier"] === name || outputs["arn"] === name);
  if (!source) return undefined;
  if (!(Number(source.inputs["backupRetentionPeriod"]) > 0)) {
    return { property: "replicateSourceDb", reason: `${name} has no backups: give it a backupRetentionPeriod above 0` };
  }
  return source.inputs["manageMasterUserPassword"] === true
    ? {
        property: "replicateSourceDb",
        reason: `${name} has manageMasterUserPassword, with which RDS makes no replicas`,
      }
    : undefined;
}

const insightsDays = (days: number) => days === 7 || days === 731 || (days % 31 === 0 && days >= 31 && days <= 23 * 31);

const STATIC =
  /^(shared_preload_libraries|max_connections|shared_buffers|wal_buffers|max_wal_senders|rds\.logical_replication)$/;

/** Parameters that take effect at a restart cannot be applied at once. */
function staticParametersWait({ inputs }: Candidate): Finding {
  const parameters = valuesAt(inputs, "parameters[]") as { name?: string; applyMethod?: string }[];
  const hasty = parameters.find(
    ({ name, applyMethod = "immediate" }) => STATIC.test(String(name)) && applyMethod === "immediate",
  );
  return hasty && { property: "parameters", reason: `${hasty.name} is static: write applyMethod "pending-reboot"` };
}

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

function subnetsSpan({ inputs }: Candidate, cloud: Cloud): Finding {
  const zones = new Set(zonesOfSubnets(inputs, "subnetIds", cloud));
  return zones.size === 1 ? { property: "subnetIds", reason: "must reach two zones at least" } : undefined;
}

const GROUP = "rds:SubnetGroup rds:ParameterGroup rds:ClusterParameterGroup";

export const databases: readonly Check[] = [
  matching("rds:Instance", "identifier", identifier(63), IDENTIFIER, `${RDS}CreateDBInstance.html`),
  matching("rds:Cluster", "clusterIdentifier", identifier(63), IDENTIFIER, `${RDS}CreateDBCluster.html`),
  matching(
    "rds:SubnetGroup elasticache:SubnetGroup",
    "name",
    /^[a-z0-9 ._-]{1,255}$/,
    "lowercase letters, digits and . _ - only",
    "terraform-provider-aws, internal/service/rds/validate.go",
  ),
  matching(
    GROUP,
    "name",
    /^[a-z0-9 ._-]+$/,
    "lowercase letters, digits and - only",
    "terraform-provider-aws, internal/service/rds/validate.go",
  ),
  between("rds:Instance rds:Cluster", "backupRetentionPeriod", 0, 35, `${RDS}CreateDBInstance.html`),
  rule("rds:Instance", `${RDS}CreateDBInstance.html`, primaryHasAll),
  rule("rds:Instance rds:Cluster", `${RDS}CreateDBInstance.html`, passwordOnce),
  late(
    rule("rds:Instance", `${RDS}CreateDBInstanceReadReplica.html; ${RDS_GUIDE}rds-secrets-manager.html`, replicaFits),
  ),
  rule("rds:Instance", `${RDS}CreateDBInstance.html`, ({ inputs }) => {
    const days = inputs["performanceInsightsRetentionPeriod"];
    return typeof days !== "number" || insightsDays(days)
      ? undefined
      : {
          property: "performanceInsightsRetentionPeriod",
          reason: `${days} is none of 7, 731 and the multiples of 31 up to 713`,
        };
  }),
  rule("rds:ParameterGroup", `${RDS_GUIDE}USER_WorkingWithParamGroups.html`, staticParametersWait),
  rule("rds:SubnetGroup", `${RDS}CreateDBSubnetGroup.html`, subnetsSpan),
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
