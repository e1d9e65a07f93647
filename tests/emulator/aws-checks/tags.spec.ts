import { tags } from "../../../emulator/aws/checks/tags.ts";
import { describeChecks } from "./samples.ts";

describeChecks("tags", tags, [
  {
    type: "ec2:Vpc",
    right: { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } },
    wrong: [
      [{ tags: { "aws:name": "x" } }, "tags"],
      [{ tags: { Owner: "a;b" } }, "tags"],
      [{ tags: { Name: "x".repeat(257) } }, "tags"],
      [{ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"])) }, "tags"],
    ],
  },
]);
