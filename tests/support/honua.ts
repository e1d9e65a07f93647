/** Runs the CLI as a user does: a process of its own, the real engine, the emulated clouds. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What is run in the place of bin/honua.js. */
  readonly script?: string;
  /** Gets the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs `honua <args>` to its end, however it ends. */
export function honua(
  args: readonly string[],
  { cwd = repository, env = process.env, script = join(repository, "bin/honua.js"), onStart }: RunOptions = {},
): Promise<Result> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStart?.(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, ...output }));
  });
}

/** Runs it and fails with everything it said unless it exits with 0. */
export async function honuaOk(args: readonly string[], options?: RunOptions): Promise<Result> {
  const result = await honua(args, options);
  if (result.code !== 0) {
    const said = args.includes("--json") ? "" : result.stdout;
    throw new Error(`honua ${args.join(" ")}: exit ${result.code ?? result.signal}\n${said}\n${result.stderr}`);
  }
  return result;
}

/** A folder for an emulated cloud of its own, gone after the suite. */
export function scratchFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "honua-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
