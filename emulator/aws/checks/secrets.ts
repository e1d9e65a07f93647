/** What Secrets Manager refuses. */
import type { Check } from "../../model.ts";
import { RESOURCE_POLICY } from "../policy.ts";
import { policyAt } from "./policies.ts";
import { matching, rule } from "./rules.ts";

const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_";

export const secrets: readonly Check[] = [
  matching(
    "secretsmanager:Secret",
    "name",
    /^[\w/+=.@-]{1,512}$/,
    "1 to 512 letters, digits and /_+=.@-",
    `${SECRETS}CreateSecret.html`,
  ),
  rule("secretsmanager:Secret", `${SECRETS}DeleteSecret.html`, ({ inputs }) => {
    const days = inputs["recoveryWindowInDays"];
    const isAllowed = typeof days !== "number" || days === 0 || (days >= 7 && days <= 30);
    return isAllowed
      ? undefined
      : { property: "recoveryWindowInDays", reason: `${days} is neither 0 nor between 7 and 30` };
  }),
  policyAt("secretsmanager:SecretPolicy", "policy", RESOURCE_POLICY, 20480),
];
