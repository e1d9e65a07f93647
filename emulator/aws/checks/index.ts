/** Everything that the emulated AWS refuses. */
import type { Check } from "../../model.ts";
import { compute } from "./compute.ts";
import { databases } from "./databases.ts";
import { ec2 } from "./ec2.ts";
import { ecr } from "./ecr.ts";
import { iam } from "./iam.ts";
import { kms } from "./kms.ts";
import { logs } from "./logs.ts";
import { securityGroups } from "./securityGroups.ts";
import { storage } from "./storage.ts";
import { tags } from "./tags.ts";

export const checks: readonly Check[] = [
  ...tags,
  ...ec2,
  ...securityGroups,
  ...kms,
  ...logs,
  ...iam,
  ...ecr,
  ...compute,
  ...databases,
  ...storage,
];
