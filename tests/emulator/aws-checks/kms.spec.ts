import { kms } from "../../../emulator/aws/checks/kms.ts";
import { describeChecks, policy, keyPolicy } from "./samples.ts";

describeChecks("kms", kms, [
  {
    type: "kms:Key",
    right: {
      deletionWindowInDays: 30,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      policy: keyPolicy,
      description: "Logs",
    },
    wrong: [
      [{ deletionWindowInDays: 3 }, "deletionWindowInDays"],
      [{ rotationPeriodInDays: 30 }, "rotationPeriodInDays"],
      [{ enableKeyRotation: false }, "rotationPeriodInDays"],
      [{ customerMasterKeySpec: "RSA_2048" }, "enableKeyRotation"],
      [{ policy: "{}" }, "policy"],
      [
        {
          policy: policy({
            Effect: "Allow",
            Principal: { Service: "logs.amazonaws.com" },
            Action: "kms:*",
            Resource: "*",
          }),
        },
        "policy",
      ],
      [{ description: "x".repeat(8193) }, "description"],
    ],
  },
  {
    type: "kms:Alias",
    right: { name: "alias/logs" },
    wrong: [
      [{ name: "logs" }, "name"],
      [{ name: "alias/aws/s3" }, "name"],
    ],
  },
]);
