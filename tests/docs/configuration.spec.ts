import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { descriptions, keys, least } from "../../config/docs.ts";
import { parseSettings } from "../../config/parse.ts";

const paths = keys().map(({ path }) => path);

describe("the description of the configuration", () => {
  it("has every key of the schema, and no other", () => {
    assert.deepEqual(Object.keys(descriptions), paths);
  });

  it("has examples that are right, each alone and all together", () => {
    const start = { tags: least("aws")["honua:tags"] };
    const rows = Object.entries(descriptions).map(([path, { example }]) => [path, example] as const);
    const alone = rows.map(([path, example]) => withKey(start, path, example));
    const together = rows.reduce<Stack>((stack, [path, example]) => withKey(stack, path, example), start);
    for (const stack of [...alone, together]) {
      assert.doesNotThrow(() => parseSettings({ ...least, ...prefixed(stack) }, "dev"));
    }
  });

  it("is in Pulumi.yaml, too, where each section names its keys", () => {
    const project = parse(readFileSync(new URL("../../Pulumi.yaml", import.meta.url), "utf8")) as {
      config: Record<string, { description: string }>;
    };
    for (const path of paths) {
      const [section = "", key = section] = path.split(".");
      const description = project.config[section]?.description ?? "";
      if (path.includes(".")) assert.match(description, new RegExp(`\\b${key}\\b`), `Pulumi.yaml, ${section}: ${key}`);
      else assert.ok(description, `Pulumi.yaml: ${section}`);
    }
  });
});

type Section = Record<string, unknown>;
type Stack = Record<string, Section>;

function withKey(stack: Stack, path: string, value: unknown): Stack {
  const [section = "", key] = path.split(".");
  return key === undefined
    ? { ...stack, [section]: value as Section }
    : { ...stack, [section]: { ...stack[section], [key]: value } };
}

const prefixed = (values: Section): Section =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`honua:${key}`, value]));
