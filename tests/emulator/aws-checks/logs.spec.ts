import { logs } from "../../../emulator/aws/checks/logs.ts";
import { describeChecks, policy, keyPolicy } from "./samples.ts";

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
]);
