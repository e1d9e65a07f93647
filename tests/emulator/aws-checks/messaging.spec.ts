import { messaging } from "../../../emulator/aws/checks/messaging.ts";
import { describeChecks, policy, allow } from "./samples.ts";

describeChecks("messaging", messaging, [
  {
    type: "sqs:QueuePolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  { type: "sns:Topic", right: { name: "alerts" }, wrong: [[{ name: "a.b" }, "name"]] },
  {
    type: "sqs:Queue",
    right: { name: "jobs.fifo", visibilityTimeoutSeconds: 30, messageRetentionSeconds: 60 },
    wrong: [
      [{ name: "a b" }, "name"],
      [{ visibilityTimeoutSeconds: 50000 }, "visibilityTimeoutSeconds"],
      [{ messageRetentionSeconds: 1 }, "messageRetentionSeconds"],
    ],
  },
]);
