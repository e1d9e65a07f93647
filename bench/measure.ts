/** Wall time and peak memory of a command with everything that it starts. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Measurement {
  readonly seconds: number;
  /** The sum of each process's own peak, in MiB; NaN where there is no /proc. */
  readonly peakMiB: number;
}

const SAMPLE_MS = 100;

export async function measure(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Measurement> {
  const [program = "", ...args] = command;
  const started = process.hrtime.bigint();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.resume();
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const peaks = new Map<number, number>();
  const sampler = setInterval(() => samplePeaks(child.pid ?? 0, peaks), SAMPLE_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  clearInterval(sampler);
  if (code !== 0) throw new Error(`${command.join(" ")} exited with ${code}\n${said}`);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { seconds, peakMiB: peaks.size === 0 ? NaN : [...peaks.values()].reduce((sum, kib) => sum + kib, 0) / 1024 };
}

// The kernel keeps each process's high-water mark, so sampling only has to see every process once before it ends.
function samplePeaks(root: number, peaks: Map<number, number>): void {
  const children = new Map<number, number[]>();
  try {
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const parent = Number(statusField(name, "PPid"));
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    }
  } catch {
    return;
  }
  for (const queue = [root]; queue.length > 0;) {
    const pid = queue.pop() ?? 0;
    queue.push(...(children.get(pid) ?? []));
    const peak = Number(statusField(String(pid), "VmHWM"));
    if (peak > 0) peaks.set(pid, Math.max(peak, peaks.get(pid) ?? 0));
  }
}

function statusField(pid: string, field: string): string {
  try {
    return new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
  } catch {
    return "0"; // it ended while we looked
  }
}
