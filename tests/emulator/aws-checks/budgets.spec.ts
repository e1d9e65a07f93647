import { budgets } from "../../../emulator/aws/checks/budgets.ts";
import { describeChecks } from "./samples.ts";

describeChecks("budgets", budgets, [
  {
    type: "budgets:Budget",
    right: {
      name: "monthly",
      notifications: [{ subscriberEmailAddresses: ["a@b.c"], subscriberSnsTopicArns: ["arn:t"] }],
    },
    wrong: [
      [{ name: "a:b" }, "name"],
      [{ notifications: Array.from({ length: 11 }, () => ({})) }, "notifications"],
      [
        { notifications: [{ subscriberEmailAddresses: Array.from({ length: 11 }, () => "a@b.c") }] },
        "notifications[].subscriberEmailAddresses",
      ],
      [{ notifications: [{ subscriberSnsTopicArns: ["a", "b"] }] }, "notifications[].subscriberSnsTopicArns"],
    ],
  },
]);
