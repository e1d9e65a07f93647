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

  it("has examples that are right, section by section and all together", () => {
    const all = Object.entries(descriptions).reduce<Section>(
      (stack, [path, { example }]) => withKey(stack, path, example),
      {},
    );
    for (const stack of [...Object.entries(all).map(([key, value]) => ({ [key]: value })), all]) {
      assert.doesNotThrow(() => parseSettings(merged(least("aws"), prefixed(stack)), "dev"), JSON.stringify(stack));
    }
  });

  it("is in Pulumi.yaml, too, where each section names its keys", () => {
    const project = parse(readFileSync(new URL("../../Pulumi.yaml", import.meta.url), "utf8")) as {
      config: Record<string, { description: string }>;
    };
    for (const path of paths) {
      const [section = "", ...rest] = path.split(".");
      const key = rest.at(-1) ?? section;
      const description = project.config[section]?.description ?? "";
      if (path.includes(".")) assert.match(description, new RegExp(`\\b${key}\\b`), `Pulumi.yaml, ${section}: ${key}`);
      else assert.ok(description, `Pulumi.yaml: ${section}`);
    }
  });
});

type Section = { [key: string]: unknown };

function withKey(section: Section, path: string, value: unknown): Section {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...section, [key]: value };
  return { ...section, [key]: withKey((section[key] ?? {}) as Section, rest.join("."), value) };
}

const prefixed = (values: Section): Section =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`honua:${key}`, value]));

const isSection = (value: unknown): value is Section =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The second over the first, map by map. */
const merged = (base: Section, over: Section): Section => ({
  ...base,
  ...Object.fromEntries(
    Object.entries(over).map(([key, value]) => [
      key,
      isSection(value) && isSection(base[key]) ? merged(base[key], value) : value,
    ]),
  ),
});
