/** The provider functions behind the SDK's YAML and Helm helpers. */
import { spawnSync } from "node:child_process";
import { parseAllDocuments } from "yaml";
import type { Invoke, Value, Values } from "../model.ts";
import { isRecord } from "../paths.ts";
import { CloudError } from "../protocol.ts";
import { textAt } from "../text.ts";

/** Every object in a YAML stream; lists are given as their items. */
export function decode(text: string): Values[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new CloudError(`the YAML cannot be read: ${error.message}`);
    const object = document.toJS() as Value;
    if (!isRecord(object)) return [];
    const { items } = object;
    return String(object["kind"]).endsWith("List") && Array.isArray(items) ? items.filter(isRecord) : [object];
  });
}

const HELM_FLAGS: Readonly<Record<string, string>> = {
  namespace: "--namespace",
  repo: "--repo",
  version: "--version",
};

/** Renders a chart with the Helm on PATH: the real provider has Helm built in. */
function helmTemplate(options: Values): string {
  const chart = textAt(options, "chart") || textAt(options, "path");
  const flags = Object.entries(HELM_FLAGS).flatMap(([key, flag]) => {
    const value = textAt(options, key === "repo" ? "fetch_opts.repo" : key);
    return value === "" ? [] : [flag, value];
  });
  const args = ["template", textAt(options, "release_name"), chart, ...flags, "--values", "-"];
  const { error, status, stdout, stderr } = spawnSync("helm", args, {
    encoding: "utf8",
    input: JSON.stringify(options["values"] ?? {}),
  });
  if (error) throw new CloudError(`kubernetes:helm:template needs "helm" on PATH to render the chart ${chart}`);
  if (status !== 0) throw new CloudError(`helm could not render the chart ${chart}: ${stderr.trim()}`);
  return stdout;
}

export const invokes: Readonly<Record<string, Invoke>> = {
  "kubernetes:yaml:decode": (args) => ({ result: decode(textAt(args, "text")) }),
  "kubernetes:helm:template": (args) => ({
    result: decode(helmTemplate(JSON.parse(textAt(args, "jsonOpts")) as Values)),
  }),
};
