import { arm } from "./arm.ts";
import { encryptionAtRest } from "./encryption-at-rest.ts";
import { encryptionInTransit } from "./encryption-in-transit.ts";
import type { Samples } from "./sample.ts";
import { tagging } from "./tagging.ts";

export const samples: Samples = { ...encryptionAtRest, ...encryptionInTransit, ...arm, ...tagging };
