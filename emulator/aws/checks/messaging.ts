/** What SNS and SQS refuse. */
import type { Candidate, Check } from "../../model.ts";
import { RESOURCE_POLICY, statementsOf, documentText } from "../policy.ts";
import { policyAt } from "./policies.ts";
import { among, between, isJson, matching, rule, shorterThan, textOf, type Finding } from "./rules.ts";

const SNS = "https://docs.aws.amazon.com/sns/latest/api/API_";
const SNS_GUIDE = "https://docs.aws.amazon.com/sns/latest/dg/";
const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";

function fifoIsNamed({ inputs }: Candidate): Finding {
  const { name, fifoTopic = false } = inputs;
  if (typeof name !== "string" || typeof fifoTopic !== "boolean" || name.endsWith(".fifo") === fifoTopic)
    return undefined;
  return { property: "name", reason: fifoTopic ? "must end with .fifo" : "ends with .fifo, which needs fifoTopic" };
}

/** What stands at the end of each protocol. */
const ENDPOINTS: Readonly<Record<string, readonly [pattern: RegExp, wanted: string]>> = {
  email: [/^[^@\s]+@[^@\s]+$/, "an address"],
  "email-json": [/^[^@\s]+@[^@\s]+$/, "an address"],
  http: [/^http:\/\//, "an address that starts with http://"],
  https: [/^https:\/\//, "an address that starts with https://"],
  sqs: [/^arn:[a-z-]+:sqs:/, "the ARN of a queue"],
  lambda: [/^arn:[a-z-]+:lambda:/, "the ARN of a function"],
  firehose: [/^arn:[a-z-]+:firehose:/, "the ARN of a delivery stream"],
  sms: [/^\+?[0-9]{1,15}$/, "a phone number"],
  application: [/^arn:/, "the ARN of a platform endpoint"],
};

function endpointFits(candidate: Candidate): Finding {
  const [pattern, wanted] = ENDPOINTS[textOf(candidate, "protocol") ?? ""] ?? [];
  const endpoint = textOf(candidate, "endpoint");
  if (endpoint === undefined || !pattern || pattern.test(endpoint)) return undefined;
  return { property: "endpoint", reason: `must be ${wanted} with protocol ${String(candidate.inputs["protocol"])}` };
}

function firehoseHasRole(candidate: Candidate): Finding {
  return candidate.inputs["protocol"] === "firehose" && candidate.inputs["subscriptionRoleArn"] === undefined
    ? { property: "subscriptionRoleArn", reason: "must be given with protocol firehose" }
    : undefined;
}

/** Actions on a topic; those on the service as a whole, such as CreateTopic, no topic can allow. */
const TOPIC_ACTIONS = [
  ...["AddPermission", "DeleteTopic", "GetDataProtectionPolicy", "GetTopicAttributes", "ListSubscriptionsByTopic"],
  ...["ListTagsForResource", "Publish", "PutDataProtectionPolicy", "Receive", "RemovePermission"],
  ...["SetTopicAttributes", "Subscribe", "TagResource", "UntagResource"],
].map((action) => `sns:${action}`.toLowerCase());

function actionsAreOfTopics({ inputs }: Candidate): Finding {
  const actions = statementsOf(documentText(inputs["policy"]) ?? "").flatMap(({ Action = [] }) => [Action].flat());
  const foreign = actions.find((action) => !/[*?]/.test(action) && !TOPIC_ACTIONS.includes(action.toLowerCase()));
  return foreign === undefined ? undefined : { property: "policy", reason: `${foreign} is no action on a topic` };
}

export const messaging: readonly Check[] = [
  matching(
    "sns:Topic",
    "name",
    /^[\w-]{1,256}(\.fifo)?$/,
    "1 to 256 letters, digits, _ and -",
    `${SNS}CreateTopic.html`,
  ),
  rule("sns:Topic", `${SNS}CreateTopic.html`, fifoIsNamed),
  shorterThan("sns:Topic", "displayName", 100, `${SNS}SetTopicAttributes.html`),
  isJson("sns:Topic", "deliveryPolicy", `${SNS}SetTopicAttributes.html`),
  policyAt("sns:Topic", "policy", RESOURCE_POLICY, 30720, `${SNS}SetTopicAttributes.html`),
  policyAt("sqs:QueuePolicy sns:TopicPolicy", "policy", RESOURCE_POLICY, 30720),
  rule(
    "sns:Topic sns:TopicPolicy",
    `https://github.com/aws/aws-cli/issues/3143; ${SNS_GUIDE}sns-access-policy-language-api-permissions-reference.html`,
    actionsAreOfTopics,
  ),
  matching(
    "sns:TopicPolicy",
    "arn",
    /^arn:/,
    "the ARN of a topic is wanted",
    "terraform-provider-aws, internal/service/sns/topic_policy.go",
  ),
  among("sns:TopicSubscription", "protocol", Object.keys(ENDPOINTS), `${SNS}Subscribe.html`),
  rule("sns:TopicSubscription", `${SNS}Subscribe.html`, endpointFits),
  rule("sns:TopicSubscription", `${SNS}Subscribe.html`, firehoseHasRole),
  isJson("sns:TopicSubscription", "filterPolicy", `${SNS_GUIDE}sns-message-filtering.html`),
  isJson("sns:TopicSubscription", "redrivePolicy", `${SNS_GUIDE}sns-dead-letter-queues.html`),
  among(
    "sns:TopicSubscription",
    "filterPolicyScope",
    ["MessageAttributes", "MessageBody"],
    `${SNS}SetSubscriptionAttributes.html`,
  ),
  matching("sqs:Queue", "name", /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/, "1 to 80 letters, digits, _ and -", SQS),
  between("sqs:Queue", "visibilityTimeoutSeconds", 0, 43200, SQS),
  between("sqs:Queue", "messageRetentionSeconds", 60, 1209600, SQS),
];
