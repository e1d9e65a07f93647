/** Dotted property paths: `vpcConfig.subnetIds[]` reaches each element of that list. */
import { UNKNOWN, type Value, type Values } from "./model.ts";

/** The values at a path; none where something on the way is missing or unknown. */
export function valuesAt(values: Values, path: string): Value[] {
  return path.split(".").reduce<Value[]>((found, step) => found.flatMap((value) => stepInto(value, step)), [values]);
}

function stepInto(value: Value, step: string): Value[] {
  const list = step.endsWith("[]");
  const key = list ? step.slice(0, -2) : step;
  const inner = key === "" ? value : isRecord(value) ? value[key] : undefined;
  if (inner === undefined || inner === null || inner === UNKNOWN) return [];
  return list ? (Array.isArray(inner) ? inner.filter((element) => element !== UNKNOWN) : []) : [inner];
}

/** The value at a path of plain keys: unknown where it, or what it would lie in, is. */
export function valueAt(values: Values, path: string): Value {
  return path
    .split(".")
    .reduce<Value>((value, key) => (isRecord(value) ? value[key] : value === UNKNOWN ? UNKNOWN : undefined), values);
}

/** A copy with one value set; only plain keys on the way, missing objects are made. */
export function withValueAt<T>(values: { [key: string]: T }, path: string, value: T): { [key: string]: T } {
  const [head = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...values, [head]: value };
  const inner = (values[head] ?? {}) as { [key: string]: T };
  return { ...values, [head]: withValueAt(inner, rest.join("."), value) as T };
}

/** Whether a type token is one of those listed; a trailing `*` in the list matches the rest. */
export const matchesType = (types: readonly string[], type: string): boolean =>
  types.some((pattern) => (pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type));

export const isRecord = (value: Value): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
