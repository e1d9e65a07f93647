/** The words that rules are written in. */
import type { Requirement } from "./rule.ts";

const LEFT_OUT = undefined;

/** The property has exactly this value. */
export const equals = (path: string, value: boolean | string): Requirement => oneOf(path, [value]);

/** The property has one of these values. */
export function oneOf(path: string, values: readonly (boolean | string)[]): Requirement {
  return {
    path,
    accepts: (value) => values.some((allowed) => allowed === value),
    write: `${path}: ${values.map((value) => JSON.stringify(value)).join(" or ")}`,
    refused: [LEFT_OUT, typeof values[0] === "boolean" ? !values[0] : "something-else"],
  };
}

/**
 * The property is there and not empty.
 *
 * @param what What to write, in words; conditions need none.
 */
export function given(path: string, what = "…"): Requirement {
  return {
    path,
    accepts: (value) =>
      value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length),
    write: `${path}: ${what}`,
    refused: [LEFT_OUT, ""],
  };
}

/** The property does not have this value; left out is fine, because the provider's default is another one. */
export function never(path: string, wrong: boolean | string, right: boolean | string): Requirement {
  return {
    path,
    accepts: (value) => value !== wrong,
    write: `${path}: ${JSON.stringify(right)}`,
    refused: [wrong],
  };
}

/** The property may be left out. */
export const optional = (requirement: Requirement): Requirement => ({
  ...requirement,
  accepts: (value) => value === undefined || requirement.accepts(value),
  write: `${requirement.write}, or nothing`,
  refused: requirement.refused.filter((value) => value !== LEFT_OUT),
});

/** The requirements hold only where the condition is met. */
export const where = (condition: Requirement, ...requirements: readonly Requirement[]): readonly Requirement[] =>
  requirements.map((requirement) => conditional(requirement, condition, true));

/** The requirements hold only where the condition is not met. */
export const unless = (condition: Requirement, ...requirements: readonly Requirement[]): readonly Requirement[] =>
  requirements.map((requirement) => conditional(requirement, condition, false));

const conditional = (requirement: Requirement, condition: Requirement, met: boolean): Requirement => ({
  ...requirement,
  conditions: [...(requirement.conditions ?? []), { requirement: condition, met }],
});
