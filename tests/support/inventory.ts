/** A plan as a reviewer reads it: each resource with the inputs that matter, in an order that does not depend on the run. */
import { stringify } from "yaml";

export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly inputs?: Record<string, unknown>;
}

/** The part of Pulumi's preview JSON that an inventory is made of. */
export interface Preview {
  readonly steps: readonly { readonly op: string; readonly newState?: PlannedResource }[];
}

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// The same on every resource, and tested on its own: it would only hide what differs.
const EVERYWHERE = ["tags", "tagsAll", "labels"];

export const plannedResources = (preview: Preview): PlannedResource[] =>
  preview.steps.flatMap(({ newState }) => (newState ? [newState] : []));

/** One YAML document: type → logical name → inputs. */
export function inventory(preview: Preview): string {
  const resources = plannedResources(preview);
  const stable = withoutRandom(resources.flatMap(({ inputs = {} }) => madeUpIn(inputs)));
  const types: Record<string, Record<string, unknown>> = {};
  for (const { urn, type, inputs = {} } of resources) {
    if (type === "pulumi:pulumi:Stack") continue;
    (types[type] ??= {})[nameOf(urn)] = readable(withoutNoise(inputs), stable);
  }
  return stringify(types, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false });
}

const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

const withoutNoise = (inputs: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__") && !EVERYWHERE.includes(key)));

/** The names that a provider made up, which it lists among what it filled in. */
function madeUpIn(inputs: Record<string, unknown>): string[] {
  const { __defaults: defaults } = inputs;
  const values = Array.isArray(defaults) ? defaults.map((key) => inputs[String(key)]) : [];
  return values.filter((value) => typeof value === "string");
}

// Seven digits on AWS and Google Cloud, eight on Azure, and where Azure wants one, a whole GUID.
const RANDOM = /([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{7,8})$/;

/** Texts without the random ends of made-up names, which are others in each preview, wherever these are repeated. */
function withoutRandom(names: readonly string[]): (text: string) => string {
  const random = names.filter((name) => RANDOM.test(name)).sort((a, b) => b.length - a.length);
  return (text) => random.reduce((rest, name) => rest.replaceAll(name, name.replace(RANDOM, "<random>")), text);
}

function readable(value: unknown, stable: (text: string) => string): unknown {
  if (value === UNKNOWN) return "<computed>";
  if (typeof value === "string") return embeddedJson(stable(value), stable);
  if (Array.isArray(value)) return value.map((each) => readable(each, stable));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner, stable)]));
}

// Policy documents and the like are strings of JSON: shown as the structure they are.
function embeddedJson(text: string, stable: (text: string) => string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return readable(JSON.parse(text), stable);
  } catch {
    return text;
  }
}
