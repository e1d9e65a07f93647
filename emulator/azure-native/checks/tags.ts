/** What holds for the tags of every type. */
import type { Check } from "../../model.ts";
import { isRecord } from "../../paths.ts";

const MAX_TAGS = 50;
const MAX_NAME = 512;
const MAX_VALUE = 256;

function flawOf(name: string, value: unknown): string | undefined {
  if (name.length > MAX_NAME) return `the name "${name}" is ${name.length} characters long; ${MAX_NAME} are allowed`;
  if (/[<>%&\\?/]/.test(name)) return `the name "${name}" has one of the characters < > % & \\ ? /`;
  if (typeof value !== "string" || value.length <= MAX_VALUE) return undefined;
  return `the value of "${name}" is ${value.length} characters long; ${MAX_VALUE} are allowed`;
}

export const tags: readonly Check[] = [
  {
    types: ["azure-native:*"],
    source: "https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations",
    check({ inputs }) {
      const given = inputs["tags"];
      if (!isRecord(given)) return undefined;
      const entries = Object.entries(given);
      if (entries.length > MAX_TAGS) {
        return { property: "tags", reason: `has ${entries.length} tags; ${MAX_TAGS} are allowed` };
      }
      const reason = entries.map(([name, value]) => flawOf(name, value)).find((flaw) => flaw !== undefined);
      return reason === undefined ? undefined : { property: "tags", reason };
    },
  },
];
