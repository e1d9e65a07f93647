/**
 * Runs public example programs, unchanged, under `honua emulate`: preview, up, up again, refresh, destroy; and writes
 * what happened to docs/foreign-programs.md.
 *
 *   node tools/foreign-programs/run.ts <checkout of pulumi/examples> [folder …]
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { commit, programs, repository, type ForeignProgram } from "./programs.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const document = join(root, "docs/foreign-programs.md");
const failureLines = 12;

interface Outcome {
  readonly folder: string;
  readonly sdks: string;
  /** Resources created, or the step that failed. */
  readonly result: string;
}

const [checkout, ...chosen] = process.argv.slice(2);
if (!checkout || !existsSync(checkout)) {
  console.error(`usage: node tools/foreign-programs/run.ts <checkout of ${repository}> [folder …]`);
  process.exit(2);
}
const outcomes = programs
  .filter(({ folder }) => chosen.length === 0 || chosen.includes(folder))
  .map((program) => tried(program, resolve(checkout, program.folder)));
writeFileSync(document, report(rowsWith(outcomes)));
process.exitCode = outcomes.every(({ result }) => /^\d+ resources$/.test(result)) ? 0 : 1;

function tried(program: ForeignProgram, source: string): Outcome {
  const scratch = mkdtempSync(join(tmpdir(), "honua-foreign-"));
  const folder = join(scratch, "program");
  mkdirSync(folder);
  try {
    cpSync(source, folder, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
    const installed = join(source, "node_modules");
    if (existsSync(installed)) symlinkSync(installed, join(folder, "node_modules"));
    const result = lifecycle(program, folder);
    console.log(`${program.folder}: ${result}`);
    return { folder: program.folder, sdks: sdksOf(folder), result };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** How many resources the program made; or the first step that went wrong. */
function lifecycle({ config, secrets = [] }: ForeignProgram, folder: string): string {
  if (!existsSync(join(folder, "node_modules")) && !ran("npm", ["install", "--ignore-scripts"], folder).ok)
    return "npm install failed";
  const pulumi = (...args: string[]) =>
    ran(process.execPath, [join(root, "bin/honua.js"), "emulate", "--", ...args], folder);
  if (!pulumi("stack", "init", "dev").ok) return "stack init failed";
  for (const [key, value] of Object.entries(config)) {
    pulumi("config", "set", key, value, ...(secrets.includes(key) ? ["--secret"] : []));
  }
  if (!pulumi("preview").ok) return "preview failed";
  const created = pulumi("up", "--yes", "--skip-preview");
  if (!created.ok) return "up failed";
  if (!pulumi("up", "--yes", "--skip-preview", "--expect-no-changes").ok)
    return "second up failed or changed something";
  if (!pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes").ok)
    return "refresh failed or changed something";
  if (!pulumi("destroy", "--yes", "--skip-preview").ok) return "destroy failed";
  return `${/\+ (\d+) created/.exec(created.said)?.[1] ?? 0} resources`;
}

function ran(command: string, args: string[], cwd: string): { ok: boolean; said: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  const said = stdout + stderr;
  if (status !== 0)
    console.error([command, ...args].join(" "), "\n", said.trimEnd().split("\n").slice(-failureLines).join("\n"));
  return { ok: status === 0, said };
}

function sdksOf(folder: string): string {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  const sdks = Object.entries(dependencies).filter(
    ([name]) => name.startsWith("@pulumi/") && name !== "@pulumi/pulumi",
  );
  return sdks.map(([name, version]) => `${name.slice("@pulumi/".length)} ${version}`).join(", ");
}

/** The document's rows, those of programs that were not tried this time as they are. */
function rowsWith(results: readonly Outcome[]): string[] {
  const rows = new Map<string, string>();
  if (existsSync(document)) {
    for (const row of readFileSync(document, "utf8").split("\n")) {
      const [, folder] = /^\| \[([^\]]+)\]/.exec(row) ?? [];
      if (folder !== undefined) rows.set(folder, row);
    }
  }
  for (const { folder, sdks, result } of results) {
    rows.set(folder, `| [${folder}](${repository}/tree/${commit}/${folder}) | ${sdks} | ${result} |`);
  }
  return programs.flatMap(({ folder }) => rows.get(folder) ?? []);
}

function report(rows: readonly string[]): string {
  return `# Foreign programs

Public example programs, unchanged, under \`honua emulate\`. Each was previewed, deployed, deployed again (no changes),
refreshed (no changes) and destroyed. They come from [pulumi/examples](${repository}/tree/${commit}), with the SDK
versions that they ask for. To try them again:

\`\`\`bash
node tools/foreign-programs/run.ts path/to/examples
\`\`\`

| program | SDKs | result |
| --- | --- | --- |
${rows.join("\n")}
`;
}
