import { storage } from "../../../emulator/aws/checks/storage.ts";
import { describeChecks, policy, allow } from "./samples.ts";

describeChecks("storage", storage, [
  {
    type: "s3:BucketPolicy",
    right: { policy: policy(allow({ Principal: "*" })) },
    wrong: [[{ policy: policy(allow()) }, "policy"]],
  },
  {
    type: "s3:Bucket",
    right: { bucket: "honua-state" },
    wrong: [
      [{ bucket: "Honua" }, "bucket"],
      [{ bucket: "a..b" }, "bucket"],
      [{ bucket: "10.0.0.1" }, "bucket"],
      [{ bucket: "xn--x" }, "bucket"],
    ],
  },
  {
    type: "dynamodb:Table",
    right: { name: "locks", billingMode: "PAY_PER_REQUEST" },
    wrong: [
      [{ name: "ab" }, "name"],
      [{ billingMode: "FREE" }, "billingMode"],
    ],
  },
]);
