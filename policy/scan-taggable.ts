/**
 * `node policy/scan-taggable.ts` writes taggable.json: every resource type of the installed SDKs that takes tags. A policy sees
 * what a resource was given; that it could have been given tags, only the SDK's declarations say.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "prettier";
import type { Cloud } from "../components/tables/clouds.ts";

/** Classes by cloud, by the input that takes the tags, and by service: `aws`, `tags`, `kms`, `["Key"]`. */
type Taggable = Record<Cloud, Record<string, Record<string, string[]>>>;

interface Sdk {
  readonly package: string;
  /** Inputs that take tags; the first that a type has is the one. */
  readonly inputs: readonly string[];
  /** The outputs that show that an input of that name takes tags, and nothing else that is called so. */
  readonly proof?: Readonly<Record<string, string>>;
}

const sdks: Readonly<Record<Cloud, Sdk>> = {
  aws: { package: "aws", inputs: ["tags"], proof: { tags: "tagsAll" } },
  azure: { package: "azure-native", inputs: ["tags"] },
  gcp: {
    package: "gcp",
    inputs: ["userLabels", "resourceLabels", "labels"],
    proof: { resourceLabels: "effectiveLabels", labels: "effectiveLabels" },
  },
};

const installed = join(dirname(import.meta.dirname), "node_modules", "@pulumi");

/** Reads the declarations of the installed SDKs. */
const scan = (): Taggable => ({ aws: scanSdk(sdks.aws), azure: scanSdk(sdks.azure), gcp: scanSdk(sdks.gcp) });

function scanSdk(sdk: Sdk) {
  const found: Record<string, Record<string, string[]>> = {};
  const root = join(installed, sdk.package);
  for (const service of readdirSync(root, { withFileTypes: true })) {
    if (!service.isDirectory() || service.name === "types") continue;
    for (const file of readdirSync(join(root, service.name)).filter((name) => name.endsWith(".d.ts"))) {
      const declarations = readFileSync(join(root, service.name, file), "utf8");
      const [, resource] = /^export declare class (\w+) extends pulumi\.CustomResource/m.exec(declarations) ?? [];
      const input = resource && taggingInput(declarations, resource, sdk);
      if (input) ((found[input] ??= {})[service.name] ??= []).push(resource);
    }
  }
  return found;
}

/** The input that takes the resource's tags, which is a map of strings in its arguments. */
function taggingInput(declarations: string, resource: string, { inputs, proof = {} }: Sdk): string | undefined {
  const start = declarations.indexOf(`export interface ${resource}Args {`);
  const args = declarations.slice(start, declarations.indexOf("\n}", start));
  return inputs.find((input) => {
    const output = proof[input];
    const isMap = new RegExp(`^    ${input}\\??: pulumi\\.Input<\\{$`, "m").test(args);
    return isMap && (output === undefined || declarations.includes(`    readonly ${output}: `));
  });
}

/** The text of taggable.json. */
export const render = (): Promise<string> => format(JSON.stringify(scan()), { parser: "json", printWidth: 120 });

if (import.meta.main) {
  const target = join(import.meta.dirname, "taggable.json");
  writeFileSync(target, await render());
  console.log(`Wrote ${target}`);
}
