/** The common forms of checks, over Azure's short tokens. */
import { UNKNOWN, type Check, type Value, type Values } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import { rulesFor } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { sameName } from "../subscription.ts";
import { tokens } from "../tokens.ts";

export const { rule, matching, between, among, atMost, exactlyOne, shorterThan } = rulesFor(tokens);

/** Of checks that look for what the same run may make before it: a preview cannot tell. */
export const late = (check: Check): Check => ({ ...check, late: true });

/** @param values blank-separated; Azure's enumerations ignore case. */
export const valued = (types: string, path: string, values: string, source: string): Check => {
  const list = values.split(" ");
  const anyOf = new RegExp(`^(${list.map((value) => value.replace(/[.+*]/g, "\\$&")).join("|")})$`, "i");
  return matching(types, path, anyOf, list.join(", "), source);
};

/** @param flawOf says what is wrong with the property, given all inputs, and those before an update. */
export const about = (
  types: string,
  property: string,
  source: string,
  flawOf: (inputs: Values, before?: Values) => string | undefined,
): Check =>
  rule(types, source, ({ inputs, old }) => {
    const reason = flawOf(inputs, old?.inputs);
    return reason === undefined ? undefined : { property, reason };
  });

/** Inputs that Azure refuses to change, and for which the provider replaces nothing: the update fails. */
export const frozen = (types: string, paths: readonly string[], source: string): readonly Check[] =>
  paths.map((path) =>
    late(
      about(types, path, source, (inputs, before) => {
        const after = leafAt(inputs, path);
        const isSame = after === UNKNOWN || JSON.stringify(before && leafAt(before, path)) === JSON.stringify(after);
        return !before || isSame ? undefined : "cannot be changed once the resource exists; it has to be replaced";
      }),
    ),
  );

/** Whether a text, number or boolean is that one; no case matters, and what is unknown is none. */
export const says = (values: Values, path: string, value: string): boolean => sameName(textAt(values, path), value);

/** Whether nothing is given at a dotted path of plain keys. What lies in something unknown may be given. */
export const isAbsent = (values: Values, path: string): boolean => {
  const leaf = leafAt(values, path);
  return leaf === undefined || leaf === null || leaf === "";
};

/** Whether a value, or one of a list, is not known yet. */
export const isUnsure = (values: Values, path: string): boolean => {
  const leaf = leafAt(values, path);
  return leaf === UNKNOWN || (Array.isArray(leaf) && leaf.includes(UNKNOWN));
};

/** Whether something is off, be it that nothing turns it on. */
export const isOff = (values: Values, path: string): boolean => isAbsent(values, path) || says(values, path, "false");

/** What is given at a dotted path of plain keys; unknown where something on the way is. */
function leafAt(values: Values, path: string): Value {
  const step = (value: Value, key: string): Value => {
    if (isRecord(value)) return value[key];
    return value === UNKNOWN ? UNKNOWN : undefined;
  };
  return path.split(".").reduce(step, values);
}
