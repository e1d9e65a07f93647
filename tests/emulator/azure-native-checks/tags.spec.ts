import { tags } from "../../../emulator/azure-native/checks/tags.ts";
import { describeChecks } from "./samples.ts";

describeChecks("tags", tags, [
  {
    type: "resources:ResourceGroup",
    right: { resourceGroupName: "honua", location: "westeurope", tags: { owner: "team" } },
    wrong: [
      [{ tags: { "a<b": "c" } }, "tags"],
      [{ tags: { long: "x".repeat(257) } }, "tags"],
      [{ tags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`t${n}`, ""])) }, "tags"],
    ],
  },
]);
