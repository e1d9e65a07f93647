import { logs } from "../../../emulator/aws/checks/logs.ts";
import { allow, describeChecks, policy, keyPolicy } from "./samples.ts";

describeChecks("logs", logs, [
  {
    type: "cloudwatch:LogGroup",
    right: { name: "/honua/flow", retentionInDays: 30, logGroupClass: "STANDARD", kmsKeyId: "arn:good" },
    wrong: [
      [{ name: "flow logs" }, "name"],
      [{ name: "aws/flow" }, "name"],
      [{ retentionInDays: 31 }, "retentionInDays"],
      [{ logGroupClass: "COLD" }, "logGroupClass"],
      [{ kmsKeyId: "alias/logs" }, "kmsKeyId"],
      [{ kmsKeyId: "arn:bad" }, "kmsKeyId"],
    ],
    live: [
      { type: "kms:Key", id: "bad", outputs: { arn: "arn:bad", policy: keyPolicy } },
      {
        type: "kms:Key",
        id: "good",
        outputs: {
          arn: "arn:good",
          policy: policy({
            Effect: "Allow",
            Principal: { Service: "logs.eu-central-1.amazonaws.com" },
            Action: "kms:Encrypt*",
            Resource: "*",
          }),
        },
      },
    ],
  },
  { type: "cloudwatch:LogStream", right: { name: "a/b" }, wrong: [[{ name: "a:b" }, "name"]] },
  {
    type: "cloudwatch:LogMetricFilter",
    right: {
      name: "errors",
      pattern: "ERROR",
      logGroupName: "/honua/api",
      metricTransformation: { name: "Errors", namespace: "Honua", value: "1", defaultValue: "0" },
    },
    wrong: [
      [{ name: "a:b" }, "name"],
      [{ pattern: "x".repeat(1025) }, "pattern"],
      [{ metricTransformation: { name: "a:b" } }, "metricTransformation.name"],
      [{ metricTransformation: { namespace: "a*" } }, "metricTransformation.namespace"],
      [{ metricTransformation: { value: "latency" } }, "metricTransformation.value"],
      [
        { metricTransformation: { value: "1", defaultValue: "0", dimensions: { host: "$.host" } } },
        "metricTransformation.defaultValue",
      ],
    ],
  },
  {
    type: "cloudwatch:LogSubscriptionFilter",
    right: {
      name: "all",
      filterPattern: "",
      logGroup: "/honua/api",
      destinationArn: "arn:aws:firehose:x",
      distribution: "Random",
    },
    wrong: [
      [{ filterPattern: "x".repeat(1025) }, "filterPattern"],
      [{ destinationArn: "stream" }, "destinationArn"],
      [{ distribution: "Even" }, "distribution"],
      [{ logGroup: "full" }, "logGroup"],
    ],
    live: [1, 2].map((number) => ({
      type: "cloudwatch:LogSubscriptionFilter",
      id: `f${number}`,
      inputs: { logGroup: "full" },
    })),
  },
  {
    type: "cloudwatch:LogResourcePolicy",
    right: { policyName: "p", policyDocument: policy(allow({ Principal: "*" })) },
    wrong: [[{ policyDocument: policy(allow()) }, "policyDocument"]],
  },
]);
