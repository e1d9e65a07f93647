/** What RDS refuses of database instances, and of what stands beside them. */
import type { Candidate, Check, Cloud, CloudResource } from "../../model.ts";
import { regionOf } from "../account.ts";
import { token } from "../tokens.ts";
import { valuesAt } from "../../paths.ts";
import { identifier, IDENTIFIER, lowercaseIdentifier } from "./identifiers.ts";
import { sameNetwork } from "./networks.ts";
import { trusted } from "./roles.ts";
import { windows } from "./windows.ts";
import { among, between, given, isGiven, late, matching, numberOf, rule, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/";
const PROVIDER = "terraform-provider-aws, internal/service/rds/";
const CREATE = `${API}CreateDBInstance.html`;

/** A database that is made of another one, or of what was saved of one. */
const ORIGINS = ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"];

function primaryHasAll(candidate: Candidate): Finding {
  if (given(candidate, ORIGINS).length > 0) return undefined;
  const missing = ["engine", "allocatedStorage", "username"].find((property) => !isGiven(candidate, property));
  if (missing) return { property: missing, reason: "must be given, unless a snapshot or a source database is" };
  return isGiven(candidate, "password") ||
    isGiven(candidate, "passwordWo") ||
    candidate.inputs["manageMasterUserPassword"] === true
    ? undefined
    : { property: "password", reason: "must be given, or manageMasterUserPassword set" };
}

function passwordOnce(candidate: Candidate): Finding {
  const manages = candidate.inputs["manageMasterUserPassword"];
  if (manages === true && isGiven(candidate, "password"))
    return { property: "password", reason: "cannot be given with manageMasterUserPassword" };
  return manages === undefined && isGiven(candidate, "masterUserSecretKmsKeyId")
    ? { property: "masterUserSecretKmsKeyId", reason: "needs manageMasterUserPassword" }
    : undefined;
}

/** The instance that a name or an ARN means, where the emulated cloud has it. */
const instanceOf = (cloud: Cloud, name: string): CloudResource | undefined =>
  cloud.ofType(token("rds:Instance")).find(({ outputs }) => outputs["identifier"] === name || outputs["arn"] === name);

function replicaFits(candidate: Candidate, cloud: Cloud): Finding {
  const name = textOf(candidate, "replicateSourceDb");
  if (name === undefined) return undefined;
  const [extra] = given(candidate, ["username", "password", "dbName"]);
  if (extra) return { property: extra, reason: "comes from the source database and cannot be given for a replica" };
  if (!name.startsWith("arn:") && isGiven(candidate, "dbSubnetGroupName"))
    return {
      property: "replicateSourceDb",
      reason: `"${name}" must be the source's ARN where dbSubnetGroupName is given`,
    };
  const source = instanceOf(cloud, name);
  return source && candidate.old === undefined ? sourceFits(candidate, source, cloud) : undefined;
}

function sourceFits(candidate: Candidate, source: CloudResource, cloud: Cloud): Finding {
  const property = "replicateSourceDb";
  const name = textOf(candidate, property) ?? "";
  const isElsewhere = regionOf(source.inputs, cloud) !== regionOf(candidate.inputs, cloud);
  if (isElsewhere && !name.startsWith("arn:"))
    return { property, reason: `"${name}" is in ${regionOf(source.inputs, cloud)}: write its ARN` };
  if (isElsewhere && source.outputs["storageEncrypted"] === true && !isGiven(candidate, "kmsKeyId"))
    return { property: "kmsKeyId", reason: "must be given: the source is encrypted and in another region" };
  if (!(Number(source.inputs["backupRetentionPeriod"]) > 0))
    return { property, reason: `${name} has no backups: give it a backupRetentionPeriod above 0` };
  return source.inputs["manageMasterUserPassword"] === true
    ? { property, reason: `${name} has manageMasterUserPassword, with which RDS makes no replicas` }
    : undefined;
}

const insightsDays = (days: number) => days === 7 || days === 731 || (days % 31 === 0 && days >= 31 && days <= 23 * 31);

function monitoringFits(candidate: Candidate): Finding {
  const { monitoringInterval = 0 } = candidate.inputs;
  const hasRole = isGiven(candidate, "monitoringRoleArn");
  if (typeof monitoringInterval !== "number") return undefined;
  if (monitoringInterval > 0 && !hasRole)
    return { property: "monitoringRoleArn", reason: "must be given where monitoringInterval is not 0" };
  return monitoringInterval === 0 && hasRole
    ? { property: "monitoringInterval", reason: "must not be 0 where monitoringRoleArn is given" }
    : undefined;
}

const SIMPLE_ENGINES = /^(postgres|mysql|mariadb)$/;
/** GiB below which gp3 comes with fixed speeds. */
const STRIPED = 400;

function storageFits(candidate: Candidate): Finding {
  const size = numberOf(candidate, "allocatedStorage");
  const max = numberOf(candidate, "maxAllocatedStorage");
  const type = textOf(candidate, "storageType");
  const isProvisioned = type === "io1" || type === "io2";
  if (isProvisioned && !isGiven(candidate, "iops")) return { property: "iops", reason: `must be given with ${type}` };
  const [speed] = given(candidate, ["iops", "storageThroughput"]);
  if (speed === "iops" && type !== undefined && !isProvisioned && type !== "gp3")
    return { property: "iops", reason: `cannot be given with ${type}` };
  if (isGiven(candidate, "storageThroughput") && type !== undefined && type !== "gp3")
    return { property: "storageThroughput", reason: `is for gp3 only, not for ${type}` };
  if (size === undefined || given(candidate, ORIGINS).length > 0) return undefined;
  const isSimple = SIMPLE_ENGINES.test(textOf(candidate, "engine") ?? "");
  if (isSimple && speed && type === "gp3" && size < STRIPED)
    return { property: speed, reason: `cannot be given with gp3 below ${STRIPED} GiB; allocatedStorage is ${size}` };
  const least = isProvisioned ? 100 : 20;
  if (isSimple && type !== "standard" && (size < least || size > 65536))
    return { property: "allocatedStorage", reason: `${size} is not between ${least} and 65536` };
  return max !== undefined && max !== 0 && max < size
    ? { property: "maxAllocatedStorage", reason: `${max} is below allocatedStorage, ${size}` }
    : undefined;
}

const LOGS: Readonly<Record<string, readonly string[]>> = {
  postgres: ["postgresql", "upgrade", "iam-db-auth-error"],
  mysql: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
  mariadb: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
};

function logsExist(candidate: Candidate): Finding {
  const allowed = LOGS[textOf(candidate, "engine") ?? ""];
  const wrong = valuesAt(candidate.inputs, "enabledCloudwatchLogsExports[]").find(
    (log) => typeof log === "string" && allowed && !allowed.includes(log),
  );
  return wrong === undefined
    ? undefined
    : { property: "enabledCloudwatchLogsExports", reason: `"${String(wrong)}" is none of ${allowed?.join(", ")}` };
}

const PASSWORD_LENGTHS: Readonly<Record<string, number>> = { postgres: 128, mysql: 41, mariadb: 41 };
const NAMES: Readonly<Record<string, number>> = { postgres: 63, mysql: 64, mariadb: 64 };
/** Names that PostgreSQL on RDS keeps for itself. */
const RESERVED = ["admin", "rdsadmin"];

function loginFits(candidate: Candidate): Finding {
  const engine = textOf(candidate, "engine") ?? "";
  const [username, password, dbName] = ["username", "password", "dbName"].map((name) => textOf(candidate, name));
  const longest = PASSWORD_LENGTHS[engine];
  // Never the password itself.
  if (
    longest &&
    password !== undefined &&
    !new RegExp(`^[!-.0-?A-~]{8,${longest}}$`).test(password.replaceAll('"', "/"))
  )
    return { property: "password", reason: `is not 8 to ${longest} printable characters other than / " @ and blanks` };
  if (NAMES[engine] && dbName !== undefined && !new RegExp(`^[A-Za-z_]\\w{0,${NAMES[engine] - 1}}$`).test(dbName))
    return {
      property: "dbName",
      reason: `"${dbName}" is not a letter first, then up to ${NAMES[engine] - 1} letters, digits and _`,
    };
  if (username === undefined) return undefined;
  if (!/^[A-Za-z_]\w{0,62}$/.test(username))
    return { property: "username", reason: `"${username}" is not a letter first, then letters, digits and _` };
  return engine === "postgres" && RESERVED.includes(username.toLowerCase())
    ? { property: "username", reason: `"${username}" is kept for RDS` }
    : undefined;
}

/** `postgres15` for version 15.4 of postgres. */
function groupFits(candidate: Candidate, cloud: Cloud): Finding {
  const group = cloud.get(token("rds:ParameterGroup"), textOf(candidate, "parameterGroupName") ?? "");
  const family = String(group?.inputs["family"] ?? "");
  const [engine, version] = [textOf(candidate, "engine"), textOf(candidate, "engineVersion")];
  const wanted = engine === "postgres" && version ? `postgres${version.split(".")[0]}` : undefined;
  return wanted && /^postgres1\d$/.test(family) && family !== wanted
    ? { property: "parameterGroupName", reason: `${group?.id} is for ${family}; ${engine} ${version} needs ${wanted}` }
    : undefined;
}

/** Backups are copied into another region, by a key of that region where they are encrypted. */
function backupsGoElsewhere(candidate: Candidate, cloud: Cloud): Finding {
  const property = "sourceDbInstanceArn";
  const arn = textOf(candidate, property);
  const source = arn === undefined ? undefined : instanceOf(cloud, arn);
  const here = regionOf(candidate.inputs, cloud);
  if (arn?.split(":")[3] === here)
    return { property, reason: `is in ${here} itself: set region to where the copies go` };
  if (source?.outputs["storageEncrypted"] === true && !isGiven(candidate, "kmsKeyId"))
    return { property: "kmsKeyId", reason: "must be given: the source is encrypted" };
  if (source && !(Number(source.inputs["backupRetentionPeriod"]) > 0))
    return { property, reason: `${source.id} has no backups: give it a backupRetentionPeriod above 0` };
  const keyRegion = textOf(candidate, "kmsKeyId")?.split(":")[3];
  return keyRegion && keyRegion !== here
    ? { property: "kmsKeyId", reason: `is a key of ${keyRegion}; the copies are in ${here}` }
    : undefined;
}

const INSTANCE = "rds:Instance";
const ARN = /^arn:/;

export const rds: readonly Check[] = [
  matching(
    INSTANCE,
    "identifier",
    lowercaseIdentifier(63),
    `lowercase, ${IDENTIFIER}`,
    `${PROVIDER}validate.go; ${CREATE}`,
  ),
  matching("rds:Cluster", "clusterIdentifier", identifier(63), IDENTIFIER, `${API}CreateDBCluster.html`),
  matching(INSTANCE, "finalSnapshotIdentifier", identifier(255), IDENTIFIER, `${PROVIDER}instance.go`),
  matching(
    INSTANCE,
    "instanceClass",
    /^db\.[a-z0-9-]+\.[a-z0-9-]+$/,
    "a class is wanted, as db.t4g.medium",
    `${GUIDE}Concepts.DBInstanceClass.html`,
  ),
  matching(`${INSTANCE} rds:Cluster`, "kmsKeyId", ARN, "an ARN is wanted", `${PROVIDER}instance.go`),
  matching(INSTANCE, "performanceInsightsKmsKeyId", ARN, "an ARN is wanted", `${PROVIDER}instance.go`),
  between(`${INSTANCE} rds:Cluster`, "backupRetentionPeriod", 0, 35, CREATE),
  between(INSTANCE, "port", 1150, 65535, CREATE),
  among(INSTANCE, "storageType", ["standard", "gp2", "gp3", "io1", "io2"], CREATE),
  among(INSTANCE, "monitoringInterval", [0, 1, 5, 10, 15, 30, 60], CREATE),
  among(INSTANCE, "databaseInsightsMode", ["standard", "advanced"], CREATE),
  rule(INSTANCE, CREATE, primaryHasAll),
  rule(`${INSTANCE} rds:Cluster`, CREATE, passwordOnce),
  rule(INSTANCE, CREATE, loginFits),
  rule(INSTANCE, `${GUIDE}CHAP_Storage.html; ${CREATE}`, storageFits),
  rule(INSTANCE, `${GUIDE}USER_Monitoring.OS.Enabling.html`, monitoringFits),
  trusted(INSTANCE, "monitoringRoleArn", "monitoring.rds.amazonaws.com", `${GUIDE}USER_Monitoring.OS.Enabling.html`),
  rule(INSTANCE, CREATE, logsExist),
  windows(INSTANCE, "backupWindow", "maintenanceWindow", { shortest: 30, apart: true }, CREATE),
  rule(INSTANCE, CREATE, ({ inputs }) =>
    inputs["multiAz"] === true && typeof inputs["availabilityZone"] === "string"
      ? { property: "availabilityZone", reason: "cannot be given with multiAz" }
      : undefined,
  ),
  rule(INSTANCE, "@pulumi/aws, the comments of kmsKeyId and storageEncrypted", (candidate) =>
    given(candidate, ORIGINS).length === 0 &&
    isGiven(candidate, "kmsKeyId") &&
    (candidate.inputs["storageEncrypted"] ?? false) === false
      ? { property: "storageEncrypted", reason: "must be true where kmsKeyId is given" }
      : undefined,
  ),
  late(rule(INSTANCE, `${API}CreateDBInstanceReadReplica.html; ${GUIDE}rds-secrets-manager.html`, replicaFits)),
  late(rule(INSTANCE, `${GUIDE}USER_WorkingWithParamGroups.html`, groupFits)),
  sameNetwork(
    INSTANCE,
    "dbSubnetGroupName",
    "vpcSecurityGroupIds[]",
    `${GUIDE}USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  ),
  rule(INSTANCE, CREATE, ({ inputs }) => {
    const days = inputs["performanceInsightsRetentionPeriod"];
    return typeof days !== "number" || insightsDays(days)
      ? undefined
      : {
          property: "performanceInsightsRetentionPeriod",
          reason: `${days} is none of 7, 731 and the multiples of 31 up to 713`,
        };
  }),
  between("rds:InstanceAutomatedBackupsReplication", "retentionPeriod", 1, 35, `${GUIDE}USER_ReplicateBackups.html`),
  matching(
    "rds:InstanceAutomatedBackupsReplication",
    "kmsKeyId",
    ARN,
    "an ARN is wanted",
    `${PROVIDER}instance_automated_backups_replication.go`,
  ),
  late(
    rule(
      "rds:InstanceAutomatedBackupsReplication",
      `${API}StartDBInstanceAutomatedBackupsReplication.html; ${GUIDE}USER_ReplicateBackups.html`,
      backupsGoElsewhere,
    ),
  ),
];
