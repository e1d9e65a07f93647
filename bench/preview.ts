/**
 * `npm run bench`, or `npm run bench -- azure`: an emulated preview of production, in turns with the stock program that
 * has the same resources, on the same engine and under the same policy packs, and with itself without policy packs.
 * Prints medians and their ratios.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Table from "cli-table3";
import { clouds } from "../components/tables/clouds.ts";
import { measure, type Measurement } from "./measure.ts";
import { providerConfig, writeStockProgram, type Settings, type StateResource } from "./stock.ts";

const RUNS = 5;
/** The most that our preview may take of the stock program's time. */
const LIMIT = 0.7;

const seconds = (run: Measurement) => run.seconds;
const memory = (run: Measurement) => run.peakMiB;

interface Candidate {
  readonly label: string;
  readonly command: readonly string[];
  readonly cwd: string;
}

const [, , chosen = "aws"] = process.argv;
const cloud = clouds.find((name) => name === chosen);
if (!cloud) throw new Error(`there is no cloud "${chosen}": allowed are ${clouds.join(", ")}`);

const repository = dirname(import.meta.dirname);
const honua = [process.execPath, join(repository, "bin/honua.js")] as const;
const scratch = mkdtempSync(join(tmpdir(), "honua-bench-"));
const emulated = (state: string) => ["production", cloud, "--emulated", "--state-dir", join(scratch, state)];
const run = (args: readonly string[], cwd = repository) =>
  execFileSync(honua[0], [honua[1], ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });

try {
  run(["up", ...emulated("deployed"), "--yes"]);
  const exported = run(["pulumi", ...emulated("deployed"), "--", "stack", "export", "--show-secrets"]);
  const { deployment } = JSON.parse(exported) as { deployment: { resources: StateResource[] } };
  await compare(
    {
      label: `honua preview production ${cloud}`,
      command: [...honua, "preview", ...emulated("ours"), "--json"],
      cwd: repository,
    },
    stock("stock program, Pulumi's TypeScript template", "template", deployment.resources),
    stock("stock program, Node's own TypeScript", "node", deployment.resources),
    {
      label: "ours without policy packs",
      command: [...honua, "pulumi", ...emulated("ours"), "--", "preview", "--json"],
      cwd: repository,
    },
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function stock(label: string, settings: Settings, resources: readonly StateResource[]): Candidate {
  const cwd = join(scratch, settings);
  const count = writeStockProgram(cwd, resources, join(repository, "node_modules"), settings);
  process.stderr.write(`${label}: ${count} resources\n`);
  run(["emulate", "--", "stack", "init", "bench"], cwd);
  for (const [key, value] of providerConfig(resources)) {
    run(["emulate", "--", "config", "set", key, value], cwd);
  }
  const preview = ["preview", "--json", "--policy-pack", join(repository, "policy")];
  return { label, command: [...honua, "emulate", "--", ...preview], cwd };
}

async function compare(...candidates: [ours: Candidate, template: Candidate, ...Candidate[]]): Promise<void> {
  // A program of someone's own has no folder for compiled code. Ours asks for one itself.
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const results = candidates.map((): Measurement[] => []);
  for (let round = 0; round <= RUNS; round++) {
    for (const [index, { label, command, cwd }] of candidates.entries()) {
      const result = await measure(command, cwd, env);
      if (round > 0) results[index]?.push(result); // the first round fills caches
      process.stderr.write(`round ${round}/${RUNS}: ${label}: ${result.seconds.toFixed(2)} s\n`);
    }
  }
  const [ours = [], template = []] = results;
  const table = new Table({
    head: ["preview", "wall (s)", "peak memory (MiB)", "ours / it, wall", "ours / it, memory"],
    style: { head: [] },
  });
  for (const [index, { label }] of candidates.entries()) {
    const runs = results[index] ?? [];
    const figures = [median(runs.map(seconds)).toFixed(2), median(runs.map(memory)).toFixed(0)];
    const ratios = index === 0 ? ["", ""] : [seconds, memory].map((figure) => ratio(ours, runs, figure).toFixed(2));
    table.push([label, ...figures, ...ratios]);
  }
  console.log(table.toString());
  if (ratio(ours, template, seconds) > LIMIT) {
    console.error(`bench: the preview takes more than ${LIMIT} of the stock program's time`);
    process.exitCode = 1;
  }
}

/** Ratios are taken round by round, since a machine's speed drifts more between rounds than within one. */
function ratio(
  ours: readonly Measurement[],
  theirs: readonly Measurement[],
  figure: (run: Measurement) => number,
): number {
  return median(ours.map((run, round) => figure(run) / figure(theirs[round] ?? run)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
