/** What the sections of the schema are made of. Each message says what is allowed; ../mistakes.ts puts the rest around it. */
import { z } from "zod";

export const list = (values: readonly string[]) => values.join(" | ");

export const oneOf = <const T extends string>(values: readonly T[], allowed = list(values)) =>
  z.enum(values, { error: allowed });

export const text = (allowed: string, pattern: RegExp) =>
  z.string({ error: allowed }).regex(pattern, { error: allowed });

export const whole = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

export const flag = z.boolean({ error: "true or false" });

/** A map with these keys and no others; left out, it is empty. */
export function section<T extends z.ZodRawShape>(shape: T) {
  const keys = Object.keys(shape).join(", ");
  const schema = z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? keys : `a map with the keys ${keys}`),
  });
  return schema.prefault({} as z.input<typeof schema>);
}
