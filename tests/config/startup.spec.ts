import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const startup = join(import.meta.dirname, "../../config/startup.js");
const sdk = JSON.stringify(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));

// In a process of its own, as Pulumi starts a program: what is imported changes the stacks of all errors, and the SDK then
// asks for its formatter.
async function run(code: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const registered = `process.getBuiltinModule("module").createRequire(${sdk})("source-map-support/register");`;
  const args = ["--import", startup, "--input-type=module-typescript", "--eval", `${registered}\n${code}`];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
  return stdout.trimEnd();
}

const withoutPositions = (stack: string) => stack.replaceAll(/:\d+:\d+/g, "");

describe("stack traces after the start", () => {
  it("are those of Node, with the user's own line", async () => {
    const code = (restore: string) => `${restore}
      function wrong(value: number): never {
        throw new RangeError("no " + value);
      }
      try { wrong(1); } catch (error) { console.log((error as Error).stack); }`;
    const [ours, nodes] = [await run(code("")), await run(code("delete Error.prepareStackTrace;"))];
    assert.match(ours, /^RangeError: no 1\n {4}at wrong \(.+:4:15\)\n/);
    assert.equal(withoutPositions(ours), withoutPositions(nodes));
  });

  const promise = `
    const debuggablePromise = () => new Error("of a promise").stack;
    console.log(debuggablePromise());`;

  it("leave out those of the SDK's promises, which nobody reads", async () => {
    assert.equal(await run(promise), "Error: of a promise");
  });

  it("have them where the SDK is asked to show them", async () => {
    assert.match(
      await run(promise, { PULUMI_DEBUG_PROMISE_LEAKS: "1" }),
      /^Error: of a promise\n {4}at debuggablePromise/,
    );
  });
});
