/** Parsed declarations on disk, one small file each: a program reads only what it uses. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, unlink, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Entry {
  readonly name: string;
  readonly value: unknown;
}

export class DeclarationCache {
  private readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** The value kept under a name, or else the one made now, which is kept unless it is undefined. */
  get<T>(name: string, make: () => T): T {
    // Names may be longer than a file's may be, and differ in letter case alone.
    const path = join(this.dir, `${createHash("sha256").update(name).digest("hex").slice(0, 32)}.json`);
    const entry = read(path);
    if (entry?.name === name) return entry.value as T;
    const value = make();
    if (value !== undefined) write(path, { name, value });
    return value;
  }
}

// Missing, cut short or damaged: all mean that the declaration has to be parsed again.
function read(path: string): Entry | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Entry;
  } catch {
    return undefined;
  }
}

// Renaming is atomic, so that programs that run side by side see a whole file or none. Nothing depends on the cache but
// time: a folder that cannot be written to is no reason to stop.
function write(path: string, entry: Entry): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, JSON.stringify(entry));
    renameSync(draft, path);
  } catch {
    unlink(draft, () => {});
  }
}
