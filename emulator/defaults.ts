/** Inputs that a provider fills in where the program gave none. */
import { valuesAt, withValueAt } from "./paths.ts";
import { UNKNOWN, type Value, type Values } from "./model.ts";
import { conceal, isSecret, reveal, type RawValues } from "./wire.ts";

/** @param defaults by dotted path; one that is given, or that lies in something unknown or secret, is left as it is. */
export function withDefaults(inputs: RawValues, defaults: Values): RawValues {
  let result = inputs;
  for (const [path, value] of Object.entries(defaults)) {
    if (isOpen(result, path)) result = withValueAt(result, path, conceal(value));
  }
  return result;
}

function isOpen(inputs: RawValues, path: string): boolean {
  const [head = ""] = path.split(".");
  const given: Value = reveal(inputs)[head];
  if (given === UNKNOWN || isSecret(inputs[head])) return false;
  return valuesAt({ [head]: given }, path).length === 0;
}
