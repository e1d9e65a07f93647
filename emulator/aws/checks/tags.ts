/** What holds for the tags of every type: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
import type { Check } from "../../model.ts";
import { isRecord } from "../../paths.ts";

const SOURCE = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";

const MAX_TAGS = 50;
const MAX_KEY = 128;
const MAX_VALUE = 256;
/** What every service takes; some take more. */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function flawOf(key: string, value: unknown): string | undefined {
  if (key.length === 0 || key.length > MAX_KEY)
    return `the key "${key}" is not between 1 and ${MAX_KEY} characters long`;
  if (/^aws:/i.test(key)) return `the key "${key}" starts with aws:, which is kept for AWS`;
  if (!CHARACTERS.test(key)) return `the key "${key}" has characters other than letters, digits, spaces and _.:/=+-@`;
  if (typeof value !== "string") return undefined;
  if (value.length > MAX_VALUE)
    return `the value of "${key}" is ${value.length} characters long; ${MAX_VALUE} are allowed`;
  return CHARACTERS.test(value)
    ? undefined
    : `the value of "${key}", "${value}", has characters other than letters, digits, spaces and _.:/=+-@`;
}

export const tags: readonly Check[] = [
  {
    types: ["aws:*"],
    source: SOURCE,
    check({ inputs }) {
      const given = inputs["tags"];
      if (!isRecord(given)) return undefined;
      const entries = Object.entries(given);
      if (entries.length > MAX_TAGS)
        return { property: "tags", reason: `has ${entries.length} tags; ${MAX_TAGS} are allowed` };
      const reason = entries.map(([key, value]) => flawOf(key, value)).find((flaw) => flaw !== undefined);
      return reason === undefined ? undefined : { property: "tags", reason };
    },
  },
];
