/** The provider's remote components, which register the objects of a manifest, chart or overlay as their children. */
import * as pulumi from "@pulumi/pulumi";
import type { Value, Values } from "../model.ts";
import { valuesAt } from "../paths.ts";
import { textAt } from "../text.ts";
import { decode, kustomize, read, template } from "./manifests.ts";

/** What a component's inputs ask for. @param name of the component: a chart's release is called after it. */
type Source = (inputs: Values, name: string) => Values[];

const manifest: Source = (inputs) => [
  ...[...valuesAt(inputs, "yaml"), ...valuesAt(inputs, "yaml[]")].flatMap(textsOf).flatMap(decode),
  ...[...valuesAt(inputs, "file"), ...valuesAt(inputs, "files"), ...valuesAt(inputs, "files[]")]
    .flatMap(textsOf)
    .flatMap(read),
  ...(valuesAt(inputs, "objs[]") as Values[]),
];

const textsOf = (value: Value): string[] => (typeof value === "string" ? [value] : []);

const chart: Source = (inputs, name) =>
  template({
    chart: textAt(inputs, "chart"),
    name: textAt(inputs, "name") || name,
    namespace: textAt(inputs, "namespace"),
    repository: textAt(inputs, "repositoryOpts.repo"),
    version: textAt(inputs, "version"),
    values: inputs["values"],
  });

const SOURCES: Readonly<Record<string, Source>> = {
  "kubernetes:yaml/v2:ConfigFile": manifest,
  "kubernetes:yaml/v2:ConfigGroup": manifest,
  "kubernetes:helm.sh/v4:Chart": chart,
  "kubernetes:kustomize/v2:Directory": (inputs) => kustomize(textAt(inputs, "directory")),
};

class Collection extends pulumi.ComponentResource {
  readonly resources: pulumi.Output<pulumi.Resource[]>;

  constructor(
    type: string,
    name: string,
    inputs: pulumi.Inputs,
    source: Source,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super(type, name, {}, opts);
    this.resources = pulumi.output(inputs).apply((known: Values) => {
      const prefix = textAt(known, "resourcePrefix") || name;
      return source(known, name).map((object) => register(prefix, object, this));
    });
  }
}

class KubernetesObject extends pulumi.CustomResource {}

/** Named as the real components name it: pulumi-kubernetes, provider/pkg/provider/yaml/v2/yaml.go. */
function register(prefix: string, object: Values, parent: pulumi.Resource): pulumi.Resource {
  const [name, namespace] = [textAt(object, "metadata.name"), textAt(object, "metadata.namespace")];
  const apiVersion = textAt(object, "apiVersion");
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${textAt(object, "kind")}`;
  return new KubernetesObject(type, `${prefix}:${namespace ? `${namespace}/` : ""}${name}`, object, { parent });
}

const provider: pulumi.provider.Provider = {
  version: "4.34.2",
  construct(name, type, inputs, options) {
    const source = SOURCES[type];
    if (!source) {
      const known = Object.keys(SOURCES).join(", ");
      return Promise.reject(new Error(`the emulator does not know the component ${type}; it knows ${known}`));
    }
    const { urn, resources } = new Collection(type, name, inputs, source, options);
    return Promise.resolve({ urn, state: { resources } });
  },
};

await pulumi.provider.main(provider, process.argv.slice(2));
