/** docs/configuration.md: every key of the schema, with what is allowed and the defaults. */
import { stringify } from "yaml";
import { z } from "zod";
import { platforms } from "../components/index.ts";
import { projectKey, regionKeys } from "../components/tables/clouds.ts";
import {
  type Environment,
  clusterServiceCidr,
  environmentNames,
  environments,
} from "../components/tables/environments.ts";
import { regions } from "../components/tables/regions.ts";
import { code, markdown, table } from "../tools/markdown.ts";
import { parseSettings } from "./parse.ts";
import { schemaFor } from "./schema/index.ts";
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
  "protection.resources": {
    what:
      "Whether what holds data refuses to be deleted. A destroy of production begins with a deployment that sets this to " +
      "false; last snapshots are kept all the same.",
    example: false,
  },
  "protection.backups": {
    what:
      "Whether backups can be deleted before their time: `none`: by whoever may; `governance`: by few; `compliance`: by " +
      "nobody, the cloud's own people included, and not to be undone.",
    example: "governance",
  },
  "maintenance.windows": {
    what: "When the clouds may maintain and restart what they run. Databases and caches take the first.",
    example: ["sunday 02:00-06:00"],
  },
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
  "edge.rateLimit": { what: "Requests that one address may make in five minutes.", example: 10000 },
  "edge.ddosProtection": {
    what:
      "`standard` is part of every cloud's price. `advanced` adds the cloud's response team: about 3,000 USD a month and " +
      "organisation for AWS Shield Advanced (for a year at least), Azure's DDoS protection plan and Cloud Armor Enterprise.",
    example: "standard",
  },
  "cluster.version": {
    what: "Kubernetes' minor version, with the end of its support in components/tables/kubernetes-versions.ts.",
    example: "1.36",
  },
  "cluster.accessCidrs": {
    what: "Ranges that reach the control plane from outside the network; without any it has no public address.",
    example: ["203.0.113.0/24"],
  },
  "cluster.admins": {
    what: "Who administers the cluster, beside whoever deploys it.",
    example: ["arn:aws:iam::123456789012:role/platform"],
  },
  ...pool("platform", "the nodes that Honua itself runs on", "m7g.xlarge", 3, 6),
  ...pool("build", "the nodes that the builds run on", "m7g.8xlarge", 0, 8),
  "database.machine": {
    what: "The database's machine (components/tables/database-machines.ts).",
    example: "db.r7g.large",
  },
  "database.storageGiB": {
    what: "Storage that the database begins with, in GiB. It grows by itself and never shrinks.",
    example: 100,
  },
  "database.maxStorageGiB": { what: "How far storage grows by itself, in GiB.", example: 1000 },
  "database.replicas": { what: "Read replicas, spread over the zones.", example: 1 },
  "cache.machine": {
    what: "The machine of each Redis node (components/tables/cache-machines.ts).",
    example: "cache.r7g.large",
  },
  "cache.shards": {
    what:
      "Parts that the keys are spread over, where the environment's Redis is clustered. Azure Managed Redis has as many as " +
      "its machine's name says; this is heeded by Azure's older machines, Premium_P1 to P5.",
    example: 3,
  },
  "cache.replicas": {
    what: "Copies of each shard, beside its primary. Azure Managed Redis has one for any number from 1 on.",
    example: 1,
  },
  "github.subjectPrefix": {
    what:
      "The repository whose workflows may preview and deploy, as GitHub's tokens begin to name it in `sub`. Repositories " +
      "made or renamed since July 2026 have ids in it; an empty value lets no workflow in.",
    example: "repo:HonuaIO@1234/honua@5678",
  },
  "github.environment": { what: "The repository's environment that deploying jobs run in.", example: "production" },
  "github.manageProvider": {
    what: "Whether the stack makes the account trust GitHub; false where it does already, for there can be one such trust.",
    example: false,
  },
  "alerts.emails": { what: "Who gets alerts and warnings about the budget.", example: ["oncall@example.com"] },
  "alerts.slack.channel": { what: "The Slack channel that gets alerts, too.", example: "C0123456789" },
  "alerts.slack.workspace": {
    what: "AWS: the workspace that Amazon Q Developer in chat applications was authorised for, by hand and once.",
    example: "T0123456789",
  },
  "alerts.slack.token": {
    what: "Azure: the URL of an incoming webhook; GCP: a bot's token. Set it with `--secret`.",
    example: { secure: "v1:…" },
  },
  "budget.monthly": { what: "What the environment may cost in a month, in US dollars.", example: 1000 },
  "budget.start": {
    what: "The month that the budget starts in. Azure takes no month that is over.",
    example: "2026-12",
  },
  "audit.manageTrail": {
    what: "Whether the stack records who did what in the account; false where that is done for it.",
    example: false,
  },
  "audit.threatDetection": {
    what: "Whether the cloud watches for attacks (GuardDuty, Defender, Security Command Center). Billed by use.",
    example: true,
  },
  "audit.configurationHistory": {
    what: "Whether the cloud records every change of a resource (AWS Config and its like). Billed by use.",
    example: true,
  },
  "recovery.region": { what: "Where copies go that outlive the stack's own region.", example: "us-west-2" },
  "recovery.manageReplication": {
    what: "Whether a stack that keeps copies writes the account's one image replication; false where another does.",
    example: false,
  },
};

function pool(name: string, what: string, machine: string, min: number, max: number): Record<string, Description> {
  return {
    [`cluster.${name}Pool.machine`]: { what: `The machine of ${what} (components/tables/machines).`, example: machine },
    [`cluster.${name}Pool.min`]: { what: `The fewest of ${what}, over all zones.`, example: min },
    [`cluster.${name}Pool.max`]: { what: `The most of ${what}, over all zones.`, example: max },
    [`cluster.${name}Pool.diskGiB`]: { what: `The disk of each of ${what}, in GiB.`, example: 200 },
  };
}

const clouds = Object.keys(platforms) as Settings["cloud"][];

/** What the provider of each cloud has to be told. */
const places: Readonly<Record<Settings["cloud"], Readonly<Record<string, string>>>> = {
  aws: { [regionKeys.aws]: "us-east-1" },
  azure: { [regionKeys.azure]: "centralus" },
  gcp: { [regionKeys.gcp]: "us-central1", [projectKey]: "honua-dev" },
};

/** The least that a stack says. */
export const least = (cloud: Settings["cloud"]) => ({
  ...places[cloud],
  "honua:cloud": cloud,
  "honua:environment": "dev",
  "honua:tags": { owner: "platform", costCenter: "engineering" },
  "honua:alerts": { emails: ["platform@example.com"] },
  "honua:budget": { start: "2026-12" },
});

const introduction = `# Configuration

<!-- Written by \`node tools/documents.ts\` from config/schema and components/tables; a test fails where they differ. -->

What a stack can set, in its \`Pulumi.<stack>.yaml\` or with \`pulumi config set --stack <stack> --path '<key>' <value>\`.
Every mistake is reported at once, before anything happens: the key, the value, what is allowed and where to set it.

This is the least that a stack says:

\`\`\`yaml
${stringify({ config: least("aws") })}\`\`\`

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
  const schema = z.toJSONSchema(schemaFor({ available: clouds, regions: {}, places: [] }), { io: "input" });
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
    const [, region] = Object.entries(regions[cloud])[0] ?? [];
    const schema = schemaFor({ available: clouds, cloud, regions: regions[cloud], region, places: [] });
    const issues = schema.safeParse({ honua: wrong }).error?.issues ?? [];
    return issues.find((issue) => issue.path.slice(1).join(".") === path)?.message ?? "";
  });
  const said = (text: string) => text.replaceAll(" | ", ", ");
  if (new Set(texts).size === 1) return said(texts[0]!);
  return texts.map((text, index) => `${said(text)} (${clouds[index]})`).join("; ");
}

/** What the environments make of it where it is not set, on each cloud where that differs. */
function defaults(path: string): string {
  const texts = clouds.map((cloud) => {
    const values = environmentNames.map((environment) => defaultOf(cloud, environment, path));
    if (new Set(values).size === 1) return values[0]!;
    return environmentNames.map((environment, index) => `${values[index]} (${environment})`).join(", ");
  });
  if (new Set(texts).size === 1) return texts[0]!;
  return texts.map((text, index) => `\n  - ${clouds[index]}: ${text}`).join("");
}

function defaultOf(cloud: Settings["cloud"], environment: Environment, path: string): string {
  const settings = parseSettings({ ...least(cloud), "honua:environment": environment }, environment);
  if (path === "protection.resources") return code(String(settings.durability === "protected"));
  if (path === "maintenance.windows") return code(environments[environment].windows.join(", "));
  const value = path
    .replace("protection.backups", "backup.lock")
    .replace(/^cluster\.(platform|build)Pool/, "cluster.pools.$1")
    .split(".")
    .reduce<unknown>((inner, step) => (inner as Settings | undefined)?.[step as "tags"], settings);
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "none" : code([value].flat().join(", "));
}

function regionSection(cloud: Settings["cloud"]): string {
  const rows = Object.entries(regions[cloud]).map(([name, { zones, recovery }]) => [
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
