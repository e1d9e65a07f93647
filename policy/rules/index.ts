import type { Family } from "../rule.ts";
import { arm } from "./arm.ts";
import { encryptionAtRest } from "./encryption-at-rest/index.ts";
import { encryptionInTransit } from "./encryption-in-transit.ts";
import { tagging } from "./tagging.ts";

/** Everything that is checked, in the order of docs/policies.md. */
export const families: readonly Family[] = [encryptionAtRest, encryptionInTransit, arm, tagging];
