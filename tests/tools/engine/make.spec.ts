import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "../../../tools/engine/build.ts";
import { findEngine } from "../../../tools/engine/index.ts";
import { pinnedVersion } from "../../../tools/engine/version.ts";
import {
  builds,
  downloadThat,
  fakeMachine,
  type FakeMachine,
  go,
  goodBuild,
  noDownload,
  pulumi,
  program,
  removeMachines,
  silent,
} from "./machine.ts";

describe("engine making", () => {
  let machine: FakeMachine;
  beforeEach(async () => void (machine = await fakeMachine()));
  after(removeMachines);

  const goodDownload = downloadThat(async (_env, { root }) => void (await pulumi(join(root, "bin", "pulumi"))));
  const left = async () => (await readdir(machine.versions)).filter((name) => name !== "verified.json");

  it("downloads first, and finds the result the next time", async () => {
    await go(machine, goodBuild);
    const engine = await findEngine(silent, machine.with(goodDownload, build));
    assert.deepEqual([engine.source, engine.command], ["download", machine.cached]);
    assert.deepEqual(await builds(machine), []);
    assert.equal((await findEngine(silent, machine.with())).source, "cache");
    assert.deepEqual(await left(), [pinnedVersion]);
  });

  it("builds where the download cannot be had, and says what happens", async () => {
    await go(machine, goodBuild);
    const lines: string[] = [];
    const engine = await findEngine((line) => lines.push(line), machine.with(noDownload, build));
    assert.deepEqual([engine.source, engine.command, engine.version], ["build", machine.cached, pinnedVersion]);
    assert.deepEqual(lines, ["No download: get.pulumi.com cannot be reached.", `${build.announcement}.`]);
    assert.deepEqual(await left(), [pinnedVersion]);
  });

  it("builds where the download brings something that does not run", async () => {
    await go(machine, goodBuild);
    const broken = downloadThat(async (_env, { root }) => void (await program(join(root, "bin", "pulumi"), "\x7fELF")));
    assert.equal((await findEngine(silent, machine.with(broken, build))).source, "build");
  });

  it("makes a damaged cached CLI again, with all that lies beside it", async () => {
    await program(machine.cached, "\x7fELF\x02");
    await program(join(machine.cached, "..", "pulumi-language-nodejs"), "#!/bin/sh\n");
    await go(machine, goodBuild);
    const lines: string[] = [];
    const engine = await findEngine((line) => lines.push(line), machine.with(build));
    assert.deepEqual([engine.source, engine.hasLanguageHost], ["build", false]);
    assert.equal(lines[0], `${machine.cached} is damaged: it is made again.`);
  });

  it("names the three ways out in one error where nothing is to be had", async () => {
    await assert.rejects(findEngine(silent, machine.with(noDownload, build)), (error: Error) => {
      assert.equal(error.name, "EngineError");
      const [heading, ...obstacles] = error.message.split("\n");
      assert.match(heading!, /No Pulumi engine was found/);
      assert.equal(obstacles.length, 3);
      assert.match(obstacles[0]!, /there is no pulumi on PATH; remedy: install Pulumi 3\.259\.0/);
      assert.match(obstacles[1]!, /get\.pulumi\.com cannot be reached; remedy: allow HTTPS/);
      assert.match(obstacles[2]!, /Go is not on PATH; remedy: install Go 1\.25\.11 or newer/);
      return true;
    });
    assert.deepEqual(await left(), []);
  });

  it("leaves nothing when a build fails, and gives Go's own last words", async () => {
    await go(machine, 'echo "go: downloading x v1\nproxy: 403 Forbidden" >&2; touch "$output"; exit 1');
    await assert.rejects(findEngine(silent, machine.with(build)), /the Go build failed: proxy: 403 Forbidden/);
    assert.deepEqual(await left(), []);
  });

  it("says in one line where the cache cannot be", async () => {
    const env = { ...machine.env, PULUMI_HOME: "/dev/null/nowhere" };
    await assert.rejects(findEngine(silent, { ...machine.with(build), env }), {
      name: "EngineError",
      message:
        "/dev/null/nowhere/versions cannot be written to (ENOTDIR): set PULUMI_HOME to a folder that you may write to.",
    });
  });

  it("builds once for two that start at once", async () => {
    await go(machine, `sleep 1; ${goodBuild}`);
    const lines: string[] = [];
    const start = () => findEngine((line) => lines.push(line), machine.with(build));
    const sources = (await Promise.all([start(), start()])).map(({ source }) => source);
    assert.deepEqual(sources.sort(), ["build", "cache"]);
    assert.equal((await builds(machine)).length, 1);
    assert.equal(lines.filter((line) => line.includes("waiting for it")).length, 1);
  });

  it("takes over from a run that was killed, and removes what it left", async () => {
    await go(machine, goodBuild);
    const lock = join(machine.versions, `${pinnedVersion}.lock`);
    await mkdir(lock, { recursive: true });
    await utimes(lock, 1000, 1000);
    await mkdir(join(machine.versions, `${pinnedVersion}.partial-abc123`, "root"), { recursive: true });
    assert.equal((await findEngine(silent, machine.with(build))).source, "build");
    assert.deepEqual(await left(), [pinnedVersion]);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends the build and leaves nothing on ${signal}`, async () => {
      const pid = join(machine.folder, "pid");
      await go(machine, `touch "$output"; echo $$ > ${pid}.new; mv ${pid}.new ${pid}; exec sleep 60`);
      const modules = ["index", "build"].map(
        (name) => new URL(`../../../tools/engine/${name}.ts`, import.meta.url).href,
      );
      const script = `
        import { findEngine } from "${modules[0]}";
        import { build } from "${modules[1]}";
        const machine = { env: process.env, ways: async () => [build] };
        await findEngine(() => undefined, machine).catch(({ message }) => console.log(message));`;
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], { env: machine.env });
      while (!existsSync(pid)) await sleep(50);
      child.kill(signal);
      assert.match(await text(child.stdout), new RegExp(`^Interrupted .${signal}.: no engine was made`));
      const started = Number(await readFile(pid, "utf8"));
      assert.throws(() => process.kill(started, 0), { code: "ESRCH" });
      assert.deepEqual(await left(), []);
    });
  }

  it("keeps a broken list of stamps from breaking the start", async () => {
    await pulumi(machine.cached);
    await writeFile(join(machine.versions, "verified.json"), "{");
    assert.equal((await findEngine(silent, machine.with())).source, "cache");
  });
});
