import assert from "node:assert/strict";
import { documents, read } from "../../tools/documents.ts";

for (const [name, render] of Object.entries(documents)) {
  describe(`docs/${name}`, () => {
    it("says what the code says", async () => {
      const current = read(name);
      assert.ok(current === (await render(current)), "run `npx node tools/documents.ts`");
    });
  });
}
