/** The provider functions behind the SDK's YAML, Helm and Kustomize helpers. */
import type { Invoke, Values } from "../model.ts";
import { textAt } from "../text.ts";
import { decode, kustomize, template } from "./manifests.ts";

/** A chart as the SDK asks for it, in JSON. */
function chart(args: Values): Values[] {
  const options = JSON.parse(textAt(args, "jsonOpts")) as Values;
  return template({
    chart: textAt(options, "chart") || textAt(options, "path"),
    name: textAt(options, "release_name"),
    namespace: textAt(options, "namespace"),
    repository: textAt(options, "fetch_opts.repo") || textAt(options, "repo"),
    version: textAt(options, "version"),
    values: options["values"],
  });
}

export const invokes: Readonly<Record<string, Invoke>> = {
  "kubernetes:yaml:decode": (args) => ({ result: decode(textAt(args, "text")) }),
  "kubernetes:helm:template": (args) => ({ result: chart(args) }),
  "kubernetes:kustomize:directory": (args) => ({ result: kustomize(textAt(args, "directory")) }),
};
