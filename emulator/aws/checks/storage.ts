/** What S3 and DynamoDB refuse. */
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { RESOURCE_POLICY, documentText, statementsOf } from "../policy.ts";
import { token } from "../tokens.ts";
import { bucketOf } from "./buckets.ts";
import { policyAt } from "./policies.ts";
import { among, isGiven, late, matching, rule, siblings, textOf, type Finding } from "./rules.ts";

const NAMES = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
const API = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_";
const TABLES = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html";

const BUCKET_TYPES = "s3:Bucket s3:BucketV2";
const NAME = /^(?=.{3,63}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])$/;

/** A bucket's policy is about that bucket. */
function policyIsOfBucket({ inputs }: Candidate): Finding {
  const bucket = inputs["bucket"];
  const resources = statementsOf(documentText(inputs["policy"]) ?? "").flatMap(({ Resource = [] }) =>
    [Resource].flat(),
  );
  const foreign = resources.find((resource) => {
    const [, name] = /^arn:[a-z-]+:s3:::([^/*?$]+)(\/|$)/.exec(resource) ?? [];
    return name !== undefined && typeof bucket === "string" && name !== bucket;
  });
  return foreign === undefined
    ? undefined
    : { property: "policy", reason: `names ${foreign}, which is not ${String(bucket)}` };
}

/** New buckets refuse policies that let everyone in, until that is turned off. */
function policyIsNotPublic(candidate: Candidate, cloud: Cloud): Finding {
  const opened = statementsOf(documentText(candidate.inputs["policy"]) ?? "").find(
    ({ Effect, Principal, Condition }) => Effect === "Allow" && Condition === undefined && isEveryone(Principal),
  );
  if (!opened || !bucketOf(cloud, candidate.inputs["bucket"])) return undefined;
  const isAllowed = siblings(candidate, cloud, "s3:BucketPublicAccessBlock", "bucket").some(
    ({ inputs }) => (inputs["blockPublicPolicy"] ?? false) === false,
  );
  return isAllowed
    ? undefined
    : {
        property: "policy",
        reason: "lets everyone in, which the bucket's public access block refuses (blockPublicPolicy)",
      };
}

const isEveryone = (principal: unknown): boolean =>
  principal === "*" || (isRecord(principal as Values) && [(principal as Values)["AWS"]].flat().includes("*"));

/** Who owns what is written into the bucket; since April 2023 the bucket's owner does, and access lists mean nothing. */
function ownershipAllowsLists(candidate: Candidate, cloud: Cloud): Finding {
  if (!bucketOf(cloud, candidate.inputs["bucket"])) return undefined;
  const owners = siblings(candidate, cloud, "s3:BucketOwnershipControls", "bucket").flatMap(({ inputs }) =>
    valuesAt(inputs, "rule.objectOwnership"),
  );
  return owners.some((owner) => owner !== "BucketOwnerEnforced")
    ? undefined
    : {
        property: "bucket",
        reason: `${textOf(candidate, "bucket")} takes no access lists: make BucketOwnershipControls first`,
      };
}

function keyFitsAlgorithm({ inputs }: Candidate): Finding {
  const path = "rules[].applyServerSideEncryptionByDefault";
  const wrong = valuesAt(inputs, path)
    .filter(isRecord)
    .some((byDefault) => byDefault["sseAlgorithm"] === "AES256" && isGiven({ inputs: byDefault }, "kmsMasterKeyId"));
  return wrong ? { property: `${path}.kmsMasterKeyId`, reason: `needs sseAlgorithm "aws:kms"` } : undefined;
}

function rulesDiffer({ inputs }: Candidate): Finding {
  const ids = valuesAt(inputs, "rules[].id");
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  return repeated === undefined
    ? undefined
    : { property: "rules", reason: `has two rules with the id ${String(repeated)}` };
}

/** Versions of a bucket's objects cannot be turned off again, only suspended. */
function versionsStay({ inputs, old }: Candidate): Finding {
  const status = valuesAt(inputs, "versioningConfiguration.status")[0];
  const before = valuesAt(old?.inputs ?? {}, "versioningConfiguration.status")[0];
  return status === "Disabled" && (before === "Enabled" || before === "Suspended")
    ? {
        property: "versioningConfiguration.status",
        reason: `cannot go back from ${before} to Disabled: write Suspended`,
      }
    : undefined;
}

/** A default retention locks objects, which a bucket has to be made for or have versions for. */
const LOCKS = ["GOVERNANCE", "COMPLIANCE"];

function retentionIsOne({ inputs }: Candidate): Finding {
  const path = "rule.defaultRetention";
  const wrong = valuesAt(inputs, path)
    .filter(isRecord)
    .some((retention) => ["days", "years"].filter((unit) => isGiven({ inputs: retention }, unit)).length !== 1);
  return wrong ? { property: path, reason: "takes exactly one of days and years" } : undefined;
}

function lockHasVersions(candidate: Candidate, cloud: Cloud): Finding {
  const bucket = bucketOf(cloud, candidate.inputs["bucket"]);
  if (!bucket || bucket.inputs["objectLockEnabled"] === true) return undefined;
  const isVersioned = cloud
    .ofType(token("s3:BucketVersioning"))
    .some(
      ({ inputs }) =>
        inputs["bucket"] === bucket.id && valuesAt(inputs, "versioningConfiguration.status").includes("Enabled"),
    );
  return isVersioned
    ? undefined
    : { property: "bucket", reason: `${bucket.id} keeps no versions: make BucketVersioning first` };
}

export const storage: readonly Check[] = [
  matching(
    BUCKET_TYPES,
    "bucket",
    NAME,
    "3 to 63 lowercase letters, digits, . and -, a letter or digit first and last",
    NAMES,
  ),
  matching(
    BUCKET_TYPES,
    "bucket",
    /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)/,
    "no two periods in a row, and no IP address",
    NAMES,
  ),
  matching(
    BUCKET_TYPES,
    "bucket",
    /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3)$)/,
    "that start or end is kept for AWS",
    NAMES,
  ),
  policyAt("s3:BucketPolicy", "policy", RESOURCE_POLICY, 20480, `${GUIDE}bucket-policies.html`),
  rule("s3:BucketPolicy", `${API}PutBucketPolicy.html (MalformedPolicy)`, policyIsOfBucket),
  late(rule("s3:BucketPolicy", `${GUIDE}access-control-block-public-access.html`, policyIsNotPublic)),
  late(
    rule("s3:BucketAcl", `${GUIDE}about-object-ownership.html (AccessControlListNotSupported)`, ownershipAllowsLists),
  ),
  among(
    "s3:BucketOwnershipControls",
    "rule.objectOwnership",
    ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"],
    `${API}OwnershipControlsRule.html`,
  ),
  among(
    "s3:BucketServerSideEncryptionConfiguration",
    "rules[].applyServerSideEncryptionByDefault.sseAlgorithm",
    ["AES256", "aws:kms", "aws:kms:dsse"],
    `${API}ServerSideEncryptionByDefault.html`,
  ),
  rule("s3:BucketServerSideEncryptionConfiguration", `${API}ServerSideEncryptionByDefault.html`, keyFitsAlgorithm),
  among(
    "s3:BucketVersioning",
    "versioningConfiguration.status",
    ["Enabled", "Suspended", "Disabled"],
    "@pulumi/aws, the comment of status",
  ),
  rule("s3:BucketVersioning", "terraform-provider-aws, internal/service/s3/bucket_versioning.go", versionsStay),
  among("s3:BucketLifecycleConfiguration", "rules[].status", ["Enabled", "Disabled"], `${API}LifecycleRule.html`),
  rule("s3:BucketLifecycleConfiguration", `${API}LifecycleRule.html`, rulesDiffer),
  among("s3:BucketObjectLockConfiguration", "rule.defaultRetention.mode", LOCKS, `${API}DefaultRetention.html`),
  rule("s3:BucketObjectLockConfiguration", `${API}DefaultRetention.html`, retentionIsOne),
  late(rule("s3:BucketObjectLockConfiguration", `${GUIDE}object-lock-configure.html`, lockHasVersions)),
  matching("dynamodb:Table", "name", /^[\w.-]{3,255}$/, "3 to 255 letters, digits and _ . -", TABLES),
  among("dynamodb:Table", "billingMode", ["PROVISIONED", "PAY_PER_REQUEST"], TABLES),
];
