/** The provider's remote components: `yaml/v2` ConfigGroup and ConfigFile, which register the objects of a manifest. */
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Values } from "../model.ts";
import { textAt } from "../text.ts";
import { decode } from "./invokes.ts";

/** The inputs of both components that say where objects come from. */
type Sources = Partial<Record<"yaml" | "file" | "files" | "objs" | "resourcePrefix", unknown>>;

class KubernetesObject extends pulumi.CustomResource {}

class Manifest extends pulumi.ComponentResource {
  readonly resources: pulumi.Output<pulumi.Resource[]>;

  constructor(type: string, name: string, inputs: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    super(type, name, {}, opts);
    this.resources = pulumi.output(inputs).apply((sources: Sources) => {
      const prefix = String(sources.resourcePrefix ?? name);
      return objectsOf(sources).map((object) => register(prefix, object, this));
    });
  }
}

function objectsOf({ yaml, file, files, objs }: Sources): Values[] {
  const paths = [file, files].flat().filter((path): path is string => typeof path === "string");
  return [...texts(yaml), ...paths.map((path) => readFileSync(path, "utf8"))]
    .flatMap(decode)
    .concat((objs ?? []) as Values[]);
}

const texts = (yaml: unknown): string[] => [yaml].flat().filter((text): text is string => typeof text === "string");

/** Named as the real component names it: pulumi-kubernetes, provider/pkg/provider/yaml/v2/yaml.go. */
function register(prefix: string, object: Values, parent: pulumi.Resource): pulumi.Resource {
  const [name, namespace] = [textAt(object, "metadata.name"), textAt(object, "metadata.namespace")];
  const apiVersion = textAt(object, "apiVersion");
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${textAt(object, "kind")}`;
  return new KubernetesObject(type, `${prefix}:${namespace ? `${namespace}/` : ""}${name}`, object, { parent });
}

const provider: pulumi.provider.Provider = {
  version: "4.0.0",
  async construct(name, type, inputs, options) {
    if (!/^kubernetes:yaml\/v2:Config(Group|File)$/.test(type)) {
      throw new Error(
        `the emulator does not know the component ${type}; it knows ConfigGroup and ConfigFile of yaml/v2`,
      );
    }
    const manifest = new Manifest(type, name, inputs, options);
    return { urn: manifest.urn, state: { resources: manifest.resources } };
  },
};

await pulumi.provider.main(provider, process.argv.slice(2));
