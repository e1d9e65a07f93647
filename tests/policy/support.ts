import { unknownCheckingProxy, type ResourceValidationArgs } from "@pulumi/policy";
import { toPolicies } from "../../policy/policies.ts";
import type { Props, Requirement } from "../../policy/rule.ts";
import { families } from "../../policy/rules/index.ts";

/** What the engine stands in with for a value that a preview cannot know, in a policy's inputs and in a preview's JSON. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const rules = families.flatMap(({ rules }) => rules);

const policies = new Map(families.flatMap((family) => toPolicies(family, "production")).map((one) => [one.name, one]));

/** The lines that a rule reports about a resource, which it sees as the policy SDK would show it. */
export function reports(rule: string, type: string, inputs: Props): string[] {
  const reported: string[] = [];
  const args = { type, props: unknownCheckingProxy(inputs) } as unknown as ResourceValidationArgs;
  const validate = policies.get(rule)?.validateResource;
  if (typeof validate !== "function") throw new Error(`no rule is called ${rule}`);
  void validate(args, (message) => reported.push(message));
  return reported.flatMap((message) => message.split("\n"));
}

/** The inputs with each value in turn that a requirement refuses, where the requirement guards. */
export const broken = (inputs: Props, { path, refused }: Requirement): Props[] =>
  refused.map((value) => replaced(inputs, path.match(/\[\*\]|[^.[\]]+/g) ?? [], value) as Props);

/** A copy with another value at a path: in a list's first element, in objects made on the way, left out if undefined. */
function replaced(owner: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return isObject(value) && isObject(owner) ? { ...owner, ...value } : value;
  if (step === "[*]") {
    const [first, ...others] = Array.isArray(owner) ? owner : [];
    const changed = replaced(first, rest, value);
    return changed === undefined ? undefined : [changed, ...others];
  }
  const { [step]: inner, ...others } = isObject(owner) ? owner : {};
  const changed = replaced(inner, rest, value);
  return changed === undefined ? others : { ...others, [step]: changed };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
