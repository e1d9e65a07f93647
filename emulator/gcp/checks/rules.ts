/** The common forms of checks, over Google Cloud's short tokens and dotted paths. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type Value, type Values } from "../../model.ts";
import { isRecord, valueAt, valuesAt } from "../../paths.ts";
import { rulesFor, type Finding } from "../../rules.ts";
import { tokens } from "../tokens.ts";

export const { rule, matching, between, among, shorterThan, atMost, exactlyOne } = rulesFor(tokens);

export type { Finding };

/** A check that looks for what the same run may make before it. */
export const late = (check: Check): Check => ({ ...check, late: true });

/** Whether nothing is given at a path; what is unknown may be something. */
export function isAbsent(values: Values, path: string): boolean {
  const value = valueAt(values, path);
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether something known is given at a path. */
export const isPresent = (values: Values, path: string): boolean =>
  valueAt(values, path) !== UNKNOWN && !isAbsent(values, path);

/** The objects in a list; nothing where the list, or one of them, is unknown. */
export function recordsAt(values: Values, path: string): Values[] | undefined {
  const list = valueAt(values, path) ?? [];
  return Array.isArray(list) && !list.includes(UNKNOWN) ? list.filter(isRecord) : undefined;
}

/** The value that decides about others, or its default. */
const governing = ({ inputs }: Candidate, governor: string, fallback: Value): Value =>
  valueAt(inputs, governor) ?? fallback;

/** An input that only has a meaning, and is only accepted, where another has one of those values. */
export const onlyWhere = (
  types: string,
  path: string,
  [governor, allowed, fallback]: readonly [path: string, allowed: readonly Value[], fallback?: Value],
  source: string,
): Check =>
  rule(types, source, (candidate) => {
    const value = governing(candidate, governor, fallback);
    if (value === UNKNOWN || allowed.includes(value) || !isPresent(candidate.inputs, path)) return undefined;
    return { property: path, reason: `is only accepted where ${governor} is ${allowed.map(String).join(" or ")}` };
  });

/** Inputs of which one must be given where another has one of those values. */
export const neededWhere = (
  types: string,
  paths: readonly string[],
  [governor, values, fallback]: readonly [path: string, values: readonly Value[], fallback?: Value],
  source: string,
): Check =>
  rule(types, source, (candidate) => {
    const value = governing(candidate, governor, fallback);
    if (value === UNKNOWN || !values.includes(value) || !paths.every((path) => isAbsent(candidate.inputs, path)))
      return undefined;
    return { property: paths[0], reason: `${paths.join(" or ")} must be given where ${governor} is ${String(value)}` };
  });

/** At most one of those inputs is given. */
export const atMostOne = (types: string, paths: readonly string[], source: string): Check =>
  rule(types, source, ({ inputs }) => {
    const [first, second] = paths.filter((path) => isPresent(inputs, path));
    return second === undefined ? undefined : { property: second, reason: `cannot be given together with ${first}` };
  });

/** At least one of those inputs, or another unknown one, is given. */
export const atLeastOne = (types: string, paths: readonly string[], source: string): Check =>
  rule(types, source, ({ inputs }) =>
    paths.every((path) => isAbsent(inputs, path))
      ? { property: paths[0], reason: `one of ${paths.join(", ")} must be given` }
      : undefined,
  );

/** Every object of a list; what is at fault with one is said of the list. */
export const each = (
  types: string,
  path: string,
  source: string,
  judge: (record: Values, candidate: Candidate, cloud: Cloud) => string | undefined,
): Check =>
  rule(types, source, (candidate, cloud) => {
    for (const record of valuesAt(candidate.inputs, `${path}[]`).filter(isRecord)) {
      const reason = judge(record, candidate, cloud);
      if (reason !== undefined) return { property: path, reason };
    }
    return undefined;
  });

/** Texts at a path that are durations in seconds, `600s`, between two. */
export const seconds = (
  types: string,
  path: string,
  min: number,
  max: number,
  source: string,
  multiple?: number,
): Check =>
  rule(types, source, ({ inputs }) => {
    for (const value of valuesAt(inputs, path)) {
      const reason = typeof value === "string" ? flawOfDuration(value, min, max, multiple) : undefined;
      if (reason !== undefined) return { property: path, reason };
    }
    return undefined;
  });

function flawOfDuration(text: string, min: number, max: number, multiple = 0): string | undefined {
  const [, digits] = /^(\d+(?:\.\d{1,9})?)s$/.exec(text) ?? [];
  if (digits === undefined) return `"${text}" is no number of seconds, as in ${min}s`;
  const value = Number(digits);
  if (value < min || value > max) return `"${text}" is not between ${min}s and ${max}s`;
  return multiple > 0 && value % multiple !== 0 ? `"${text}" is no multiple of ${multiple}s` : undefined;
}
