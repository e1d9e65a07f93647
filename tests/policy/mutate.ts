import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import type { Props } from "../../policy/rule.ts";
import { applies } from "../../policy/violations.ts";
import { broken, reports, rules } from "./support.ts";

/** A resource of a plan: `steps[].newState` of `pulumi preview --json` has these. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Props;
}

/**
 * Checks that the rules guard a plan: none fires on it as it is, and each fires when one of its resources loses the
 * property that the rule is about, or gets a wrong value there.
 *
 * @param only Names of the rules to check; all by default.
 * @returns How many mutations each rule caught; a rule without a resource of its types in the plan is not there.
 */
export function mutate(plan: readonly Resource[], only?: readonly string[]): Map<string, number> {
  const caught = new Map<string, number>();
  for (const { name, types } of rules.filter(({ name }) => only?.includes(name) ?? true)) {
    for (const { urn, type, inputs = {} } of plan) {
      const requirements = types[type] ?? [];
      if (requirements.length) assert.deepEqual(reports(name, type, inputs), [], `${name} fires on ${urn}`);
      for (const requirement of requirements.filter((one) => applies(one, unknownCheckingProxy(inputs)))) {
        for (const mutant of broken(inputs, requirement)) {
          const what = `${name} misses ${requirement.path} of ${urn} in ${JSON.stringify(mutant)}`;
          assert.notDeepEqual(reports(name, type, mutant), [], what);
          caught.set(name, (caught.get(name) ?? 0) + 1);
        }
      }
    }
  }
  return caught;
}
