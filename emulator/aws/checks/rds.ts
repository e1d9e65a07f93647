/** What RDS refuses. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { token } from "../tokens.ts";
import { valuesAt } from "../../paths.ts";
import { IDENTIFIER, identifier } from "./identifiers.ts";
import { between, given, isGiven, late, matching, rule, textOf, type Finding } from "./rules.ts";
import { zonesOfSubnets } from "./zones.ts";

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_";
const RDS_GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/";

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

function subnetsSpan({ inputs }: Candidate, cloud: Cloud): Finding {
  const zones = new Set(zonesOfSubnets(inputs, "subnetIds", cloud));
  return zones.size === 1 ? { property: "subnetIds", reason: "must reach two zones at least" } : undefined;
}

const GROUP = "rds:SubnetGroup rds:ParameterGroup rds:ClusterParameterGroup";

export const rds: readonly Check[] = [
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
];
