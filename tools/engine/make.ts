import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { findInCache, installPulumi, nothingOnPath } from "./detect.ts";
import { withLock } from "./lock.ts";
import { EngineError, type Engine, type Env, type Problem, type Report, type Way } from "./model.ts";
import { cacheRoot, unwritable, versionsFolder } from "./places.ts";
import { withElapsed } from "./progress.ts";
import { askVersion } from "./verify.ts";
import { atLeast, pinnedVersion } from "./version.ts";

const partialPrefix = `${pinnedVersion}.partial-`;

/** Makes the engine in the cache by the first way that succeeds, or takes the one that another run just made. */
export async function makeEngine(env: Env, ways: readonly Way[], report: Report, unfit?: Problem): Promise<Engine> {
  const problem = await unwritable(versionsFolder(env));
  if (problem) throw new EngineError(`${problem.what}: ${problem.fix}.`);
  await mkdir(versionsFolder(env), { recursive: true });

  return withLock(`${cacheRoot(env)}.lock`, report, async (signal) => {
    const cached = await findInCache(env);
    if (cached.engine) return cached.engine;
    if (cached.unfit) report(`${cached.unfit.what}: it is made again.`);
    await removeLeftovers(env);

    const problems = [unfit ?? nothingOnPath];
    for (const [index, way] of ways.entries()) {
      const obstacle = (await way.obstacle(env)) ?? (await attempt(way, env, report, signal));
      if (!obstacle) return { ...(await findInCache(env)).engine!, source: way.source };
      if (index < ways.length - 1) report(`No ${way.source}: ${obstacle.what}.`);
      problems.push(obstacle);
    }
    throw new EngineError(noEngine(problems));
  });
}

/** Makes the engine beside its place and moves it there when it works, so that no half-made one is ever found. */
async function attempt(way: Way, env: Env, report: Report, signal: AbortSignal): Promise<Problem | undefined> {
  const work = await mkdtemp(join(versionsFolder(env), partialPrefix));
  const place = { root: join(work, "root"), temporary: join(work, "temporary") };
  try {
    await mkdir(join(place.root, "bin"), { recursive: true });
    await mkdir(place.temporary);
    report(`${way.announcement}.`);
    const problem = await withElapsed(report, `The ${way.source} goes on`, () => way.make(env, place, signal));
    if (problem) return problem;
    const version = await askVersion(env, join(place.root, "bin", "pulumi"));
    if (!version || !atLeast(version, pinnedVersion)) {
      return { what: `the ${way.source} brought no working Pulumi ${pinnedVersion}`, fix: installPulumi };
    }
    signal.throwIfAborted();
    await rm(cacheRoot(env), { recursive: true, force: true });
    await rename(place.root, cacheRoot(env));
    return undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What a run left that was killed before it could clean up; only the lock's holder may judge that. */
async function removeLeftovers(env: Env): Promise<void> {
  const entries = await readdir(versionsFolder(env));
  const leftovers = entries.filter((entry) => entry.startsWith(partialPrefix));
  await Promise.all(leftovers.map((entry) => rm(join(versionsFolder(env), entry), { recursive: true, force: true })));
}

function noEngine(problems: readonly Problem[]): string {
  const heading = "No Pulumi engine was found, and none could be made. Do away with any one of these:";
  return [heading, ...problems.map(({ what, fix }) => `  - ${what}; remedy: ${fix}`)].join("\n");
}
