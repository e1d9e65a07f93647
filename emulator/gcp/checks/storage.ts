/** What Cloud Storage and Secret Manager refuse of buckets and secrets. */
import { UNKNOWN, type Candidate, type Check } from "../../model.ts";
import { isRecord, valueAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { among, atMost, atMostOne, each, isAbsent, isPresent, matching, rule, seconds, type Finding } from "./rules.ts";

const BUCKET = "storage:Bucket";
const SECRET = "secretmanager:Secret";
const SDK = "@pulumi/gcp storage.Bucket: ";
const SECRET_SDK = "@pulumi/gcp secretmanager.Secret: ";

const CLASSES = ["STANDARD", "MULTI_REGIONAL", "REGIONAL", "NEARLINE", "COLDLINE", "ARCHIVE", "RAPID"];
const ACTIONS = ["Delete", "SetStorageClass", "AbortIncompleteMultipartUpload"];

function deletedIsKept({ inputs }: Candidate): Finding {
  const property = "softDeletePolicy.retentionDurationSeconds";
  const value = valueAt(inputs, property);
  return typeof value !== "number" || value === 0 || (value >= 604800 && value <= 7776000)
    ? undefined
    : { property, reason: `${value} is neither 0 nor between 604800 (7 days) and 7776000 (90 days)` };
}

function replicationIsOne({ inputs }: Candidate): Finding {
  const property = "replication";
  const replication = inputs[property];
  if (!isRecord(replication) || Object.values(replication).includes(UNKNOWN)) return undefined;
  const given = ["auto", "userManaged"].filter((key) => replication[key] !== undefined && replication[key] !== null);
  return given.length === 1
    ? undefined
    : { property, reason: `must have auto or userManaged; it has ${given.length} of them` };
}

function rotationIsHeard({ inputs }: Candidate): Finding {
  if (!isPresent(inputs, "rotation")) return undefined;
  if (isAbsent(inputs, "topics")) return { property: "topics", reason: "must be given with rotation" };
  return isPresent(inputs, "rotation.rotationPeriod") && isAbsent(inputs, "rotation.nextRotationTime")
    ? { property: "rotation.nextRotationTime", reason: "must be given with rotationPeriod" }
    : undefined;
}

/** A secret version's payload: https://cloud.google.com/secret-manager/quotas */
const MAX_BYTES = 65536;

export const storage: readonly Check[] = [
  among(BUCKET, "storageClass", CLASSES, `${SDK}storageClass`),
  among(BUCKET, "publicAccessPrevention", ["inherited", "enforced"], `${SDK}publicAccessPrevention`),
  among(BUCKET, "rpo", ["DEFAULT", "ASYNC_TURBO"], `${SDK}rpo`),
  rule(BUCKET, `${SDK}softDeletePolicy`, deletedIsKept),
  each(BUCKET, "lifecycleRules", `${SDK}lifecycleRules[].action`, (one) => {
    const [kind, to] = [textAt(one, "action.type"), textAt(one, "action.storageClass")];
    if (kind !== "" && !ACTIONS.includes(kind)) return `"${kind}" is none of ${ACTIONS.join(", ")}`;
    if (kind === "SetStorageClass" && valueAt(one, "action.storageClass") === undefined)
      return "SetStorageClass needs a storageClass";
    return to === "" || CLASSES.includes(to) ? undefined : `"${to}" is none of ${CLASSES.join(", ")}`;
  }),
  atMost(BUCKET, "lifecycleRules", 100, "terraform-provider-google, resource_storage_bucket.go"),
  rule(BUCKET, `${SDK}hierarchicalNamespace`, ({ inputs }) =>
    valueAt(inputs, "hierarchicalNamespace.enabled") === true && inputs["uniformBucketLevelAccess"] === false
      ? { property: "uniformBucketLevelAccess", reason: "must be on with hierarchicalNamespace" }
      : undefined,
  ),
  matching(
    BUCKET,
    "retentionPolicy.retentionPeriod",
    /^\d{1,10}$/,
    "a number of seconds, less than 3155760000",
    `${SDK}retentionPolicy.retentionPeriod`,
  ),
  rule(SECRET, "terraform-provider-google, resource_secret_manager_secret.go", replicationIsOne),
  rule(SECRET, `${SECRET_SDK}rotation`, rotationIsHeard),
  seconds(SECRET, "rotation.rotationPeriod", 3600, 3153600000, `${SECRET_SDK}rotation.rotationPeriod`),
  atMost(SECRET, "topics", 10, `${SECRET_SDK}topics`),
  atMostOne(SECRET, ["ttl", "expireTime"], `${SECRET_SDK}ttl`),
  rule("secretmanager:SecretVersion", "https://cloud.google.com/secret-manager/quotas", ({ inputs }) =>
    Buffer.byteLength(textAt(inputs, "secretData")) > MAX_BYTES
      ? { property: "secretData", reason: `is longer than ${MAX_BYTES} bytes` }
      : undefined,
  ),
];
