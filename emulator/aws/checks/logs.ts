/** What CloudWatch Logs refuses. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { regionOf } from "../account.ts";
import { RESOURCE_POLICY } from "../policy.ts";
import { policyAt } from "./policies.ts";
import { keyRefuses } from "./keys.ts";
import { among, late, matching, rule, shorterThan, siblings, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/";

/** Days; 0 is for ever. */
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** A log group's key must let the logs service of its region use it. */
function keyServesLogs(candidate: Candidate, cloud: Cloud): Finding {
  const arn = textOf(candidate, "kmsKeyId");
  if (arn === undefined) return undefined;
  if (!arn.startsWith("arn:")) return { property: "kmsKeyId", reason: `"${arn}" is not an ARN: pass the key's arn` };
  const services = [`logs.${regionOf(candidate.inputs, cloud)}.amazonaws.com`, "logs.amazonaws.com"];
  if (!keyRefuses(cloud, arn, services, "kms:Encrypt")) return undefined;
  return {
    property: "kmsKeyId",
    reason: `the key's policy does not let ${services[0]} encrypt (kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*)`,
  };
}

/** Subscriptions of one log group. */
const SUBSCRIPTIONS = 2;

function filtersFit(candidate: Candidate, cloud: Cloud): Finding {
  const others = siblings(candidate, cloud, "cloudwatch:LogSubscriptionFilter", "logGroup");
  return others.length < SUBSCRIPTIONS
    ? undefined
    : {
        property: "logGroup",
        reason: `${textOf(candidate, "logGroup")} has ${others.length} filters; ${SUBSCRIPTIONS} are allowed`,
      };
}

export const logs: readonly Check[] = [
  matching(
    "cloudwatch:LogGroup",
    "name",
    /^[.\-_/#A-Za-z0-9]{1,512}$/,
    "1 to 512 letters, digits and . - _ / #",
    `${API}CreateLogGroup.html`,
  ),
  matching("cloudwatch:LogGroup", "name", /^(?!aws\/)/, `a name cannot start with "aws/"`, `${API}CreateLogGroup.html`),
  matching(
    "cloudwatch:LogStream",
    "name",
    /^[^:*]{1,512}$/,
    "1 to 512 characters without : and *",
    `${API}CreateLogStream.html`,
  ),
  among("cloudwatch:LogGroup", "retentionInDays", RETENTIONS, `${API}PutRetentionPolicy.html`),
  among(
    "cloudwatch:LogGroup",
    "logGroupClass",
    ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"],
    `${API}CreateLogGroup.html`,
  ),
  late(
    rule(
      "cloudwatch:LogGroup",
      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
      keyServesLogs,
    ),
  ),
  matching(
    "cloudwatch:LogMetricFilter cloudwatch:LogSubscriptionFilter",
    "name",
    /^[^:*]{1,512}$/,
    "1 to 512 characters without : and *",
    `${API}PutMetricFilter.html`,
  ),
  shorterThan("cloudwatch:LogMetricFilter", "pattern", 1024, `${API}PutMetricFilter.html`),
  shorterThan("cloudwatch:LogSubscriptionFilter", "filterPattern", 1024, `${API}PutSubscriptionFilter.html`),
  ...["name", "namespace"].map((part) =>
    matching(
      "cloudwatch:LogMetricFilter",
      `metricTransformation.${part}`,
      /^[^:*$]{1,255}$/,
      "1 to 255 characters without : * and $",
      `${API}MetricTransformation.html`,
    ),
  ),
  matching(
    "cloudwatch:LogMetricFilter",
    "metricTransformation.value",
    /^(\$.{1,99}|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/,
    "a number or a field is wanted, as 1 or $.latency",
    `${API}MetricTransformation.html`,
  ),
  rule("cloudwatch:LogMetricFilter", `${API}MetricTransformation.html`, ({ inputs }) =>
    valuesAt(inputs, "metricTransformation.dimensions").length > 0 &&
    valuesAt(inputs, "metricTransformation.defaultValue").length > 0
      ? { property: "metricTransformation.defaultValue", reason: "cannot be given with dimensions" }
      : undefined,
  ),
  among(
    "cloudwatch:LogSubscriptionFilter",
    "distribution",
    ["Random", "ByLogStream"],
    `${API}PutSubscriptionFilter.html`,
  ),
  matching(
    "cloudwatch:LogSubscriptionFilter",
    "destinationArn",
    /^arn:/,
    "an ARN is wanted",
    `${API}PutSubscriptionFilter.html`,
  ),
  late(rule("cloudwatch:LogSubscriptionFilter", `${GUIDE}cloudwatch_limits_cwl.html`, filtersFit)),
  policyAt("cloudwatch:LogResourcePolicy", "policyDocument", RESOURCE_POLICY, 51200, `${API}PutResourcePolicy.html`),
];
