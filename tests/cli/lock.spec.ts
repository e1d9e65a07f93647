import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { UserError } from "../../cli/errors.ts";
import { releaseStack } from "../../cli/lock.ts";
import { scratchFolder } from "../support/honua.ts";

describe("the lock of a stack", () => {
  const { path: backend, remove } = scratchFolder();
  after(remove);
  const folder = join(backend, ".pulumi/locks/organization/honua/dev");
  const file = join(folder, "lock.json");
  const said: string[] = [];
  const release = (patienceMs = 0) =>
    releaseStack(backend, "honua", "dev", { report: (line) => said.push(line), unlock: "honua unlock", patienceMs });
  const lock = (pid: number, host = hostname()) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ pid, username: "op", hostname: host, timestamp: "2026-01-01T00:00:00Z" }));
  };
  const dead = () => spawnSync(process.execPath, ["-e", ""]).pid;

  it("does not matter where there is none", () => release());

  it("is removed where its process has ended", async () => {
    lock(dead());
    await release();
    assert.ok(!existsSync(file));
    assert.match(said.join(), /interrupted run/);
  });

  it("is waited for where its process is about to end", async () => {
    lock(process.pid);
    setTimeout(() => rmSync(file), 300);
    await release(10_000);
    assert.match(said.join(), /waiting/);
  });

  it("stops the run where its process lives, and says how to remove it", async () => {
    lock(process.pid);
    await assert.rejects(release(), (error) => error instanceof UserError && error.message.includes("honua unlock"));
    assert.ok(existsSync(file));
  });

  it("of another machine is nobody's to judge", async () => {
    lock(dead(), "elsewhere");
    await assert.rejects(release(), /elsewhere/);
  });
});
