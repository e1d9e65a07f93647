import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { restoreCheckpoint } from "../../cli/checkpoint.ts";
import { scratchFolder } from "../support/honua.ts";

describe("the checkpoint of a stack", () => {
  const scratch = scratchFolder();
  after(scratch.remove);
  const folder = join(scratch.path, ".pulumi", "stacks", "honua");
  const file = join(folder, "dev.json");
  const restored = () => {
    const said: string[] = [];
    restoreCheckpoint(scratch.path, "honua", "dev", (line) => said.push(line));
    return said;
  };
  before(() => mkdirSync(folder, { recursive: true }));

  it("is left alone where there is none, and where it is whole", () => {
    assert.deepEqual(restored(), []);
    writeFileSync(file, '{"version":3}');
    writeFileSync(`${file}.bak`, '{"version":2}');
    assert.deepEqual(restored(), []);
    assert.equal(readFileSync(file, "utf8"), '{"version":3}');
  });

  for (const cut of ["", '{"version":3,"check']) {
    it(`is replaced by the one before it where it was cut short: "${cut}"`, () => {
      writeFileSync(file, cut);
      writeFileSync(`${file}.bak`, '{"version":2}');
      assert.equal(restored().length, 1);
      assert.equal(readFileSync(file, "utf8"), '{"version":2}');
    });
  }

  it("is left to Pulumi where the one before it is cut short too", () => {
    writeFileSync(file, "");
    writeFileSync(`${file}.bak`, "");
    assert.deepEqual(restored(), []);
  });
});
