import { access, constants, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import type { Env, Problem } from "./model.ts";
import { pinnedVersion } from "./version.ts";

/** The user's home; the system's own records know it where HOME is not set. */
export const home = (env: Env) => env.HOME || homedir();

/** The cache that the npm package `pulumi` and the Automation API use as well. */
export const versionsFolder = (env: Env) => join(resolve(env.PULUMI_HOME || join(home(env), ".pulumi")), "versions");

/** The cache's folder for the pinned version; its bin/ holds the CLI. */
export const cacheRoot = (env: Env) => join(versionsFolder(env), pinnedVersion);

export const pathFolders = (env: Env) => (env.PATH ?? "").split(delimiter).filter(isAbsolute);

export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** All executables of that name on PATH, in its order. */
export async function onPath(env: Env, name: string): Promise<string[]> {
  const files = pathFolders(env).map((folder) => join(folder, name));
  const executable = await Promise.all(files.map(isExecutable));
  return files.filter((_, index) => executable[index]);
}

/** Why nothing can be written to that folder, which need not exist yet; undefined where it can. */
export async function unwritable(folder: string): Promise<Problem | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return unwritable(dirname(folder));
    return {
      what: `${folder} cannot be written to (${code})`,
      fix: "set PULUMI_HOME to a folder that you may write to",
    };
  }
}
