import { type Tags, tagKeys, tagValues } from "../../components/tables/tags.ts";
import { given, oneOf, optional } from "../requirements.ts";
import type { Family, Requirement, Rule } from "../rule.ts";
import { taggable } from "../taggable.ts";

/** What to write into the tags that are free text. */
const freeText: Readonly<Partial<Record<keyof Tags, string>>> = {
  owner: "the team or person to ask",
  costCenter: "whose budget pays",
};

/** What is asked of one tag, if anything. */
type Ask = (path: string, tag: keyof Tags) => Requirement | undefined;

const isThere: Ask = (path, tag) =>
  given(path, tagValues[tag]?.map((value) => JSON.stringify(value)).join(" or ") ?? freeText[tag]);

const isAllowed: Ask = (path, tag) => {
  const values = tagValues[tag];
  if (values === undefined) return undefined;
  // That the tag is there at all is for the other rule to say.
  return { ...optional(oneOf(path, values)), write: oneOf(path, values).write };
};

/** What is asked of each tag, for every type that takes tags. */
const ofEveryTag = (ask: Ask): Rule["types"] =>
  Object.fromEntries(
    taggable.flatMap(({ cloud, input, types }) => {
      const tags = Object.entries(tagKeys[cloud]) as [keyof Tags, string][];
      const requirements = tags.flatMap(([tag, key]) => ask(`${input}.${key}`, tag) ?? []);
      return types.map((type) => [type, requirements]);
    }),
  );

export const tagging: Family = {
  name: "tagging",
  description: "Every resource says whose it is, who pays for it and which rules it is under.",
  rules: [
    {
      name: "tags-name-required-keys",
      description: "Every resource that takes tags (labels on GCP) has all of Honua's.",
      severity: "medium",
      types: ofEveryTag(isThere),
    },
    {
      name: "tags-have-allowed-values",
      description: "Tags with a fixed set of values have one of them.",
      severity: "medium",
      types: ofEveryTag(isAllowed),
    },
  ],
};
