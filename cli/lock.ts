/** The lock that Pulumi's file backend puts on a stack, and that a killed process leaves behind. */
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "./errors.ts";

interface Lock {
  readonly file: string;
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

/** A killed run's engine may live a little longer than the run: it notices that its providers are gone. */
const PATIENCE_MS = 15_000;
const POLL_MS = 250;

/**
 * Removes locks of processes that have ended, and waits a little for those that are about to.
 *
 * @param unlock How to put the command that removes a lock by force.
 * @throws UserError where another process holds the stack.
 */
export async function releaseStack(
  backend: string,
  project: string,
  stack: string,
  { report, unlock, patienceMs = PATIENCE_MS }: { report: (line: string) => void; unlock: string; patienceMs?: number },
): Promise<void> {
  const folder = join(backend, ".pulumi", "locks", "organization", project, stack);
  const deadline = Date.now() + patienceMs;
  for (let told = false; ; told = true) {
    const locks = locksIn(folder);
    for (const lock of locks.filter((lock) => !mayLive(lock))) {
      rmSync(lock.file, { force: true });
      report(`Removed the lock that an interrupted run (process ${lock.pid}) had left on ${stack}.`);
    }
    const holder = locks.find(mayLive);
    if (!holder) return;
    const who = `process ${holder.pid} of ${holder.username} on ${holder.hostname} (since ${holder.timestamp})`;
    if (holder.hostname !== hostname() || Date.now() > deadline) {
      throw new UserError(`${stack} is in use by ${who}: wait for it to end, or, if it has ended, run ${unlock}`);
    }
    if (!told) report(`${stack} is in use by ${who}: waiting up to ${patienceMs / 1000} s for it to end.`);
    await sleep(POLL_MS);
  }
}

function locksIn(folder: string): Lock[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // never locked
  }
  return names.filter((name) => name.endsWith(".json")).flatMap((name) => readLock(join(folder, name)) ?? []);
}

function readLock(file: string): Lock | undefined {
  try {
    return { ...(JSON.parse(readFileSync(file, "utf8")) as Omit<Lock, "file">), file };
  } catch {
    return undefined; // gone by now, or not written yet
  }
}

/** Of another machine's process, nothing can be told. */
const mayLive = (lock: Lock) => lock.hostname !== hostname() || isAlive(lock.pid);

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
