/** The state of a stack in a folder, where a run was killed while Pulumi wrote it. */
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Puts the checkpoint before the last back where the last one was cut short. Pulumi keeps it beside the state, and
 * otherwise opens the stack no more ("failed to load checkpoint: EOF"). What the lost one said is for recovery to find.
 */
export function restoreCheckpoint(
  backend: string,
  project: string,
  stack: string,
  report: (line: string) => void,
): void {
  const file = join(backend, ".pulumi", "stacks", project, `${stack}.json`);
  if (!existsSync(file) || isWhole(file)) return;
  const previous = `${file}.bak`;
  if (!existsSync(previous) || !isWhole(previous)) return; // Pulumi then says what it cannot read
  copyFileSync(previous, file);
  report(`The state of ${stack} was cut short while it was written: the one before it is used.`);
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
