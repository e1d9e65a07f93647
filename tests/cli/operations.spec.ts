/** The CLI on the real engine, with a small stack of its own. The tests build on each other: each run takes seconds. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Store } from "../../emulator/store.ts";
import { findEngine } from "../../tools/engine/index.ts";
import { honua, repository, scratchFolder, type Result } from "../support/honua.ts";

const fixture = join(repository, "tests/fixtures/stack");

interface State {
  readonly resources?: readonly { readonly urn: string; readonly id?: string; readonly type: string }[];
  readonly pending_operations?: readonly unknown[];
}

describe("operations on a stack", () => {
  const scratch = scratchFolder();
  after(scratch.remove);
  const home = join(scratch.path, "home");
  const stateDir = join(scratch.path, "state");
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home, PULUMI_HOME: undefined };
  const committed = () =>
    readdirSync(fixture, { withFileTypes: true }).map((entry) => [
      entry.name,
      entry.isFile() && readFileSync(join(fixture, entry.name), "utf8"),
    ]);
  const initially = committed();
  const transcript: Result[] = [];
  let planned: string[] = [];

  before(async () => {
    const { command } = await findEngine(() => {});
    env["PATH"] = `${dirname(command)}:${process.env["PATH"]}`;
  });

  async function run(args: readonly string[], variant = "", onStart?: (child: ChildProcess) => void): Promise<Result> {
    const [command = "", ...rest] = args;
    const result = await honua([command, "dev", "aws", "--emulated", "--state-dir", stateDir, ...rest], {
      env: { ...env, TEST_STACK: variant },
      script: join(fixture, "honua.ts"),
      onStart,
    });
    transcript.push(result);
    return result;
  }

  const ok = async (...args: string[]) => {
    const result = await run(args);
    assert.equal(result.code, 0, `${args.join(" ")}: ${result.stdout}\n${result.stderr}`);
    return result;
  };

  const state = async (): Promise<State> =>
    (JSON.parse((await ok("pulumi", "--", "stack", "export")).stdout) as { deployment: State }).deployment;

  /** State and cloud hold the same, nothing is pending, and it is what was planned. */
  async function assertConverged(): Promise<void> {
    const { resources = [], pending_operations: pending = [] } = await state();
    assert.deepEqual(
      resources
        .map(({ urn }) => urn)
        .filter((urn) => !urn.includes("pulumi:providers"))
        .sort(),
      planned,
    );
    assert.deepEqual(pending, []);
    const recorded = resources.filter(({ id, type }) => id && !type.startsWith("pulumi:"));
    assert.deepEqual(live(), recorded.map(({ urn, id }) => `${urn} ${id}`).sort());
  }

  function live(): string[] {
    const store = new Store(stateDir);
    store.openAll();
    return store
      .all()
      .map(({ urn, id }) => `${urn} ${id}`)
      .sort();
  }

  it("previews in Pulumi's own JSON, alone on standard output", async () => {
    const { stdout } = await ok("preview", "--json");
    const { steps, changeSummary } = JSON.parse(stdout) as { steps: { urn: string }[]; changeSummary: object };
    planned = steps
      .map(({ urn }) => urn)
      .filter((urn) => !urn.includes("pulumi:providers"))
      .sort();
    assert.deepEqual(changeSummary, { create: 15 });
  });

  it("creates nothing where a policy is violated, and says what to do", async () => {
    const { code, stdout, stderr } = await run(["up", "--yes"], "violation");
    assert.equal(code, 1, stderr);
    assert.match(
      stdout,
      /policy violation: nothing-forbidden on aws:ec2:Vpc network\n.*\n +Remove the tag Forbidden\./,
    );
    assert.match(stderr, /1 policy violation\. Nothing was changed/);
    assert.deepEqual(live(), []);
  });

  it("shows a violation on standard error where standard output is JSON", async () => {
    const { code, stdout, stderr } = await run(["preview", "--json"], "violation");
    assert.equal(code, 1);
    JSON.parse(stdout);
    assert.match(stderr, /nothing-forbidden on aws:ec2:Vpc network/);
  });

  it("shows a mistake of the program's without a stack trace", async () => {
    const { code, stdout, stderr } = await run(["up", "--yes"], "error");
    assert.equal(code, 1);
    assert.match(stdout, /the program says why/);
    assert.doesNotMatch(stdout + stderr, /\n\s+at /);
  });

  it("stops in good order when it is interrupted", async () => {
    const interrupt = (child: ChildProcess) =>
      void child.stderr?.once("data", () => setTimeout(() => child.kill("SIGINT"), 1500));
    const { code, stderr } = await run(["up", "--yes"], "", interrupt);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /Interrupted\. Nothing was changed/);
    assert.ok(!existsSync(join(stateDir, "running", "dev")));
  });

  it("converges after it was killed between the cloud's work and the answer to the engine", async () => {
    const { signal } = await run(["up", "--yes", "--fault", "kill:create:5"]);
    assert.equal(signal, "SIGKILL");
    assert.ok(live().length >= 5);
    const { stdout, stderr } = await ok("up", "--yes");
    assert.match(stderr, /The last run was cut short: \d+ unfinished creates? taken back/);
    assert.match(stdout, /password {2}\[secret\]/);
    await assertConverged();
  });

  it("changes nothing the second time, and prints Pulumi's own events as JSON lines", async () => {
    const { stdout } = await ok("up", "--yes", "--json");
    const events = stdout.trimEnd().split("\n");
    const summaries = events.flatMap(
      (line) => (JSON.parse(line) as { summaryEvent?: { resourceChanges: object } }).summaryEvent ?? [],
    );
    assert.deepEqual(
      summaries.map(({ resourceChanges }) => resourceChanges),
      [{ same: 15 }, { same: 15 }],
    );
  });

  it("converges after it was killed in the middle of a removal", async () => {
    const killSoon = async (child: ChildProcess) => {
      const full = live().length;
      while (live().length > full - 4 && child.exitCode === null) await sleep(5);
      child.kill("SIGKILL");
    };
    await run(["destroy", "--yes"], "", (child) => void killSoon(child));
    await ok("up", "--yes");
    await assertConverged();
  });

  it("removes everything, and leaves an empty stack", async () => {
    await ok("destroy", "--yes");
    assert.deepEqual((await state()).resources ?? [], []);
    assert.deepEqual(live(), []);
  });

  it("has left the project's files and the user's own Pulumi alone, and no secret anywhere", () => {
    assert.deepEqual(committed(), initially);
    assert.ok(!existsSync(join(home, ".pulumi", "credentials.json")));
    assert.ok(!existsSync(join(home, ".pulumi", "workspaces")));
    assert.ok(!existsSync(join(stateDir, "pulumi", "plugins")));
    assert.ok(!transcript.some(({ stdout, stderr }) => (stdout + stderr).includes("planted-secret")));
  });
});
