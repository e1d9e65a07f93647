/** What Lambda refuses. */
import type { Check } from "../../model.ts";
import { between, matching } from "./rules.ts";

const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";

export const lambda: readonly Check[] = [
  matching("lambda:Function", "name", /^[a-zA-Z0-9_-]{1,64}$/, "1 to 64 letters, digits, _ and -", LAMBDA),
  between("lambda:Function", "memorySize", 128, 10240, LAMBDA),
  between("lambda:Function", "timeout", 1, 900, LAMBDA),
];
