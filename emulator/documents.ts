/** Inputs that a provider wants as JSON text, and takes as objects too. */
import { isUnknown, secret, isSecret, UNKNOWN_STRING, type Raw, type RawValues } from "./wire.ts";

/** @param properties top-level inputs; what is neither an object nor a list is left as it is. */
export function withDocuments(inputs: RawValues, properties: readonly string[]): RawValues {
  const changed = properties.filter((property) => isStructure(inputs[property]));
  return { ...inputs, ...Object.fromEntries(changed.map((property) => [property, asDocument(inputs[property])])) };
}

const isStructure = (value: Raw): boolean => typeof value === "object" && value !== null;

/** The text of a document; unknown as a whole where a part of it is, and secret where a part of it is. */
function asDocument(value: Raw): Raw {
  if (isSecret(value) && !isStructure(value.value)) return value;
  const seen = { unknown: false, secret: false };
  const plain = strip(value, seen);
  const text = seen.unknown ? UNKNOWN_STRING : encode(plain);
  return seen.secret ? secret(text) : text;
}

function strip(value: Raw, seen: { unknown: boolean; secret: boolean }): Raw {
  if (isUnknown(value)) seen.unknown = true;
  if (Array.isArray(value)) return value.map((element) => strip(element as Raw, seen)) as Raw;
  if (isSecret(value)) {
    seen.secret = true;
    return strip(value.value, seen);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, strip(inner as Raw, seen)])) as Raw;
}

// As Go writes JSON: keys in order, and what means something in HTML escaped.
const encode = (value: Raw): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
