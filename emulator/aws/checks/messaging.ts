/** What SNS and SQS refuse. */
import type { Check } from "../../model.ts";
import { RESOURCE_POLICY } from "../policy.ts";
import { policyAt } from "./policies.ts";
import { between, matching } from "./rules.ts";

export const messaging: readonly Check[] = [
  matching(
    "sns:Topic",
    "name",
    /^[\w-]{1,256}(\.fifo)?$/,
    "1 to 256 letters, digits, _ and -",
    "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  ),
  matching(
    "sqs:Queue",
    "name",
    /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/,
    "1 to 80 letters, digits, _ and -",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  ),
  between(
    "sqs:Queue",
    "visibilityTimeoutSeconds",
    0,
    43200,
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  ),
  between(
    "sqs:Queue",
    "messageRetentionSeconds",
    60,
    1209600,
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  ),
  policyAt("sqs:QueuePolicy sns:TopicPolicy", "policy", RESOURCE_POLICY, 30720),
];
