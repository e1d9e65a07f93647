/** Where objects come from: YAML, and charts and overlays, which the tools on PATH render; the real provider has them built in. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import type { Value, Values } from "../model.ts";
import { isRecord } from "../paths.ts";

/** Every object in a YAML stream; lists are given as their items. */
export function decode(text: string): Values[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`the YAML cannot be read: ${error.message}`);
    const object = document.toJS() as Value;
    if (!isRecord(object)) return [];
    const { items } = object;
    return String(object["kind"]).endsWith("List") && Array.isArray(items) ? items.filter(isRecord) : [object];
  });
}

/** The objects in a file of the program. */
export function read(file: string): Values[] {
  if (/^https?:/.test(file)) {
    throw new Error(`the emulator has no network and cannot read ${file}: download it and name the file`);
  }
  return decode(readFileSync(file, "utf8"));
}

export interface Chart {
  /** A folder, an archive, or the name of a chart in the repository. */
  readonly chart: string;
  /** Of the release. */
  readonly name: string;
  readonly namespace: string;
  readonly repository: string;
  readonly version: string;
  readonly values: Value;
}

export function template({ chart, name, namespace, repository, version, values }: Chart): Values[] {
  const flags = Object.entries({ namespace, repo: repository, version }).flatMap(([flag, value]) =>
    value === "" ? [] : [`--${flag}`, value],
  );
  const args = ["template", name, chart, ...flags, "--include-crds", "--values", "-"];
  return decode(run("helm", args, `the chart ${chart}`, JSON.stringify(values ?? {})));
}

export const kustomize = (directory: string): Values[] =>
  decode(run("kubectl", ["kustomize", directory], `the directory ${directory}`));

function run(tool: string, args: readonly string[], what: string, input = ""): string {
  const { error, status, stdout, stderr } = spawnSync(tool, args, { encoding: "utf8", input });
  if (error) throw new Error(`the emulator needs "${tool}" on PATH to render ${what}; it is not there`);
  if (status !== 0) throw new Error(`${tool} could not render ${what}: ${stderr.trim()}`);
  return stdout;
}
