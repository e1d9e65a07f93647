/** What CloudTrail, AWS Config and GuardDuty refuse. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { isRecord, valueAt } from "../../paths.ts";
import { ACCOUNT, regionOf } from "../account.ts";
import { token } from "../tokens.ts";
import { bucketRefuses } from "./buckets.ts";
import { keyRefuses } from "./keys.ts";
import { trusted } from "./roles.ts";
import { among, given, isJson, late, matching, notTogether, rule, type Finding } from "./rules.ts";

const TRAIL_API = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html";
const TRAIL_GUIDE = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/";
const CONFIG_API = "https://docs.aws.amazon.com/config/latest/APIReference/API_";
const GUARD_API = "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_";

const TRAIL = "cloudtrail:Trail";

function trailIsWritten({ inputs }: Candidate, cloud: Cloud): Finding {
  return bucketRefuses(cloud, inputs["s3BucketName"], "cloudtrail.amazonaws.com", "s3:GetBucketAcl", "s3:PutObject")
    ? {
        property: "s3BucketName",
        reason: `the policy of ${String(inputs["s3BucketName"])} does not let cloudtrail.amazonaws.com write (s3:GetBucketAcl on it, s3:PutObject on …/AWSLogs/${ACCOUNT}/*): make it first`,
      }
    : undefined;
}

function trailIsEncrypted({ inputs }: Candidate, cloud: Cloud): Finding {
  const key = inputs["kmsKeyId"];
  const refuses =
    typeof key === "string" && keyRefuses(cloud, key, ["cloudtrail.amazonaws.com"], "kms:GenerateDataKey");
  return refuses
    ? {
        property: "kmsKeyId",
        reason: "the key's policy does not let cloudtrail.amazonaws.com encrypt (kms:GenerateDataKey*)",
      }
    : undefined;
}

function trailLogsFit(candidate: Candidate): Finding {
  const pair = ["cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn"];
  const [only] = given(candidate, pair);
  if (given(candidate, pair).length === 1)
    return { property: pair.find((property) => property !== only), reason: `must be given with ${only}` };
  const { isMultiRegionTrail, includeGlobalServiceEvents } = candidate.inputs;
  return isMultiRegionTrail === true && includeGlobalServiceEvents === false
    ? { property: "includeGlobalServiceEvents", reason: "must be true with isMultiRegionTrail" }
    : undefined;
}

const RECORDER = "cfg:Recorder";
const CHANNEL = "cfg:DeliveryChannel";
const FREQUENCIES = ["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"];

/** Resources of that type in the candidate's region; the account has one recorder, channel or detector in each. */
const here = ({ inputs, urn }: Candidate, cloud: Cloud, type: string) =>
  cloud
    .ofType(token(type))
    .filter((other) => other.urn !== urn && regionOf(other.inputs, cloud) === regionOf(inputs, cloud));

const onlyOne =
  (type: string, what: string) =>
  (candidate: Candidate, cloud: Cloud): Finding => {
    const [other] = candidate.old ? [] : here(candidate, cloud, type);
    return (
      other && { reason: `${regionOf(candidate.inputs, cloud)} has ${what} already, ${other.id}; there can be one` }
    );
  };

const needs =
  (type: string, what: string) =>
  (candidate: Candidate, cloud: Cloud): Finding =>
    here(candidate, cloud, type).length > 0
      ? undefined
      : { reason: `${regionOf(candidate.inputs, cloud)} has no ${what}: make it first` };

function recordingFits({ inputs }: Candidate): Finding {
  const group = valueAt(inputs, "recordingGroup");
  if (!isRecord(group)) return undefined;
  const property = "recordingGroup";
  const all = group["allSupported"] ?? true;
  const [listed] = given({ inputs: group }, ["resourceTypes", "exclusionByResourceTypes"]);
  if (all === true && listed) return { property, reason: `${listed} needs allSupported: false` };
  return all === false && group["includeGlobalResourceTypes"] === true
    ? { property, reason: "includeGlobalResourceTypes needs allSupported: true" }
    : undefined;
}

/** Where the recorder has AWS's own role, the service itself writes into the bucket. */
function configIsDelivered(candidate: Candidate, cloud: Cloud): Finding {
  const property = "s3BucketName";
  const name = candidate.inputs[property];
  const recorders = here(candidate, cloud, RECORDER);
  const byService = recorders.some(({ inputs }) => /AWSServiceRoleForConfig/.test(String(inputs["roleArn"])));
  return byService && bucketRefuses(cloud, name, "config.amazonaws.com", "s3:GetBucketAcl", "s3:PutObject")
    ? {
        property,
        reason: `the policy of ${String(name)} does not let config.amazonaws.com write (s3:GetBucketAcl, s3:PutObject): make it first`,
      }
    : undefined;
}

function sourceFits({ inputs }: Candidate): Finding {
  const owner = valueAt(inputs, "source.owner");
  const id = valueAt(inputs, "source.sourceIdentifier");
  const property = "source.sourceIdentifier";
  if (owner === "AWS" && typeof id === "string" && !/^[A-Z0-9_]+$/.test(id))
    return { property, reason: `"${id}" is not the identifier of a managed rule, as ENCRYPTED_VOLUMES` };
  if (owner === "CUSTOM_LAMBDA" && typeof id === "string" && !id.startsWith("arn:"))
    return { property, reason: "must be the ARN of a function" };
  return (owner === "AWS" || owner === "CUSTOM_LAMBDA") && id === undefined
    ? { property, reason: `must be given with owner ${owner}` }
    : undefined;
}

const FEATURES = [
  ...["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS"],
  ...["EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING", "AI_PROTECTION", "AI_ANALYST"],
];
const RUNTIMES = ["EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"];

/** One way to watch over what runs, not both. */
function runtimeIsOne(candidate: Candidate, cloud: Cloud): Finding {
  const { name, status, detectorId } = candidate.inputs;
  if (status !== "ENABLED" || !RUNTIMES.includes(String(name))) return undefined;
  const other = cloud
    .ofType(token("guardduty:DetectorFeature"))
    .find(
      ({ inputs }) =>
        inputs["detectorId"] === detectorId &&
        inputs["status"] === "ENABLED" &&
        RUNTIMES.includes(String(inputs["name"])) &&
        inputs["name"] !== name,
    );
  return other && { property: "name", reason: `cannot be enabled beside ${String(other.inputs["name"])}` };
}

export const audit: readonly Check[] = [
  matching(
    TRAIL,
    "name",
    /^(?=.{3,128}$)(?!\d+\.\d+\.\d+\.\d+$)[a-zA-Z0-9]([._-]?[a-zA-Z0-9])*$/,
    "3 to 128 letters and digits, with single . _ - between them",
    TRAIL_API,
  ),
  matching(
    TRAIL,
    "cloudWatchLogsGroupArn",
    /^arn:.*:\*$/,
    "the log group's ARN with :* behind it is wanted",
    "@pulumi/aws, the comment of cloudWatchLogsGroupArn; its example",
  ),
  rule(TRAIL, TRAIL_API, trailLogsFit),
  notTogether(
    TRAIL,
    "eventSelectors",
    ["advancedEventSelectors"],
    "terraform-provider-aws, internal/service/cloudtrail/trail.go",
  ),
  among(
    TRAIL,
    "eventSelectors[].readWriteType",
    ["All", "ReadOnly", "WriteOnly"],
    `${TRAIL_API.replace("CreateTrail", "EventSelector")}`,
  ),
  late(
    rule(
      TRAIL,
      `${TRAIL_GUIDE}create-s3-bucket-policy-for-cloudtrail.html (InsufficientS3BucketPolicyException)`,
      trailIsWritten,
    ),
  ),
  late(rule(TRAIL, `${TRAIL_GUIDE}create-kms-key-policy-for-cloudtrail.html`, trailIsEncrypted)),
  trusted(
    TRAIL,
    "cloudWatchLogsRoleArn",
    "cloudtrail.amazonaws.com",
    `${TRAIL_GUIDE}send-cloudtrail-events-to-cloudwatch-logs.html`,
  ),
  rule(RECORDER, `${CONFIG_API}RecordingGroup.html`, recordingFits),
  trusted(
    RECORDER,
    "roleArn",
    "config.amazonaws.com",
    "https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html",
  ),
  late(
    rule(
      RECORDER,
      `${CONFIG_API}PutConfigurationRecorder.html (MaxNumberOfConfigurationRecordersExceeded)`,
      onlyOne(RECORDER, "a recorder"),
    ),
  ),
  late(
    rule(
      CHANNEL,
      `${CONFIG_API}PutDeliveryChannel.html (MaxNumberOfDeliveryChannelsExceeded)`,
      onlyOne(CHANNEL, "a delivery channel"),
    ),
  ),
  late(
    rule(
      CHANNEL,
      `${CONFIG_API}PutDeliveryChannel.html (NoAvailableConfigurationRecorder)`,
      needs(RECORDER, "recorder"),
    ),
  ),
  late(
    rule(CHANNEL, "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html", configIsDelivered),
  ),
  among(
    CHANNEL,
    "snapshotDeliveryProperties.deliveryFrequency",
    FREQUENCIES,
    `${CONFIG_API}ConfigSnapshotDeliveryProperties.html`,
  ),
  late(
    rule(
      "cfg:RecorderStatus",
      `${CONFIG_API}StartConfigurationRecorder.html (NoAvailableDeliveryChannel)`,
      (candidate, cloud) =>
        candidate.inputs["isEnabled"] === true ? needs(CHANNEL, "delivery channel")(candidate, cloud) : undefined,
    ),
  ),
  late(
    rule("cfg:Rule", `${CONFIG_API}PutConfigRule.html (NoAvailableConfigurationRecorder)`, needs(RECORDER, "recorder")),
  ),
  matching("cfg:Rule", "name", /^.{1,128}$/, "1 to 128 characters", `${CONFIG_API}ConfigRule.html`),
  among("cfg:Rule", "source.owner", ["CUSTOM_LAMBDA", "AWS", "CUSTOM_POLICY"], `${CONFIG_API}Source.html`),
  rule("cfg:Rule", `${CONFIG_API}Source.html`, sourceFits),
  isJson("cfg:Rule", "inputParameters", `${CONFIG_API}ConfigRule.html`),
  among("cfg:Rule", "maximumExecutionFrequency", FREQUENCIES, `${CONFIG_API}ConfigRule.html`),
  late(rule("guardduty:Detector", `${GUARD_API}CreateDetector.html`, onlyOne("guardduty:Detector", "a detector"))),
  among(
    "guardduty:Detector",
    "findingPublishingFrequency",
    ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"],
    `${GUARD_API}CreateDetector.html`,
  ),
  among("guardduty:DetectorFeature", "name", FEATURES, `${GUARD_API}DetectorFeatureConfiguration.html`),
  among(
    "guardduty:DetectorFeature",
    "status",
    ["ENABLED", "DISABLED"],
    `${GUARD_API}DetectorFeatureConfiguration.html`,
  ),
  late(
    rule(
      "guardduty:DetectorFeature",
      "https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html",
      runtimeIsOne,
    ),
  ),
];
