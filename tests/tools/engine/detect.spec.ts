import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { findEngine, inspectEngine } from "../../../tools/engine/index.ts";
import { pinnedVersion } from "../../../tools/engine/version.ts";
import {
  builds,
  fakeMachine,
  type FakeMachine,
  go,
  goodBuild,
  program,
  pulumi,
  removeMachines,
  silent,
} from "./machine.ts";

describe("engine detection", () => {
  let machine: FakeMachine;
  beforeEach(async () => void (machine = await fakeMachine()));
  after(removeMachines);
  const find = (path = machine.env.PATH) =>
    findEngine(silent, { ...machine.with(), env: { ...machine.env, PATH: path } });

  it("takes pulumi from PATH before the cache", async () => {
    await pulumi(machine.cached);
    const command = await pulumi(join(machine.bin, "pulumi"), "3.300.1");
    assert.deepEqual(await find(), {
      ...{ command, root: machine.folder, version: "3.300.1", source: "path", hasLanguageHost: false },
    });
  });

  it("takes the cache where PATH holds none", async () => {
    await pulumi(machine.cached);
    assert.deepEqual(await find(), {
      ...{ command: machine.cached, root: dirname(dirname(machine.cached)), version: pinnedVersion },
      ...{ source: "cache", hasLanguageHost: false },
    });
  });

  it("follows PULUMI_HOME", async () => {
    const PULUMI_HOME = join(machine.folder, "elsewhere");
    const command = await pulumi(join(PULUMI_HOME, "versions", pinnedVersion, "bin", "pulumi"));
    const engine = await findEngine(silent, { ...machine.with(), env: { ...machine.env, PULUMI_HOME } });
    assert.equal(engine.command, command);
  });

  for (const version of ["3.258.0", "4.0.0"]) {
    it(`passes over ${version} on PATH, and says so where nothing else is found`, async () => {
      const old = await pulumi(join(machine.bin, "pulumi"), version);
      await assert.rejects(find(), { name: "EngineError", message: new RegExp(`${old} is Pulumi ${version}`) });
      const next = await pulumi(join(machine.folder, "next", "bin", "pulumi"));
      assert.equal((await find([machine.bin, dirname(next)].join(delimiter))).command, next);
    });
  }

  it("neither takes nor runs the npm wrapper, however it is linked", async () => {
    await pulumi(machine.cached);
    const wrapper = createRequire(import.meta.url).resolve("pulumi/run.js");
    const npm = join(machine.folder, "npm");
    await mkdir(npm);
    await symlink(wrapper, join(npm, "pulumi"));
    const ran = join(machine.folder, "ran");
    const pnpm = await program(
      join(machine.folder, "pnpm", "pulumi"),
      `#!/bin/sh\n>${ran}\nexec node ../pulumi/run.js\n`,
    );
    assert.equal((await find([npm, dirname(pnpm)].join(delimiter))).source, "cache");
    assert.ok(!existsSync(ran));
  });

  it("links a CLI whose folder is not named bin, as the Automation API wants a bin/pulumi", async () => {
    const shim = await pulumi(join(machine.folder, "shims", "pulumi"));
    const first = await find(dirname(shim));
    assert.equal(first.command, join(first.root, "bin", "pulumi"));
    assert.ok(existsSync(first.command));
    assert.deepEqual(await find(dirname(shim)), first);
  });

  it("sees a language host beside the CLI, and on PATH only for a CLI from there", async () => {
    await pulumi(machine.cached);
    const onPath = await program(join(machine.folder, "hosts", "pulumi-language-nodejs"), "#!/bin/sh\n");
    const path = [machine.bin, dirname(onPath)].join(delimiter);
    assert.equal((await find(path)).hasLanguageHost, false, "another Pulumi's host for the cached CLI");
    await pulumi(join(machine.bin, "pulumi"));
    assert.equal((await find(path)).hasLanguageHost, true, "on PATH like the CLI");
    await program(join(dirname(machine.cached), "pulumi-language-nodejs"), "#!/bin/sh\n");
    assert.equal((await find("")).hasLanguageHost, true, "beside the cached CLI");
  });

  it("inspects without making anything", async () => {
    const { build } = await import("../../../tools/engine/build.ts");
    await go(machine, goodBuild);
    assert.deepEqual(await inspectEngine(machine.with(build)), { wouldMake: "build", problems: [] });
    assert.deepEqual(await builds(machine), []);
    assert.ok(!existsSync(machine.versions));

    const none = await inspectEngine(machine.with());
    assert.deepEqual(
      none.problems.map(({ what }) => what),
      ["there is no pulumi on PATH"],
    );

    await pulumi(machine.cached);
    const { found, problems } = await inspectEngine(machine.with());
    assert.equal(found?.command, machine.cached);
    assert.deepEqual(problems, []);
  });
});
