import { backup } from "../../../emulator/aws/checks/backup.ts";
import { describeChecks } from "./samples.ts";

describeChecks("backup", backup, [
  { type: "backup:Vault", right: { name: "honua" }, wrong: [[{ name: "a" }, "name"]] },
  {
    type: "backup:Plan",
    right: { rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 120 } }] },
    wrong: [[{ rules: [{ lifecycle: { coldStorageAfter: 30, deleteAfter: 60 } }] }, "rules[].lifecycle.deleteAfter"]],
  },
]);
