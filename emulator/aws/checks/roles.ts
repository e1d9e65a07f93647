/** Whether a role of the emulated cloud lets a service take it on. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { allows, documentText } from "../policy.ts";
import { token } from "../tokens.ts";
import { late, rule } from "./rules.ts";

/**
 * Roles at that path trust the service. The services look at it when the role is handed to them, so that a trust policy
 * of another service is found at once; what the role may do is not asked.
 */
export const trusted = (
  types: string,
  path: string,
  service: string,
  source: string,
  actions = ["sts:AssumeRole"],
): Check =>
  late(
    rule(types, source, (candidate: Candidate, cloud: Cloud) => {
      for (const arn of valuesAt(candidate.inputs, path)) {
        const role = cloud.ofType(token("iam:Role")).find(({ outputs }) => outputs["arn"] === arn);
        const policy = documentText(role?.outputs["assumeRolePolicy"]);
        const missing = actions.filter(
          (action) => policy !== undefined && !allows(policy, [service, `${service}.cn`], action),
        );
        if (missing.length > 0) {
          return {
            property: path,
            reason: `the trust policy of ${role?.id} does not allow ${service} ${missing.join(" and ")}`,
          };
        }
      }
      return undefined;
    }),
  );
