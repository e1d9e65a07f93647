import lockfile from "proper-lockfile";
import { EngineError, type Report } from "./model.ts";
import { withElapsed } from "./progress.ts";

/** A lock that nobody has renewed for so long is that of a killed run, in ms; a build may starve its owner of CPU. */
const stale = 30_000;

const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Does the work while no other run on this machine does it; waits for another's end, and says so. When the user
 * interrupts, the work's signal aborts, so that it cleans up before the process ends.
 */
export async function withLock<T>(file: string, report: Report, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals) =>
    interruption.abort(new EngineError(`Interrupted (${signal}): no engine was made, nothing was left behind.`));
  const lost = () => interruption.abort(new EngineError(`Another run took over ${file}: start this one again.`));

  const release = await acquire(file, report, lost);
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(interruption.signal);
  } finally {
    await release().catch(() => undefined); // A lock that was lost needs no release.
    for (const signal of signals) process.off(signal, interrupt);
  }
}

async function acquire(file: string, report: Report, onCompromised: () => void): Promise<() => Promise<void>> {
  const options = { lockfilePath: file, realpath: false, stale, onCompromised };
  try {
    return await lockfile.lock(file, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
  }
  report("Another run is making the engine: waiting for it.");
  const retries = { forever: true, factor: 1, minTimeout: 500 };
  return withElapsed(report, "Waiting for the other run", () => lockfile.lock(file, { ...options, retries }));
}
