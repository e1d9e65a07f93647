import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { mock } from "node:test";
import { build } from "../../../tools/engine/build.ts";
import { download, unreachable } from "../../../tools/engine/download.ts";
import { withElapsed } from "../../../tools/engine/progress.ts";
import { builds, fakeMachine, type FakeMachine, go, goodBuild, removeMachines } from "./machine.ts";

describe("ways to make an engine", () => {
  let machine: FakeMachine;
  beforeEach(async () => void (machine = await fakeMachine()));
  after(removeMachines);
  const unaborted = new AbortController().signal;

  async function workplace() {
    const place = { root: join(machine.folder, "root"), temporary: join(machine.folder, "temporary") };
    await mkdir(join(place.root, "bin"), { recursive: true });
    await mkdir(place.temporary);
    return place;
  }

  describe("build", () => {
    const rows: [version: string, toolchain: string, obstacle: RegExp | undefined][] = [
      ["go1.25.11", "local", undefined],
      ["go1.24.2", "local", /Go is version go1\.24\.2/],
      ["go1.22.2", "auto", undefined],
      ["go1.22.2", "local+auto", undefined],
      ["go1.20.1", "''", /Go is version go1\.20\.1/],
    ];
    for (const [version, toolchain, obstacle] of rows) {
      it(`${obstacle ? "is refused" : "is possible"} with ${version} and GOTOOLCHAIN=${toolchain}`, async () => {
        await go(machine, goodBuild, { version, toolchain });
        const problem = await build.obstacle(machine.env);
        if (!obstacle) return assert.equal(problem, undefined);
        assert.match(problem!.what, obstacle);
        assert.match(problem!.fix, /install Go 1\.25\.11 or newer/);
      });
    }

    it("pins what it builds, whatever the user's own settings are", async () => {
      await go(machine, goodBuild);
      const env = { PATH: machine.env.PATH, HOME: "", GOFLAGS: "-race", CGO_ENABLED: "1" };
      assert.equal(await build.make(env, await workplace(), unaborted), undefined);
      const [line] = await builds(machine);
      assert.match(line!, /^-mod=readonly 0 \/\S+ build -trimpath -tags osusergo grpcnotrace -ldflags -s -w -X /);
      assert.match(line!, /common\/version\.Version=v3\.259\.0 .*github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi$/);
    });
  });

  describe("download", () => {
    it("gives up at once where nothing listens", async () => {
      assert.equal(await unreachable("https://127.0.0.1:1/", 5000, {}), "127.0.0.1:1 cannot be reached (ECONNREFUSED)");
    });

    it("gives up soon where nothing answers", async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const answer = await unreachable(`https://127.0.0.1:${port}/`, 200, {});
      server.close();
      assert.equal(answer, `127.0.0.1:${port} cannot be reached (no answer in 0.2 s)`);
    });

    /** Stands in for the network inside the child that downloads. */
    const answering = (expression: string) => {
      const preload = `data:text/javascript,${encodeURIComponent(`globalThis.fetch = async () => ${expression}`)}`;
      return { ...machine.env, PATH: "/usr/bin:/bin", NODE_OPTIONS: `--import=${preload}` };
    };

    it("has the official wrapper install the pinned version into the given folder", async () => {
      const place = await workplace();
      const env = answering(`new Response('mkdir -p "$3"; echo "$* $TMPDIR" > "$3/arguments"')`);
      assert.equal(await download.make(env, place, unaborted), undefined);
      assert.equal(
        await readFile(join(place.root, "arguments"), "utf8"),
        `--no-edit-path --install-root ${place.root} --version 3.259.0 ${place.temporary}\n`,
      );
    });

    it("says why it failed", async () => {
      const env = answering("Promise.reject(new Error('no such host'))");
      const problem = await download.make(env, await workplace(), unaborted);
      assert.match(problem!.what, /the download failed: no such host/);
    });

    it("stops when it is aborted", async () => {
      const env = answering("new Promise((resolve) => setTimeout(resolve, 60000))");
      const making = download.make(env, await workplace(), AbortSignal.timeout(300));
      await assert.rejects(making, { name: "TimeoutError" });
    });
  });

  it("report the time they have taken every ten seconds", async () => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    const lines: string[] = [];
    const work = Promise.withResolvers<void>();
    const done = withElapsed(
      (line) => lines.push(line),
      "The build goes on",
      () => work.promise,
    );
    for (let second = 0; second < 70; second++) mock.timers.tick(1000);
    work.resolve();
    await done;
    mock.timers.tick(70_000);
    mock.timers.reset();
    assert.equal(lines.length, 7);
    assert.equal(lines[0], "The build goes on: 10 s so far.");
    assert.equal(lines.at(-1), "The build goes on: 1 min 10 s so far.");
  });
});
