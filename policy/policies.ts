import type { ResourceValidation, ResourceValidationPolicy } from "@pulumi/policy";
import type { Environment } from "../components/tables/environments.ts";
import { levelOf } from "./levels.ts";
import type { Family, Requirement, Rule } from "./rule.ts";
import { violations } from "./violations.ts";

/** The SDK's policies of a family, at the levels of an environment. */
export const toPolicies = ({ name, rules }: Family, environment: Environment): ResourceValidationPolicy[] =>
  rules.map((rule) => ({
    name: rule.name,
    description: rule.description,
    severity: rule.severity,
    tags: [name],
    remediationSteps: remedies(rule).join("\n"),
    url: documentation(rule),
    enforcementLevel: levelOf(rule.name, environment),
    validateResource: validation(rule),
  }));

/** What to write, each remedy once. */
const remedies = ({ types }: Rule): readonly string[] => [
  ...new Set(Object.values(types).flatMap((requirements) => requirements.map((one) => `Write ${remedy(one)}`))),
];

/** What a requirement has one write, and when: `keyId: a key, where type: "SecureString"`. */
export const remedy = ({ write, conditions = [] }: Requirement): string =>
  [write, ...conditions.map(({ requirement, met }) => `${met ? "where" : "unless"} ${requirement.write}`)].join(", ");

/** Pulumi's page about the type, where the rule is about one. */
function documentation({ types }: Rule): string | undefined {
  const [token, another] = Object.keys(types);
  const [, cloud, service, resource] = /^([^:]+):([^:/]+)[^:]*:(.+)$/.exec(token ?? "") ?? [];
  if (resource === undefined || another !== undefined) return undefined;
  return `https://www.pulumi.com/registry/packages/${cloud}/api-docs/${service}/${resource.toLowerCase()}/`;
}

function validation({ types }: Rule): ResourceValidation {
  const validate: ResourceValidation = ({ type, props }, report) => {
    const lines = violations(types[type] ?? [], props);
    // One report, because the engine repeats the rule's description before each.
    if (lines.length > 0) report(lines.join("\n"));
  };
  // The SDK unpacks a resource anew for each policy, unless the function carries the mark of another type, which
  // `validateResourceOfType` sets from a class of a cloud's SDK. Setting it here saves loading those.
  const [token, another] = Object.keys(types);
  return another === undefined ? Object.assign(validate, { __pulumiType: token }) : validate;
}
