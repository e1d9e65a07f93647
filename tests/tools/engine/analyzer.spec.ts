import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, cp, mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { analyzerPath } from "../../../tools/engine/index.ts";
import { fakeMachine, type FakeMachine, program, removeMachines } from "./machine.ts";

const name = "pulumi-analyzer-policy-nodejs";

describe("policy pack starter", () => {
  let machine: FakeMachine;
  let repository: string;
  let script: string;
  beforeEach(async () => {
    machine = await fakeMachine();
    repository = join(machine.folder, "repository");
    script = join(repository, "tools", "engine", "bin", name);
    await cp(analyzerPath(), dirname(script), { recursive: true });
  });
  after(removeMachines);

  const sdk = (folder: string, who: string) =>
    program(
      join(folder, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js"),
      `console.log("${who}", process.argv.slice(2).join(" "))`,
    );
  const pack = async (...under: string[]) => {
    const folder = join(machine.folder, ...under);
    await mkdir(folder, { recursive: true });
    return folder;
  };
  const start = async (cwd: string, path = `${dirname(process.execPath)}:/usr/bin:/bin`) =>
    (await promisify(execFile)(script, ["127.0.0.1:1", "."], { cwd, env: { PATH: path } })).stdout;

  it("can be executed", () => access(join(analyzerPath(), name), constants.X_OK));

  it("prefers the pack's own SDK, or that of a folder above it", async () => {
    await sdk(repository, "ours");
    await sdk(join(machine.folder, "packs"), "theirs");
    assert.equal(await start(await pack("packs", "deep", "pack")), "theirs 127.0.0.1:1 .\n");
  });

  it("uses ours for a pack that has none", async () => {
    await sdk(repository, "ours");
    assert.equal(await start(await pack("pack")), "ours 127.0.0.1:1 .\n");
  });

  it("prefers the repository's Node", async () => {
    await sdk(repository, "ours");
    await program(join(repository, "node_modules/node/bin/node"), "#!/bin/sh\necho bundled\n");
    assert.equal(await start(await pack("pack")), "bundled\n");
  });

  it("refuses an old Node in one line", async () => {
    const old = await program(join(machine.bin, "node"), "#!/bin/sh\nexit 1\n");
    await symlink("/usr/bin/dirname", join(machine.bin, "dirname"));
    await assert.rejects(start(await pack("pack"), dirname(old)), {
      stderr: `policy packs need Node 22.18 or newer: run "npm ci" in ${repository}\n`,
    });
  });
});
