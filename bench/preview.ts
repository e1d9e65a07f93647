/**
 * `npm run bench`: an emulated preview of production beside the stock program with the same resources, in turns, on
 * the same engine, policy packs on in both. Prints medians and their ratios.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Table from "cli-table3";
import { measure, type Measurement } from "./measure.ts";
import { writeStockProgram, type Settings, type StateResource } from "./stock.ts";

const RUNS = 5;
/** The most that our preview may take of the stock program's time. */
const LIMIT = 0.7;

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const honua = [process.execPath, join(repository, "bin/honua.js")];
const scratch = mkdtempSync(join(tmpdir(), "honua-bench-"));
const run = (args: string[], cwd = repository) =>
  execFileSync(honua[0] ?? "", [honua[1] ?? "", ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });

try {
  const emulated = ["production", "aws", "--emulated", "--state-dir"];
  run(["up", ...emulated, join(scratch, "deployed"), "--yes"]);
  const exported = run(["pulumi", ...emulated, join(scratch, "deployed"), "--", "stack", "export", "--show-secrets"]);
  const { deployment } = JSON.parse(exported) as { deployment: { resources: StateResource[] } };

  const candidates: [string, string[], string][] = [
    ["honua preview production aws", [...honua, "preview", ...emulated, join(scratch, "ours"), "--json"], repository],
    stock("stock program, Pulumi's TypeScript template", "template", deployment.resources),
    stock("stock program, Node's own TypeScript", "node", deployment.resources),
  ];
  const results = new Map<string, Measurement[]>(candidates.map(([label]) => [label, []]));
  for (let round = 0; round <= RUNS; round++) {
    for (const [label, command, cwd] of candidates) {
      const result = await measure(command, cwd, process.env);
      if (round > 0) results.get(label)?.push(result); // the first round warms caches
      process.stderr.write(`round ${round}/${RUNS}: ${label}: ${result.seconds.toFixed(2)} s\n`);
    }
  }
  report(results);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function stock(label: string, settings: Settings, resources: readonly StateResource[]): [string, string[], string] {
  const folder = join(scratch, settings);
  const count = writeStockProgram(folder, resources, join(repository, "node_modules"), settings);
  process.stderr.write(`${label}: ${count} resources\n`);
  run(["emulate", "--", "stack", "init", "bench"], folder);
  run(["emulate", "--", "config", "set", "aws:region", "us-east-1"], folder);
  const preview = ["preview", "--json", "--policy-pack", join(repository, "policy")];
  return [label, [...honua, "emulate", "--", ...preview], folder];
}

/** Ratios are taken round by round, since a machine's speed drifts more between rounds than within one. */
function report(results: ReadonlyMap<string, Measurement[]>): void {
  const [[label = "", ours = []] = [], ...others] = results;
  const seconds = ({ seconds: wall }: Measurement) => wall;
  const memory = ({ peakMiB }: Measurement) => peakMiB;
  const ratio = (theirs: readonly Measurement[], figure: (run: Measurement) => number) =>
    median(ours.map((run, round) => figure(run) / figure(theirs[round] ?? run)));

  const table = new Table({
    head: ["preview", "wall (s)", "peak memory (MiB)", "ours / it, wall", "ours / it, memory"],
    style: { head: [] },
  });
  const figures = (runs: readonly Measurement[]) => [
    median(runs.map(seconds)).toFixed(2),
    median(runs.map(memory)).toFixed(0),
  ];
  table.push([label, ...figures(ours), "", ""]);
  for (const [name, runs] of others) {
    table.push([name, ...figures(runs), ratio(runs, seconds).toFixed(2), ratio(runs, memory).toFixed(2)]);
  }
  console.log(table.toString());
  const [, template = []] = others[0] ?? [];
  if (ratio(template, seconds) > LIMIT) {
    console.error(`bench: the preview takes more than ${LIMIT} of the stock program's time`);
    process.exitCode = 1;
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
