/** What Cloud SQL refuses of the databases and users in an instance. */
import type { Candidate, Check, Cloud, CloudResource } from "../../model.ts";
import { valueAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { flagsOf } from "../places.ts";
import { token } from "../tokens.ts";
import { among, isAbsent, isPresent, late, rule, type Finding } from "./rules.ts";

const DOCS = "https://cloud.google.com/sql/docs/postgres/";
const INSTANCE = token("sql:DatabaseInstance");

const instanceOf = ({ inputs }: Candidate, cloud: Cloud): CloudResource | undefined =>
  cloud.find(({ type, outputs }) => type === INSTANCE && outputs["name"] === inputs["instance"]);

/** What is made in an instance is made in the one that takes writes. */
function instanceTakesWrites(candidate: Candidate, cloud: Cloud): Finding {
  const found = instanceOf(candidate, cloud);
  return found && isPresent(found.inputs, "masterInstanceName")
    ? { property: "instance", reason: `"${textAt(candidate.inputs, "instance")}" is a read replica: name its source` }
    : undefined;
}

const IAM_USERS = ["CLOUD_IAM_USER", "CLOUD_IAM_SERVICE_ACCOUNT", "CLOUD_IAM_GROUP"];

function userFits(candidate: Candidate, cloud: Cloud): Finding {
  const { inputs } = candidate;
  const kind = inputs["type"] ?? "BUILT_IN";
  const found = instanceOf(candidate, cloud);
  if (!found || !textAt(found.inputs, "databaseVersion").startsWith("POSTGRES")) return undefined;
  const hasPassword = ["password", "passwordWo"].some((key) => !isAbsent(inputs, key));
  if (kind === "BUILT_IN" && !hasPassword) return { property: "password", reason: "must be given for PostgreSQL" };
  if (isPresent(inputs, "host")) return { property: "host", reason: "is for MySQL only" };
  if (kind === "CLOUD_IAM_SERVICE_ACCOUNT" && textAt(inputs, "name").endsWith(".gserviceaccount.com"))
    return { property: "name", reason: "leave out .gserviceaccount.com: PostgreSQL's names are too short for it" };
  if (!IAM_USERS.includes(String(kind))) return undefined;
  const flag = flagsOf(valueAt(found.inputs, "settings.databaseFlags")).get("cloudsql.iam_authentication");
  return flag === undefined || flag === "on"
    ? undefined
    : { property: "type", reason: "needs the instance's flag cloudsql.iam_authentication to be on" };
}

export const databaseUsers: readonly Check[] = [
  among(
    "sql:User",
    "type",
    ["BUILT_IN", ...IAM_USERS, "CLOUD_IAM_GROUP_USER", "CLOUD_IAM_GROUP_SERVICE_ACCOUNT", "ENTRAID_USER"],
    "@pulumi/gcp sql.User: type",
  ),
  late(rule("sql:User sql:Database", `${DOCS}replication#read-replicas`, instanceTakesWrites)),
  late(rule("sql:User", `@pulumi/gcp sql.User: password, host; ${DOCS}add-manage-iam-users`, userFits)),
  rule("sql:User", "@pulumi/gcp sql.User: password", ({ inputs }) =>
    IAM_USERS.includes(textAt(inputs, "type")) && isPresent(inputs, "password")
      ? { property: "password", reason: `is not for ${textAt(inputs, "type")}` }
      : undefined,
  ),
];
