/** The common forms of checks, over AWS's short tokens. */
import type { Check } from "../../model.ts";
import { rulesFor } from "../../rules.ts";
import { tokens } from "../tokens.ts";

export { given, isGiven, numberOf, textOf, type Finding } from "../../rules.ts";
export const { rule, matching, between, among, isJson, shorterThan, atMost, exactlyOne, notTogether, siblings } =
  rulesFor(tokens);

/** A check that looks at what the same run may change before: asked when the resource is made or changed. */
export const late = (check: Check): Check => ({ ...check, late: true });
