/** What formats of computed outputs are made of, in every cloud. */
import type { Format, SynthesisContext, Value, Values } from "./model.ts";
import { isRecord, valuesAt } from "./paths.ts";
import { uuidOf } from "./text.ts";

export type Formats = Readonly<Record<string, Readonly<Record<string, Format>>>>;

export const always =
  (value: Value): Format =>
  () =>
    value;

export const uuid =
  (salt: string): Format =>
  (context) =>
    uuidOf(context, salt);

/** An input object with computed members; nothing where the program gives no such object. */
export const extend =
  (path: string, members: (given: Values, context: SynthesisContext) => Values): Format =>
  (context) => {
    const [given] = valuesAt(context.inputs, path);
    return isRecord(given) ? { ...given, ...members(given, context) } : undefined;
  };

/** The elements of an input list, each with computed members. */
export const extendEach =
  (path: string, members: (given: Values, context: SynthesisContext, index: number) => Values): Format =>
  (context) =>
    valuesAt(context.inputs, `${path}[]`).map((given, index) =>
      isRecord(given) ? { ...given, ...members(given, context, index) } : given,
    );
