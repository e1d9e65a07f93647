import assert from "node:assert/strict";
import { emulations } from "../../emulator/emulations.ts";

describe("the emulated packages", () => {
  for (const [name, load] of Object.entries(emulations)) {
    it(`have ${name} under its name`, async () => assert.equal((await load()).package, name));
  }
});
