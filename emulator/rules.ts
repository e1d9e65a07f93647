/** The forms that most checks have: a pattern, a range, a list of values. Unknown values are never wrong. */
import { type Candidate, type Check, type Cloud, UNKNOWN, type Value } from "./model.ts";
import { valuesAt } from "./paths.ts";

export type Finding = { property?: string; reason: string } | undefined;

/** @param tokens a package's way from the short tokens of its tables, which are written blank-separated, to full ones. */
export function rulesFor(tokens: (...shorts: string[]) => string[]) {
  const rule = (types: string, source: string, check: (candidate: Candidate, cloud: Cloud) => Finding): Check => ({
    types: tokens(...types.split(" ")),
    source,
    check,
  });

  const eachAt = (types: string, path: string, source: string, judge: (value: Value) => string | undefined): Check =>
    rule(types, source, ({ inputs }) => {
      for (const value of valuesAt(inputs, path)) {
        const reason = judge(value);
        if (reason) return { property: path, reason };
      }
      return undefined;
    });

  return {
    /** @param types short tokens, blank-separated. */
    rule,

    /** Texts at that path match a pattern; `allowed` says it in words. */
    matching: (types: string, path: string, pattern: RegExp, allowed: string, source: string): Check =>
      eachAt(types, path, source, (value) =>
        typeof value !== "string" || pattern.test(value) ? undefined : `"${value}" is not allowed: ${allowed}`,
      ),

    /** Numbers at that path lie between two, both included. */
    between: (types: string, path: string, min: number, max: number, source: string): Check =>
      eachAt(types, path, source, (value) =>
        typeof value !== "number" || (value >= min && value <= max)
          ? undefined
          : `${value} is not between ${min} and ${max}`,
      ),

    /** Values at that path are among a list. */
    among: (types: string, path: string, allowed: readonly (string | number)[], source: string): Check =>
      eachAt(types, path, source, (value) => {
        const isListed = (typeof value !== "string" && typeof value !== "number") || allowed.includes(value);
        return isListed ? undefined : `${JSON.stringify(value)} is none of ${allowed.join(", ")}`;
      }),

    /** Texts at that path are JSON. */
    isJson: (types: string, path: string, source: string): Check =>
      eachAt(types, path, source, (value) =>
        typeof value !== "string" || value === "" || parsesAsJson(value) ? undefined : "is not JSON",
      ),

    /** Texts at that path are at most that long. */
    shorterThan: (types: string, path: string, max: number, source: string): Check =>
      eachAt(types, path, source, (value) =>
        typeof value !== "string" || value.length <= max
          ? undefined
          : `is ${value.length} characters long; ${max} are allowed`,
      ),

    /** Lists at that path have at most that many elements. */
    atMost: (types: string, path: string, max: number, source: string): Check =>
      eachAt(types, path, source, (value) =>
        !Array.isArray(value) || value.length <= max ? undefined : `has ${value.length} elements; ${max} are allowed`,
      ),

    /** Exactly one of those inputs is given. */
    exactlyOne: (types: string, properties: readonly string[], source: string): Check =>
      rule(types, source, (candidate) => {
        const present = given(candidate, properties);
        if (present.length === 1) return undefined;
        const what = present.length === 0 ? "none is given" : `${present.join(" and ")} are given`;
        return { property: present[0], reason: `exactly one of ${properties.join(", ")} must be given; ${what}` };
      }),

    /** Beside that input, none of those is given. */
    notTogether: (types: string, property: string, excluded: readonly string[], source: string): Check =>
      rule(types, source, (candidate) => {
        const isKnown = (name: string) => isGiven(candidate, name) && candidate.inputs[name] !== UNKNOWN;
        const extra = isKnown(property) ? excluded.find(isKnown) : undefined;
        return extra === undefined ? undefined : { property: extra, reason: `cannot be given with ${property}` };
      }),

    /** Live resources of those types but the candidate itself, which share an input with it. */
    siblings: (candidate: Candidate, cloud: Cloud, types: string, shared: string) =>
      tokens(...types.split(" "))
        .flatMap((type) => cloud.ofType(type))
        .filter(
          (other) =>
            other.urn !== candidate.urn &&
            typeof candidate.inputs[shared] === "string" &&
            other.inputs[shared] === candidate.inputs[shared],
        ),
  };
}

/** Whether an input was given, known or not. */
export const isGiven = ({ inputs }: Pick<Candidate, "inputs">, property: string): boolean => {
  const value = inputs[property];
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
};

/** The inputs given among those. */
export const given = (candidate: Pick<Candidate, "inputs">, properties: readonly string[]): string[] =>
  properties.filter((property) => isGiven(candidate, property));

/** An input as text; nothing where it is missing or unknown. */
export const textOf = ({ inputs }: Pick<Candidate, "inputs">, property: string): string | undefined => {
  const value = inputs[property];
  return typeof value === "string" ? value : undefined;
};

/** An input as a number; nothing where it is missing or unknown. */
export const numberOf = ({ inputs }: Pick<Candidate, "inputs">, property: string): number | undefined => {
  const value = inputs[property];
  return typeof value === "number" ? value : undefined;
};

function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
