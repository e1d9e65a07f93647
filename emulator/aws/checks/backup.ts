/** What AWS Backup refuses. */
import type { Candidate, Check } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { matching, rule, type Finding } from "./rules.ts";

/** What goes to cold storage stays there for 90 days at least. */
function coldStorageKeeps({ inputs }: Candidate): Finding {
  for (const lifecycle of valuesAt(inputs, "rules[].lifecycle").filter(isRecord)) {
    const { coldStorageAfter, deleteAfter } = lifecycle;
    if (typeof coldStorageAfter !== "number" || typeof deleteAfter !== "number") continue;
    if (deleteAfter < coldStorageAfter + 90) {
      const reason = `${deleteAfter} is not 90 days past coldStorageAfter, ${coldStorageAfter}`;
      return { property: "rules[].lifecycle.deleteAfter", reason };
    }
  }
  return undefined;
}

export const backup: readonly Check[] = [
  matching(
    "backup:Vault",
    "name",
    /^[\w-]{2,50}$/,
    "2 to 50 letters, digits, _ and -",
    "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html",
  ),
  rule("backup:Plan", "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html", coldStorageKeeps),
];
