/** A file that exists while a run changes an emulated stack: found without its process, it tells of one that was cut short. */
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
 * @param isSettled Whether the engine has recorded the end of all that it began: else the mark stays.
 */
export async function marked<T>(
  session: StackSession,
  run: () => Promise<T>,
  isSettled: (result: T) => boolean | Promise<boolean>,
): Promise<T> {
  const file = fileOf(session);
  if (!file || wasInterrupted(session)) return run();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, String(process.pid));
  const result = await run();
  if (await isSettled(result)) clearMark(session);
  return result;
}
