/** The common forms of checks, over Azure's short tokens. */
import { rulesFor } from "../../rules.ts";
import { tokens } from "../tokens.ts";

export const { rule, matching, between, among, atMost } = rulesFor(tokens);
