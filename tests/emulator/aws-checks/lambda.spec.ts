import { lambda } from "../../../emulator/aws/checks/lambda.ts";
import { describeChecks } from "./samples.ts";

describeChecks("lambda", lambda, [
  {
    type: "lambda:Function",
    right: { name: "f", memorySize: 128, timeout: 3 },
    wrong: [
      [{ name: "f.g" }, "name"],
      [{ memorySize: 64 }, "memorySize"],
      [{ timeout: 901 }, "timeout"],
    ],
  },
]);
