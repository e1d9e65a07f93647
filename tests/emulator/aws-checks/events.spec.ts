import { events } from "../../../emulator/aws/checks/events.ts";
import type { Live } from "../aws-cloud.ts";
import { describeChecks, policy } from "./samples.ts";

const topic = (name: string, inputs: Live["inputs"] = {}): Live => ({
  type: "sns:Topic",
  id: `arn:aws:sns:eu-central-1:123456789012:${name}`,
  inputs,
  outputs: { arn: `arn:aws:sns:eu-central-1:123456789012:${name}` },
});
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:";
const letsPublish = (service: string) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: "SNS:Publish", Resource: "*" });

describeChecks("events", events, [
  {
    type: "cloudwatch:EventRule",
    right: {
      name: "nightly",
      description: "Every night",
      state: "ENABLED",
      scheduleExpression: "cron(0 3 * * ? *)",
    },
    wrong: [
      [{ name: "x".repeat(65) }, "name"],
      [{ description: "x".repeat(513) }, "description"],
      [{ state: "ON" }, "state"],
      [{ scheduleExpression: undefined }, "eventPattern"],
      [{ eventBusName: "honua" }, "scheduleExpression"],
      [{ scheduleExpression: "0 3 * * *" }, "scheduleExpression"],
      [{ scheduleExpression: "cron(0 3 * * *)" }, "scheduleExpression"],
      [{ scheduleExpression: "cron(0 3 * * * *)" }, "scheduleExpression"],
      [{ scheduleExpression: "rate(1 days)" }, "scheduleExpression"],
      [{ scheduleExpression: "rate(5 minute)" }, "scheduleExpression"],
    ],
  },
  {
    type: "cloudwatch:EventRule",
    right: { eventPattern: JSON.stringify({ source: ["aws.backup"], detail: { state: ["FAILED"] } }) },
    wrong: [
      [{ eventPattern: "aws.backup" }, "eventPattern"],
      [{ eventPattern: JSON.stringify({ source: "aws.backup" }) }, "eventPattern"],
    ],
  },
  {
    type: "cloudwatch:EventTarget",
    right: { rule: "nightly", targetId: "alerts", arn: `${TOPIC}open`, input: "{}" },
    wrong: [
      [{ targetId: "x".repeat(65) }, "targetId"],
      [{ arn: "alerts" }, "arn"],
      [{ arn: `${TOPIC}closed` }, "arn"],
      [{ inputPath: "$.detail" }, "inputPath"],
      [{ rule: "full" }, "rule"],
    ],
    live: [
      topic("open", { policy: letsPublish("events.amazonaws.com") }),
      topic("closed", { policy: letsPublish("cloudwatch.amazonaws.com") }),
      ...Array.from({ length: 5 }, (_, index) => ({
        type: "cloudwatch:EventTarget",
        id: `full-${index}`,
        inputs: { rule: "full" },
      })),
    ],
  },
]);
