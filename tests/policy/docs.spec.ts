import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "../../policy/docs.ts";

describe("docs/policies.md", () => {
  it("says what the rules say", async () => {
    const committed = readFileSync(join(import.meta.dirname, "../../docs/policies.md"), "utf8");
    assert.ok(committed === (await render()), "run `node policy/docs.ts`");
  });
});
