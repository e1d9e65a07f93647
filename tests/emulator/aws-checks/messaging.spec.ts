import { messaging } from "../../../emulator/aws/checks/messaging.ts";
import { describeChecks, allow, policy } from "./samples.ts";

describeChecks("messaging", messaging, [
  {
    type: "sns:Topic",
    right: {
      name: "alerts",
      displayName: "Alerts",
      deliveryPolicy: "{}",
      policy: policy(allow({ Action: ["SNS:Publish", "sns:Subscribe"], Principal: "*" })),
    },
    wrong: [
      [{ name: "a.b" }, "name"],
      [{ name: "alerts.fifo" }, "name"],
      [{ fifoTopic: true }, "name"],
      [{ displayName: "x".repeat(101) }, "displayName"],
      [{ deliveryPolicy: "http" }, "deliveryPolicy"],
      [{ policy: policy(allow()) }, "policy"],
      [{ policy: policy(allow({ Action: "sns:CreateTopic", Principal: "*" })) }, "policy"],
    ],
  },
  {
    type: "sns:TopicPolicy",
    right: { arn: "arn:aws:sns:x", policy: policy(allow({ Action: "sns:*", Principal: "*" })) },
    wrong: [
      [{ arn: "alerts" }, "arn"],
      [{ policy: policy(allow({ Action: "sns:Publish" })) }, "policy"],
    ],
  },
  {
    type: "sns:TopicSubscription",
    right: {
      topic: "arn:aws:sns:x",
      protocol: "email",
      endpoint: "a@b.c",
      filterPolicy: "{}",
      filterPolicyScope: "MessageBody",
      redrivePolicy: "{}",
    },
    wrong: [
      [{ protocol: "mail" }, "protocol"],
      [{ endpoint: "ops" }, "endpoint"],
      [{ protocol: "https" }, "endpoint"],
      [{ protocol: "lambda", endpoint: "handler" }, "endpoint"],
      [{ protocol: "firehose", endpoint: "arn:aws:firehose:x" }, "subscriptionRoleArn"],
      [{ filterPolicy: "severity" }, "filterPolicy"],
      [{ filterPolicyScope: "Body" }, "filterPolicyScope"],
      [{ redrivePolicy: "queue" }, "redrivePolicy"],
    ],
  },
  {
    type: "sqs:Queue",
    right: { name: "jobs.fifo", visibilityTimeoutSeconds: 30, messageRetentionSeconds: 60 },
    wrong: [
      [{ name: "a b" }, "name"],
      [{ visibilityTimeoutSeconds: 50000 }, "visibilityTimeoutSeconds"],
      [{ messageRetentionSeconds: 1 }, "messageRetentionSeconds"],
    ],
  },
  {
    type: "sqs:QueuePolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
]);
