import { platforms } from "../components/index.ts";
import { addressProblem } from "../components/aws/pod-addresses.ts";
import { projectKey, regionKeys } from "../components/tables/clouds.ts";
import type { NodePool } from "../components/contract/cluster.ts";
import {
  type Durability,
  type Environment,
  type Preset,
  environmentNames,
  environments,
} from "../components/tables/environments.ts";
import type { PoolName } from "../components/tables/pools.ts";
import { type Region, regions } from "../components/tables/regions.ts";
import { type Sizes, sizes } from "../components/tables/sizes.ts";
import { kubernetesVersions } from "../components/tables/kubernetes-versions.ts";
import { parseWindow } from "../components/windows.ts";
import { SettingsError, describe, mistake } from "./mistakes.ts";
import { type Configuration, schemaFor } from "./schema/index.ts";
import type { Settings } from "./settings.ts";

const available = Object.keys(platforms) as Settings["cloud"][];

const namespace = "honua:";

/**
 * Checks a stack's configuration and fills in what the environment decides.
 *
 * @param raw The `config` of a stack's file: full keys (`honua:cloud`, `aws:region`) with their values. Other
 * namespaces belong to the providers and are left alone.
 * @param stack Named in the messages.
 * @throws SettingsError with every mistake.
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>, stack: string): Settings {
  const cloud = available.find((name) => name === raw["honua:cloud"]);
  const environment = environmentNames.find((name) => name === raw["honua:environment"]);
  const regionKey = cloud && regionKeys[cloud];
  const candidates = (cloud && regions[cloud]) ?? {};
  const region = regionKey === undefined ? undefined : raw[regionKey];
  const [, home] = Object.entries(candidates).find(([name]) => name === region) ?? [];

  const places =
    cloud === "gcp" ? chosenZones(raw, environment, home) : [region].filter((name) => typeof name === "string");
  const context = { available, environment, cloud, regions: candidates, region: home, places };
  const parsed = schemaFor(context).safeParse(
    { honua: ownKeys(raw), region, project: raw[projectKey] },
    { reportInput: true },
  );
  if (parsed.success) return fitting(settingsFrom(parsed.data, candidates), stack);

  const native: Readonly<Record<string, string>> = { region: String(regionKey), project: projectKey };
  const keyOf = ([scope, ...path]: PropertyKey[]) => native[String(scope)] ?? namespace + joined(path);
  throw new SettingsError(parsed.error.issues.flatMap((issue) => describe(issue, keyOf, stack)));
}

/** The zones that a stack spans, those of its environment unless it names some; what is no zone is a mistake elsewhere. */
function chosenZones(raw: Readonly<Record<string, unknown>>, environment?: Environment, region?: Region): string[] {
  const { zones } = (raw["honua:network"] ?? {}) as { zones?: unknown };
  const given = Array.isArray(zones)
    ? zones
    : region?.zones.slice(0, environment && environments[environment].zoneCount);
  return (given ?? []).filter((zone) => region?.zones.includes(zone));
}

function ownKeys(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([key]) => key.startsWith(namespace))
      .map(([key, value]) => [key.slice(namespace.length), value]),
  );
}

/** As `pulumi config set --path` writes it: `network.zones[0]`. */
function joined(path: PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .slice(1);
}

/** Settings whose parts fit one another. */
function fitting(settings: Settings, stack: string): Settings {
  const { cidr, zones } = settings.network;
  const problem = settings.cloud === "aws" ? addressProblem(cidr, zones, settings.cluster.pools) : undefined;
  if (problem === undefined) return settings;
  throw new SettingsError([mistake("honua:network.cidr", cidr, problem, stack)]);
}

function settingsFrom({ honua, region }: Configuration, candidates: Readonly<Record<string, Region>>): Settings {
  const { cloud, environment, tags, network, recovery, edge, cluster, database, cache, github, alerts, budget } = honua;
  const preset: Preset = environments[environment];
  const usual: Sizes = sizes[cloud][environment];
  const { zones, recovery: farAway } = candidates[region]!;
  const copies = recovery.region ?? (preset.recovery ? farAway : undefined);
  const pool = (name: PoolName, chosen: Partial<NodePool>): NodePool => ({
    ...usual.pools[name],
    ...chosen,
    spot: preset.spotPools.includes(name),
  });
  const { channel, workspace, token } = alerts.slack;
  return {
    cloud,
    environment,
    region,
    tags: {
      project: "honua",
      environment,
      owner: tags.owner,
      costCenter: tags.costCenter,
      managedBy: "pulumi",
      dataClassification: tags.dataClassification ?? preset.dataClassification,
      compliance: "soc2-iso27001",
    },
    durability: durabilityOf(preset.durability, honua.protection.resources),
    windows: (honua.maintenance.windows ?? preset.windows).map((text) =>
      parseWindow(text)!,
    ) as unknown as Settings["windows"],
    network: {
      cidr: network.cidr ?? preset.cidr,
      zones: network.zones ?? zones.slice(0, preset.zoneCount),
      natGateways: network.natGateways ?? "per-zone",
      privateEndpoints: network.privateEndpoints ?? preset.privateEndpoints,
    },
    edge: { rateLimit: edge.rateLimit ?? 10_000, ddosProtection: edge.ddosProtection ?? "standard" },
    cluster: {
      version: cluster.version ?? kubernetesVersions[cloud].default,
      accessCidrs: cluster.accessCidrs ?? [],
      admins: cluster.admins ?? [],
      pools: { platform: pool("platform", cluster.platformPool), build: pool("build", cluster.buildPool) },
    },
    database: { ...usual.database, replicas: preset.databaseReplicas, ...database },
    cache: { ...usual.cache, ...cache },
    github:
      github.subjectPrefix === undefined
        ? undefined
        : {
            subjectPrefix: github.subjectPrefix,
            environment: github.environment ?? environment,
            manageProvider: github.manageProvider ?? true,
          },
    alerts: {
      emails: alerts.emails,
      slack: channel === undefined ? undefined : { channel, workspace, token: typeof token === "string" ? token : "" },
    },
    budget: { monthly: budget.monthly ?? usual.monthlyBudget, start: budget.start },
    audit: {
      manageTrail: honua.audit.manageTrail ?? true,
      threatDetection: honua.audit.threatDetection ?? false,
      configurationHistory: honua.audit.configurationHistory ?? false,
    },
    backup: { lock: honua.protection.backups ?? "none" },
    recovery:
      copies === undefined ? undefined : { region: copies, manageReplication: recovery.manageReplication ?? true },
  };
}

/** Production's protection is lifted by a deployment of its own, before a destroy. */
function durabilityOf(usual: Durability, isProtected: boolean | undefined): Durability {
  if (isProtected === undefined) return usual;
  return isProtected ? "protected" : usual === "protected" ? "kept" : usual;
}
