import type { Family } from "../../rule.ts";
import { awsEncryptionAtRest } from "./aws.ts";
import { azureEncryptionAtRest } from "./azure.ts";
import { gcpEncryptionAtRest } from "./gcp.ts";

export const encryptionAtRest: Family = {
  name: "encryption-at-rest",
  description: "Everything that is stored is encrypted with a key of ours, and the keys rotate.",
  rules: [...awsEncryptionAtRest, ...azureEncryptionAtRest, ...gcpEncryptionAtRest],
};
