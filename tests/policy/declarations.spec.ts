/** The rules against the SDKs' declarations: a misspelt type or property would make a rule that never fires, or always. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TypeRef } from "../../emulator/model.ts";
import { Shapes } from "../../emulator/shapes/index.ts";
import type { Requirement } from "../../policy/rule.ts";
import { render } from "../../policy/scan-taggable.ts";
import { taggable } from "../../policy/taggable.ts";
import { rules } from "./support.ts";

const repository = join(import.meta.dirname, "../..");

describe("policy rules and the installed SDKs", () => {
  const cacheDir = mkdtempSync(join(tmpdir(), "honua-shapes-"));
  const shapes = new Shapes({ roots: [repository], cacheDir });
  after(() => rmSync(cacheDir, { recursive: true }));

  const withConditions = (requirement: Requirement): Requirement[] => [
    requirement,
    ...(requirement.conditions ?? []).map((condition) => condition.requirement),
  ];

  for (const { name, types } of rules.filter(({ name }) => !name.startsWith("tags-"))) {
    for (const [type, requirements] of Object.entries(types)) {
      it(`${name} asks for properties that ${type} has`, () => {
        for (const requirement of requirements.flatMap(withConditions)) {
          const declared = typeAt(shapes, type, requirement.path);
          const values = declared.kind === "string" ? declared.values : undefined;
          if (values) assert.ok(values.some(requirement.accepts), `${requirement.path} can be ${values.join(", ")}`);
        }
      });
    }
  }

  it("know every type that takes tags", async () => {
    const committed = readFileSync(join(repository, "policy/taggable.json"), "utf8");
    assert.ok(committed === (await render()), "run `node policy/scan-taggable.ts`");
  });

  it("look for tags where the types take them", () => {
    for (const { input, types } of taggable) {
      for (const type of types.slice(0, 3)) assert.equal(typeAt(shapes, type, input).kind, "map", type);
    }
  });
});

/** The declared type of what a path leads to; fails where the SDK declares no such thing. */
function typeAt(shapes: Shapes, token: string, path: string): TypeRef {
  const shape = shapes.shapeOf(token);
  assert.ok(shape, `no SDK declares ${token}`);
  let current: TypeRef = { kind: "object", properties: () => shape.inputs };
  for (const step of path.match(/\[\*\]|[^.[\]]+/g) ?? []) {
    if (step === "[*]") {
      assert.equal(current.kind, "array", `${path} of ${token}`);
      current = (current as TypeRef & { kind: "array" }).element;
    } else {
      assert.equal(current.kind, "object", `${path} of ${token}`);
      const property: { type: TypeRef } | undefined = (current as TypeRef & { kind: "object" }).properties()[step];
      assert.ok(property, `${token} has no ${path}`);
      current = property.type;
    }
  }
  return current;
}
