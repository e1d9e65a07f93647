import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Env } from "./model.ts";

/** What a child process left: `ok` is false where it did not start, failed or was killed. */
export interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** After an interrupt, a child gets this long to clean up, in ms. */
const grace = 5_000;

/**
 * Runs a command to its end in a process group of its own, so that an abort reaches all that it started.
 * Rejects with the signal's reason once an aborted command has ended.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: { env: Env; signal: AbortSignal; cwd?: string },
): Promise<Outcome> {
  const { env, signal, cwd } = options;
  signal.throwIfAborted();
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let kill: NodeJS.Timeout | undefined;
  const abort = () => {
    killGroup(child.pid, "SIGINT");
    kill = setTimeout(() => killGroup(child.pid, "SIGKILL"), grace);
  };
  signal.addEventListener("abort", abort);
  try {
    const ended = new Promise<Pick<Outcome, "ok">>((resolve) => {
      child.on("close", (code) => resolve({ ok: code === 0 }));
      child.on("error", () => resolve({ ok: false }));
    });
    const [outcome, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    signal.throwIfAborted();
    return { ...outcome, stdout, stderr };
  } finally {
    signal.removeEventListener("abort", abort);
    clearTimeout(kill);
  }
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** The last lines that say something, as one paragraph. */
export function paragraph(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).slice(-6).join(" ");
}
