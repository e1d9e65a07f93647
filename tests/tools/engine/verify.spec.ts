import assert from "node:assert/strict";
import { readFile, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspectEngine } from "../../../tools/engine/index.ts";
import { versionOf } from "../../../tools/engine/verify.ts";
import { compiledPulumi, fakeMachine, type FakeMachine, program, pulumi, removeMachines } from "./machine.ts";

describe("engine verification", () => {
  let machine: FakeMachine;
  beforeEach(async () => void (machine = await fakeMachine()));
  after(removeMachines);

  /** Replaces the content and leaves what the quick check looks at. */
  async function corrupt(file: string): Promise<void> {
    const [{ atime, mtime }, text] = [await stat(file), await readFile(file, "utf8")];
    await writeFile(file, text.replace("echo", "ohce"));
    await utimes(file, atime, mtime);
  }

  it("runs a binary once, and again only when it has changed", async () => {
    await compiledPulumi(machine.cached, "3.259.0");
    await utimes(machine.cached, 1000, 1000);
    assert.equal(await versionOf(machine.env, machine.cached), "3.259.0");
    await corrupt(machine.cached);
    assert.equal(await versionOf(machine.env, machine.cached), "3.259.0", "same size and time: not run");
    await utimes(machine.cached, 1000, 2000);
    assert.equal(await versionOf(machine.env, machine.cached), undefined, "another time: run");
  });

  it("finds a verified binary truncated", async () => {
    await compiledPulumi(machine.cached);
    await versionOf(machine.env, machine.cached);
    await truncate(machine.cached, 3);
    assert.equal(await versionOf(machine.env, machine.cached), undefined);
  });

  const damaged: [string, string][] = [
    ["is empty", ""],
    ["is the start of a program", "\x7fELF\x02\x01\x01"],
    ["fails", "#!/bin/sh\necho v3.259.0 >&2\nexit 1"],
    ["is an error page", "<html>404</html>"],
    ["is another program", "#!/bin/sh\necho git version 2.39.5"],
  ];
  for (const [what, text] of damaged) {
    it(`refuses a binary that ${what}`, async () => {
      await program(machine.cached, text);
      assert.equal(await versionOf(machine.env, machine.cached), undefined);
    });
  }

  it("asks a version manager's shim every time", async () => {
    const shim = await pulumi(join(machine.folder, "shims", "pulumi"), "3.259.0");
    await utimes(shim, 1000, 1000);
    assert.equal(await versionOf(machine.env, shim), "3.259.0");
    await pulumi(shim, "3.300.0");
    await utimes(shim, 1000, 1000);
    assert.equal(await versionOf(machine.env, shim), "3.300.0");
  });

  it("runs the binary each time where stamps cannot be kept", async () => {
    const env = { ...machine.env, PULUMI_HOME: "/dev/null/nowhere" };
    const command = await compiledPulumi(join(machine.bin, "pulumi"));
    assert.ok(await versionOf(env, command));
    assert.ok(await versionOf(env, command));
  });

  it("compares all of the content when it inspects", async () => {
    await compiledPulumi(machine.cached);
    await utimes(machine.cached, 1000, 1000);
    assert.deepEqual((await inspectEngine(machine.with())).problems, []);
    await corrupt(machine.cached);
    const { problems } = await inspectEngine(machine.with());
    assert.deepEqual(
      problems.map(({ what }) => what),
      [`${machine.cached} has changed since it was verified`],
    );
  });
});
