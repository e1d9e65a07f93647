import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as configuration from "../../config/docs.ts";
import * as emulator from "../../emulator/docs.ts";
import * as policies from "../../policy/docs.ts";
import { pathOf } from "../../tools/documents.ts";

const documents = [
  { name: "configuration.md", generator: "config/docs.ts", render: configuration.render },
  { name: "emulator.md", generator: "emulator/docs.ts", render: emulator.render },
  { name: "policies.md", generator: "policy/docs.ts", render: policies.render },
];

for (const { name, generator, render } of documents) {
  describe(`docs/${name}`, () => {
    it("says what the code says", async () => {
      assert.ok(readFileSync(pathOf(name), "utf8") === (await render()), `run \`node ${generator}\``);
    });
  });
}
