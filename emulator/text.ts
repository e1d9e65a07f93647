/** Texts that formats are made of: inputs as text, and characters that stay the same for one resource. */
import type { SynthesisContext, Values } from "./model.ts";
import { valuesAt } from "./paths.ts";

type Seeded = Pick<SynthesisContext, "hex">;

/** The value at a dotted path as text; empty where it is missing, unknown or no plain value. */
export function textAt(values: Values, path: string): string {
  const [value] = valuesAt(values, path);
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : "";
}

/** A version 4 UUID. @param salt keeps a resource's several ones apart. */
export function uuidOf({ hex }: Seeded, salt: string): string {
  const digits = hex(32, salt);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}

/** A key of that many bytes as clouds show them. */
export const base64Of = ({ hex }: Seeded, bytes: number, salt: string): string =>
  Buffer.from(hex(bytes * 2, salt), "hex").toString("base64");

/** Decimal digits, the first of them not 0. */
export function digitsOf({ hex }: Seeded, length: number, salt: string): string {
  const digits = [...hex(length, salt)].map((digit) => parseInt(digit, 16) % 10).join("");
  return digits.replace(/^0/, "1");
}

/** An address of the blocks that RFC 5737 reserves for documentation: nobody's. */
export const publicAddressOf = ({ hex }: Seeded, salt: string): string => {
  const block = ["192.0.2", "198.51.100", "203.0.113"][parseInt(hex(2, `${salt} block`), 16) % 3] ?? "192.0.2";
  return `${block}.${1 + (parseInt(hex(2, salt), 16) % 254)}`;
};
