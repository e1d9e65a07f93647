/** Pulumi's own CLI, with this process's standard streams. */
import { spawn } from "node:child_process";
import { onInterrupt } from "./interrupt.ts";
import type { Session } from "./session.ts";

export interface Ended {
  /** Pulumi's exit code; null where it was killed. */
  readonly code: number | null;
  /** The user asked it to stop. */
  readonly interrupted: boolean;
}

export async function runPulumi(
  { engine, workDir, env }: Session,
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(engine.command, args, {
    cwd: workDir,
    env: { ...process.env, ...env, ...extra },
    stdio: "inherit",
  });
  const interrupt = onInterrupt(() => child.kill("SIGINT"));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", resolve);
    });
    return { code, interrupted: interrupt.requested };
  } finally {
    interrupt.release();
  }
}
