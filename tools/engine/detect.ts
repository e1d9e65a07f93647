import { mkdir, realpath, rename, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Engine, Env, Problem } from "./model.ts";
import { cacheRoot, isExecutable, onPath, pathFolders, versionsFolder } from "./places.ts";
import { scriptText, versionOf } from "./verify.ts";
import { atLeast, pinnedVersion } from "./version.ts";

/** An engine, or a binary that stands in its place and cannot serve, or neither. */
export interface Finding {
  readonly engine?: Engine;
  readonly unfit?: Problem;
}

export const installPulumi = `install Pulumi ${pinnedVersion} or a newer 3.x (https://www.pulumi.com/docs/install/)`;

export const nothingOnPath: Problem = { what: "there is no pulumi on PATH", fix: installPulumi };

/** The first pulumi on PATH that is new enough. */
export async function findOnPath(env: Env): Promise<Finding> {
  let unfit: Problem | undefined;
  for (const command of await onPath(env, "pulumi")) {
    if (await isNpmWrapper(command)) continue;
    const version = await versionOf(env, command);
    if (version && atLeast(version, pinnedVersion)) return { engine: await describe(env, command, version, "path") };
    unfit ??= { what: `${command} ${version ? `is Pulumi ${version}` : "does not run"}`, fix: installPulumi };
  }
  return { unfit };
}

/** The engine in the cache; what lies there damaged or too old is made again, so it is no obstacle. */
export async function findInCache(env: Env): Promise<Finding> {
  const command = join(cacheRoot(env), "bin", "pulumi");
  if (!(await isExecutable(command))) return {};
  const version = await versionOf(env, command);
  if (version && atLeast(version, pinnedVersion)) return { engine: await describe(env, command, version, "cache") };
  return {
    unfit: {
      what: `${command} ${version ? `is Pulumi ${version}` : "is damaged"}`,
      fix: "let the next honua command replace it",
    },
  };
}

/** The `pulumi` of the npm package: it is no CLI, and running it may start a download. pnpm links it by a script. */
async function isNpmWrapper(command: string): Promise<boolean> {
  const file = await realpath(command);
  return file.includes("/node_modules/") || ((await scriptText(file)) ?? "").includes("/pulumi/run.js");
}

async function describe(env: Env, found: string, version: string, source: "path" | "cache"): Promise<Engine> {
  const folders = [dirname(found), dirname(await realpath(found)), ...(source === "path" ? pathFolders(env) : [])];
  const hosts = await Promise.all(folders.map((folder) => isExecutable(join(folder, "pulumi-language-nodejs"))));
  const command = await inBinFolder(env, found);
  return { command, root: dirname(dirname(command)), version, source, hasLanguageHost: hosts.includes(true) };
}

/** The Automation API looks for bin/pulumi under its root. A CLI in a folder of another name gets a link in the cache. */
async function inBinFolder(env: Env, command: string): Promise<string> {
  if (basename(dirname(command)) === "bin") return command;
  const link = join(versionsFolder(env), "path", "bin", "pulumi");
  const beside = `${link}.${process.pid}`;
  await mkdir(dirname(link), { recursive: true });
  await symlink(command, beside);
  await rename(beside, link);
  return link;
}
