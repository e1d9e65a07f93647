import { platforms } from "../components/index.ts";
import { regionKeys } from "../components/tables/clouds.ts";
import { type Preset, environmentNames, environments } from "../components/tables/environments.ts";
import { type Region, regions } from "../components/tables/regions.ts";
import { SettingsError, describe } from "./mistakes.ts";
import { type Configuration, schemaFor } from "./schema.ts";
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

  const context = { available, environment, cloud, regions: candidates, region: home };
  const parsed = schemaFor(context).safeParse({ honua: ownKeys(raw), region }, { reportInput: true });
  if (parsed.success) return settingsFrom(parsed.data, candidates);

  const keyOf = ([scope, ...path]: PropertyKey[]) => (scope === "honua" ? namespace + joined(path) : String(regionKey));
  throw new SettingsError(parsed.error.issues.flatMap((issue) => describe(issue, keyOf, stack)));
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

function settingsFrom({ honua, region }: Configuration, candidates: Readonly<Record<string, Region>>): Settings {
  const { cloud, environment, tags, network, recovery } = honua;
  const preset: Preset = environments[environment];
  const { zones, recovery: farAway } = candidates[region]!;
  const copies = recovery.region ?? (preset.recovery ? farAway : undefined);
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
    network: {
      cidr: network.cidr ?? preset.cidr,
      zones: network.zones ?? zones.slice(0, preset.zoneCount),
      natGateways: network.natGateways ?? "per-zone",
      privateEndpoints: network.privateEndpoints ?? preset.privateEndpoints,
    },
    recovery:
      copies === undefined ? undefined : { region: copies, manageReplication: recovery.manageReplication ?? true },
  };
}
