import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Env } from "./model.ts";
import { versionsFolder } from "./places.ts";
import { run } from "./run.ts";

/** What a binary was when it last ran and gave its version. */
interface Stamp {
  readonly version: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

/** Longest that `pulumi version` may take, in ms: 0.3 s usually, more from a cold or remote disk. */
const patience = 30_000;

/** One file for all binaries, by real path: beside a CLI from PATH nothing may be written. */
const stampsFile = (env: Env) => join(versionsFolder(env), "verified.json");

async function readStamps(env: Env): Promise<Record<string, Stamp>> {
  try {
    return JSON.parse(await readFile(stampsFile(env), "utf8"));
  } catch {
    return {};
  }
}

/** Failing to write is no failure: the binary is run again next time. */
async function writeStamp(env: Env, file: string, stamp: Stamp): Promise<void> {
  const target = stampsFile(env);
  const beside = `${target}.${process.pid}`;
  try {
    await mkdir(versionsFolder(env), { recursive: true });
    await writeFile(beside, JSON.stringify({ ...(await readStamps(env)), [file]: stamp }, null, 2));
    await rename(beside, target);
  } catch {
    return;
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** The start of a file that is a script; undefined for a compiled program. */
export async function scriptText(file: string): Promise<string | undefined> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096));
    const start = buffer.toString("latin1", 0, bytesRead);
    return start.startsWith("#!") ? start : undefined;
  } finally {
    await handle.close();
  }
}

/** Runs the binary for its version; undefined where it is damaged or no Pulumi CLI. */
export async function askVersion(env: Env, command: string): Promise<string | undefined> {
  try {
    const answer = await run(command, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      signal: AbortSignal.timeout(patience),
    });
    return /^v(\d+\.\d+\.\d+\S*)$/.exec(answer.stdout.trim())?.[1];
  } catch {
    return undefined;
  }
}

/**
 * The version of a binary, from its stamp while size and time of change are those of the last run. Scripts are always
 * run: a version manager's shim stays the same when another version is chosen.
 */
export async function versionOf(env: Env, command: string): Promise<string | undefined> {
  const file = await realpath(command);
  const { size, mtimeMs } = await stat(file);
  const stamp = (await readStamps(env))[file];
  if (stamp?.size === size && stamp.mtimeMs === mtimeMs) return stamp.version;

  const version = await askVersion(env, command);
  const isShim = basename(file) !== basename(command) || (await scriptText(file)) !== undefined;
  if (version && !isShim) await writeStamp(env, file, { version, size, mtimeMs, sha256: await sha256(file) });
  return version;
}

/** Whether the binary still has the content that was verified; reads all of it, which `versionOf` never does. */
export async function isUnchanged(env: Env, command: string): Promise<boolean> {
  const file = await realpath(command);
  const stamp = (await readStamps(env))[file];
  return stamp === undefined || stamp.sha256 === (await sha256(file));
}
