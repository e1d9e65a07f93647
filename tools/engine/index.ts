/** The Pulumi CLI of this machine: found where there is one, made where there is none. */
import { join } from "node:path";
import { findInCache, findOnPath, nothingOnPath } from "./detect.ts";
import type { Engine, Env, Problem, Report, Way } from "./model.ts";
import { unwritable, versionsFolder } from "./places.ts";
import { isUnchanged } from "./verify.ts";

export { EngineError, type Engine, type Problem } from "./model.ts";

/** Where engines are looked for and how they are made; tests choose others. */
export interface Machine {
  readonly env: Env;
  /** Loads the ways to make an engine, in the order in which they are tried; a cached start has no need of them. */
  readonly ways: () => Promise<readonly Way[]>;
}

const thisMachine: Machine = {
  env: process.env,
  ways: async () => [(await import("./download.ts")).download, (await import("./build.ts")).build],
};

/**
 * Finds an engine or makes one: pulumi on PATH, else the cache of the npm package `pulumi`, else a download into that
 * cache, else a Go build into it.
 *
 * @param report Gets what happens while an engine is made, which takes minutes; nothing where one is found.
 * @throws EngineError where there is none and none can be made; it names the ways out.
 */
export async function findEngine(report: Report, { env, ways } = thisMachine): Promise<Engine> {
  const onPath = await findOnPath(env);
  const found = onPath.engine ?? (await findInCache(env)).engine;
  if (found) return found;
  const { makeEngine } = await import("./make.ts");
  return makeEngine(env, await ways(), report, onPath.unfit);
}

/** What `findEngine` would do here. */
export interface Inspection {
  readonly found?: Engine;
  /** How an engine would be made; undefined where one is found, or where none can be made. */
  readonly wouldMake?: Way["source"];
  /** What is missing or unfit. Where `found` or `wouldMake` is set, none of it stops `honua`. */
  readonly problems: readonly Problem[];
}

/** Looks as `findEngine` does, and further: it reads the whole binary. Makes nothing. */
export async function inspectEngine({ env, ways } = thisMachine): Promise<Inspection> {
  const [onPath, cached] = [await findOnPath(env), await findInCache(env)];
  const unfit = [onPath.unfit, cached.unfit].filter((problem) => problem !== undefined);
  const found = onPath.engine ?? cached.engine;
  if (found) return { found, problems: [...unfit, ...(await changes(env, found))] };

  const unusable = await unwritable(versionsFolder(env));
  if (unusable) return { problems: [...unfit, unusable] };
  const obstacles: Problem[] = [];
  for (const way of await ways()) {
    const obstacle = await way.obstacle(env);
    if (!obstacle) return { wouldMake: way.source, problems: unfit };
    obstacles.push(obstacle);
  }
  return { problems: [...unfit, ...(onPath.unfit ? [] : [nothingOnPath]), ...obstacles] };
}

async function changes(env: Env, { command }: Engine): Promise<Problem[]> {
  if (await isUnchanged(env, command)) return [];
  return [
    { what: `${command} has changed since it was verified`, fix: "remove it: the next command finds or makes another" },
  ];
}

/** The folder of pulumi-analyzer-policy-nodejs: on PATH, it starts local policy packs for a CLI without language hosts. */
export const analyzerPath = (): string => join(import.meta.dirname, "bin");
