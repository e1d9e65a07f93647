import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../cli/errors.ts";
import { targetOf } from "../../cli/target.ts";
import { scratchFolder } from "../support/honua.ts";

describe("the stack that a command is about", () => {
  const { path: folder, remove } = scratchFolder();
  after(remove);
  const write = (stack: string, text: string) => writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);
  before(() => write("dev", "config:\n  honua:cloud: aws\n  aws:region: us-east-1\n"));

  it("is the environment's own on the preset's cloud, named or not", () => {
    assert.equal(targetOf(folder, "dev").stack, "dev");
    assert.deepEqual(targetOf(folder, "dev", "aws"), targetOf(folder, "dev"));
  });

  it("is one of its own on a second cloud, made from the preset until it has a file", () => {
    const made = targetOf(folder, "dev", "gcp");
    assert.equal(made.stack, "dev-gcp");
    assert.equal(made.file.exists, false);
    assert.match(made.file.text, /honua:cloud: gcp/);
    write("dev-gcp", "config:\n  honua:cloud: gcp # reviewed\n");
    assert.match(targetOf(folder, "dev", "gcp").file.text, /reviewed/);
  });

  it("is the environment's own where the preset's cloud is a mistake, so that the mistake is told", () => {
    write("staging", "config:\n  honua:cloud: awz\n");
    assert.equal(targetOf(folder, "staging", "aws").stack, "staging");
  });

  it("is refused where its file is missing or no YAML", () => {
    assert.throws(() => targetOf(folder, "production"), UserError);
    write("production", "config: [");
    assert.throws(() => targetOf(folder, "production"), /not valid YAML/);
  });
});
