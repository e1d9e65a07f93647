import { secrets } from "../../../emulator/aws/checks/secrets.ts";
import { describeChecks, policy, allow } from "./samples.ts";

describeChecks("secrets", secrets, [
  {
    type: "secretsmanager:SecretPolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  {
    type: "secretsmanager:Secret",
    right: { name: "honua/db", recoveryWindowInDays: 0 },
    wrong: [
      [{ name: "a b" }, "name"],
      [{ recoveryWindowInDays: 5 }, "recoveryWindowInDays"],
    ],
  },
]);
