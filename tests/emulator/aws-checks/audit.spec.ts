import { audit } from "../../../emulator/aws/checks/audit.ts";
import type { Live } from "../aws-cloud.ts";
import { describeChecks, keyPolicy, policy, role } from "./samples.ts";

const bucket = (id: string, text?: string): Live => ({ type: "s3:Bucket", id, inputs: { bucket: id, policy: text } });
const writes = (service: string) =>
  policy({
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["s3:GetBucketAcl", "s3:PutObject"],
    Resource: "*",
  });
const key = (name: string, text: string): Live => ({
  type: "kms:Key",
  id: name,
  inputs: { policy: text },
  outputs: { arn: `arn:key/${name}` },
});
const recorder: Live = {
  type: "cfg:Recorder",
  id: "honua",
  inputs: { roleArn: "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig" },
};
const channel: Live = { type: "cfg:DeliveryChannel", id: "honua" };

describeChecks("audit", audit, [
  {
    type: "cloudtrail:Trail",
    right: {
      name: "honua-trail",
      s3BucketName: "audit",
      kmsKeyId: "arn:key/open",
      isMultiRegionTrail: true,
      cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:trail:*",
      cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/trail",
      eventSelectors: [{ readWriteType: "All" }],
    },
    wrong: [
      [{ name: "a" }, "name"],
      [{ name: "my--trail" }, "name"],
      [{ includeGlobalServiceEvents: false }, "includeGlobalServiceEvents"],
      [{ cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:trail" }, "cloudWatchLogsGroupArn"],
      [{ cloudWatchLogsRoleArn: undefined }, "cloudWatchLogsRoleArn"],
      [{ cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/config" }, "cloudWatchLogsRoleArn"],
      [{ advancedEventSelectors: [{ name: "x" }] }, "advancedEventSelectors"],
      [{ eventSelectors: [{ readWriteType: "Read" }] }, "eventSelectors[].readWriteType"],
      [{ s3BucketName: "bare" }, "s3BucketName"],
      [{ kmsKeyId: "arn:key/locked" }, "kmsKeyId"],
    ],
    live: [
      bucket("audit", writes("cloudtrail.amazonaws.com")),
      bucket("bare"),
      key(
        "open",
        policy({
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "kms:GenerateDataKey*",
          Resource: "*",
        }),
      ),
      key("locked", keyPolicy),
      role("trail", "cloudtrail.amazonaws.com"),
      role("config", "config.amazonaws.com"),
    ],
  },
  {
    type: "cfg:Recorder",
    right: {
      name: "honua",
      roleArn: "arn:aws:iam::123456789012:role/config",
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
    wrong: [
      [{ roleArn: "arn:aws:iam::123456789012:role/trail" }, "roleArn"],
      [{ recordingGroup: { allSupported: true, resourceTypes: ["AWS::EC2::Instance"] } }, "recordingGroup"],
      [{ recordingGroup: { allSupported: false, includeGlobalResourceTypes: true } }, "recordingGroup"],
    ],
    live: [role("config", "config.amazonaws.com"), role("trail", "cloudtrail.amazonaws.com")],
  },
  {
    type: "cfg:Recorder",
    right: { name: "second", region: "eu-west-1" },
    wrong: [[{ region: undefined }, ""]],
    live: [recorder],
  },
  {
    type: "cfg:DeliveryChannel",
    right: {
      name: "honua",
      s3BucketName: "audit",
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
    },
    wrong: [
      [{ s3BucketName: "bare" }, "s3BucketName"],
      [{ snapshotDeliveryProperties: { deliveryFrequency: "Daily" } }, "snapshotDeliveryProperties.deliveryFrequency"],
      [{ region: "eu-west-1" }, ""],
    ],
    live: [recorder, bucket("audit", writes("config.amazonaws.com")), bucket("bare")],
  },
  {
    type: "cfg:DeliveryChannel",
    right: { name: "second", region: "eu-west-1" },
    wrong: [[{ region: undefined }, ""]],
    live: [recorder, channel, { ...recorder, id: "west", inputs: { ...recorder.inputs, region: "eu-west-1" } }],
  },
  {
    type: "cfg:RecorderStatus",
    right: { name: "honua", isEnabled: true },
    wrong: [[{ region: "eu-west-1" }, ""]],
    live: [recorder, channel],
  },
  {
    type: "cfg:Rule",
    right: {
      name: "volumes",
      source: { owner: "AWS", sourceIdentifier: "ENCRYPTED_VOLUMES" },
      inputParameters: "{}",
      maximumExecutionFrequency: "One_Hour",
    },
    wrong: [
      [{ name: "x".repeat(129) }, "name"],
      [{ source: { owner: "ME" } }, "source.owner"],
      [{ source: { owner: "AWS" } }, "source.sourceIdentifier"],
      [{ source: { owner: "AWS", sourceIdentifier: "encrypted-volumes" } }, "source.sourceIdentifier"],
      [{ source: { owner: "CUSTOM_LAMBDA", sourceIdentifier: "checker" } }, "source.sourceIdentifier"],
      [{ inputParameters: "days=1" }, "inputParameters"],
      [{ maximumExecutionFrequency: "Hourly" }, "maximumExecutionFrequency"],
      [{ region: "eu-west-1" }, ""],
    ],
    live: [recorder],
  },
  {
    type: "guardduty:Detector",
    right: { findingPublishingFrequency: "FIFTEEN_MINUTES", region: "eu-west-1" },
    wrong: [
      [{ findingPublishingFrequency: "DAILY" }, "findingPublishingFrequency"],
      [{ region: undefined }, ""],
    ],
    live: [{ type: "guardduty:Detector", id: "d" }],
  },
  {
    type: "guardduty:DetectorFeature",
    right: { detectorId: "d", name: "RUNTIME_MONITORING", status: "ENABLED" },
    wrong: [
      [{ name: "KUBERNETES" }, "name"],
      [{ status: "ON" }, "status"],
      [{ detectorId: "e" }, "name"],
    ],
    live: [
      {
        type: "guardduty:DetectorFeature",
        id: "e/EKS",
        inputs: { detectorId: "e", name: "EKS_RUNTIME_MONITORING", status: "ENABLED" },
      },
    ],
  },
]);
