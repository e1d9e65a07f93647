/** The common forms of checks, over AWS's short tokens. */
import { rulesFor } from "../../rules.ts";
import { tokens } from "../tokens.ts";

export { given, isGiven, numberOf, textOf, type Finding } from "../../rules.ts";
export const { rule, matching, between, among, shorterThan, atMost, exactlyOne, siblings } = rulesFor(tokens);
