/** A file that exists while a run changes an emulated stack: found without its process, it tells of an interrupt. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAlive } from "./lock.ts";
import type { StackSession } from "./session.ts";

const fileOf = ({ emulated, target }: StackSession) => emulated && join(emulated.stateDir, "running", target.stack);

export function wasInterrupted(session: StackSession): boolean {
  const file = fileOf(session);
  return file !== undefined && existsSync(file) && !isAlive(Number(readFileSync(file, "utf8")));
}

export function clearMark(session: StackSession): void {
  const file = fileOf(session);
  if (file) rmSync(file, { force: true });
}

/**
 * Runs something that may change the stack.
 *
 * @param wasKilled Whether Pulumi was killed in the course of it: the mark then stays.
 */
export async function marked<T>(
  session: StackSession,
  run: () => Promise<T>,
  wasKilled: (result: T) => boolean,
): Promise<T> {
  const file = fileOf(session);
  if (!file || wasInterrupted(session)) return run();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, String(process.pid));
  const result = await run();
  if (!wasKilled(result)) clearMark(session);
  return result;
}
