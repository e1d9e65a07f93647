/** The common forms of checks, over Google Cloud's short tokens. */
import { rulesFor } from "../../rules.ts";
import { tokens } from "../tokens.ts";

export const { rule, matching, between, atMost, exactlyOne } = rulesFor(tokens);
