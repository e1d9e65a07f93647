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
    const examples = Object.entries(descriptions).map(([path, { example }]) => withKey({}, path, example));
    const together = Object.entries(descriptions).reduce(
      (stack, [path, { example }]) => withKey(stack, path, example),
      {},
    );
    for (const example of [...examples, together]) {
      const { tags = {}, ...rest } = example;
      const config = { ...least, ...prefixed({ ...rest, tags: { ...least["honua:tags"], ...tags } }) };
      assert.doesNotThrow(() => parseSettings(config, "dev"));
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

function withKey(stack: Record<string, Section>, path: string, value: unknown): Record<string, Section> {
  const [section = "", key] = path.split(".");
  return key === undefined
    ? { ...stack, [section]: value as Section }
    : { ...stack, [section]: { ...stack[section], [key]: value } };
}

const prefixed = (values: Section): Section =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`honua:${key}`, value]));
