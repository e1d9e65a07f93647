/** docs/configuration.md: every key of the schema, with what is allowed and the defaults. */
import { stringify } from "yaml";
import { z } from "zod";
import { platforms } from "../components/index.ts";
import { regionKeys } from "../components/tables/clouds.ts";
import { clusterServiceCidr, environmentNames } from "../components/tables/environments.ts";
import { regions } from "../components/tables/regions.ts";
import { code, markdown, table } from "../tools/markdown.ts";
import { parseSettings } from "./parse.ts";
import { schemaFor } from "./schema.ts";
import type { Settings } from "./settings.ts";

interface Description {
  readonly what: string;
  readonly example: unknown;
}

/** What the schema cannot say of a key. */
export const descriptions: Readonly<Record<string, Description>> = {
  cloud: { what: "The cloud to build on.", example: "aws" },
  environment: {
    what: "The preset that everything else defaults to (components/tables/environments.ts).",
    example: "dev",
  },
  "tags.owner": { what: "Team or person to ask about a resource.", example: "platform" },
  "tags.costCenter": { what: "Whose budget pays.", example: "engineering" },
  "tags.dataClassification": { what: "How sensitive the data is that the stack holds.", example: "confidential" },
  "network.cidr": {
    what: `Addresses of the network. They overlap neither another environment's nor the cluster services' ${clusterServiceCidr}.`,
    example: "10.64.0.0/16",
  },
  "network.zones": {
    what: "Zones to span, of those that the region has (below). A zone's addresses stay the same whatever others are listed.",
    example: ["us-east-1a", "us-east-1c"],
  },
  "network.natGateways": {
    what: "How the private subnets get out. `per-zone` survives the loss of a zone; `single` costs less and does not.",
    example: "single",
  },
  "network.privateEndpoints": {
    what: "Which of the cloud's services are reached without leaving the network.",
    example: "all",
  },
  "recovery.region": { what: "Where copies go that outlive the stack's own region.", example: "us-west-2" },
  "recovery.manageReplication": {
    what: "Whether a stack that keeps copies writes the account's one image replication; false where another does.",
    example: false,
  },
};

const clouds = Object.keys(platforms) as Settings["cloud"][];

/** The least that a stack says. */
export const least = {
  "aws:region": "us-east-1",
  "honua:cloud": "aws",
  "honua:environment": "dev",
  "honua:tags": { owner: "platform", costCenter: "engineering" },
  "honua:alerts": { emails: ["platform@example.com"] },
  "honua:budget": { start: "2026-12" },
};

const introduction = `# Configuration

<!-- Written by \`node tools/documents.ts\` from config/schema.ts and components/tables; a test fails where they differ. -->

What a stack can set, in its \`Pulumi.<stack>.yaml\` or with \`pulumi config set --stack <stack> --path '<key>' <value>\`.
Every mistake is reported at once, before anything happens: the key, the value, what is allowed and where to set it.

This is the least that a stack says:

\`\`\`yaml
${stringify({ config: least })}\`\`\`

Keys of the providers, such as \`aws:profile\` and \`aws:allowedAccountIds\`, belong beside these and go to them unchanged. The
keys of this project are described in Pulumi.yaml, too.`;

/** The text of docs/configuration.md. */
export const configuration = (): Promise<string> =>
  markdown(introduction, ...keys().map(keySection), "## Regions", ...clouds.map(regionSection));

interface Key {
  /** Without the namespace: `network.cidr`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
}

type Json = z.core.JSONSchema.JSONSchema;

/** Every key of the project's own. */
export function keys(): Key[] {
  const schema = z.toJSONSchema(schemaFor({ available: clouds, regions: {} }), { io: "input" });
  return keysOf((schema.properties?.["honua"] ?? {}) as Json, "");
}

const keysOf = ({ properties = {}, required = [] }: Json, prefix: string): Key[] =>
  Object.entries(properties as Record<string, Json>).flatMap(([name, inner]) =>
    inner.type === "object"
      ? keysOf(inner, `${prefix}${name}.`)
      : [{ path: prefix + name, type: typeOf(inner), required: required.includes(name) }],
  );

const typeOf = ({ type, items }: Json): string =>
  type === "array" ? `list of ${typeOf(items as Json)}s` : String(type);

function keySection({ path, type, required }: Key): string {
  const description = descriptions[path];
  if (!description) throw new Error(`config/docs.ts has no description of ${path}`);
  const { what, example } = description;
  const lines = [
    `- Type: ${type}`,
    `- Allowed: ${allowed(path)}`,
    `- Default: ${required ? "none; it must be set" : defaults(path)}`,
    `- Example: ${code(JSON.stringify(example))}`,
  ];
  return [`## ${code(`honua:${path}`)}`, what, lines.join("\n")].join("\n\n");
}

/** What the answer to a mistake says is allowed, for each cloud that says something of its own. */
function allowed(path: string): string {
  const texts = clouds.map((cloud) => {
    const wrong = path.split(".").reduceRight<unknown>((value, step) => ({ [step]: value }), null);
    const schema = schemaFor({ available: clouds, cloud, regions: regions[cloud] ?? {} });
    const issues = schema.safeParse({ honua: wrong }).error?.issues ?? [];
    return issues.find((issue) => issue.path.slice(1).join(".") === path)?.message;
  });
  return [...new Set(texts)].join("; ").replaceAll(" | ", ", ");
}

/** What the environments make of it where it is not set. */
function defaults(path: string): string {
  const values = environmentNames.map((environment) => {
    const settings = parseSettings({ ...least, "honua:environment": environment }, environment);
    const value = path
      .split(".")
      .reduce<unknown>((inner, step) => (inner as Settings | undefined)?.[step as "tags"], settings);
    return value === undefined ? "none" : code([value].flat().join(", "));
  });
  if (new Set(values).size === 1) return values[0]!;
  return environmentNames.map((environment, index) => `${values[index]} (${environment})`).join(", ");
}

function regionSection(cloud: Settings["cloud"]): string {
  const rows = Object.entries(regions[cloud] ?? {}).map(([name, { zones, recovery }]) => [
    code(name),
    zones.join(", "),
    code(recovery),
  ]);
  return [
    `The provider's own key names the region: ${code(regionKeys[cloud])}. An environment takes the first zones of its ` +
      "region, as many as it spans; the defaults above are those of us-east-1.",
    table([code(regionKeys[cloud]), "Zones", "Copies go to"], rows),
  ].join("\n\n");
}
