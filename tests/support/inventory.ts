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
  const types: Record<string, Record<string, unknown>> = {};
  for (const { urn, type, inputs = {} } of plannedResources(preview)) {
    if (type === "pulumi:pulumi:Stack") continue;
    (types[type] ??= {})[nameOf(urn)] = readable(withoutNoise(inputs));
  }
  return stringify(types, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false });
}

const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

const withoutNoise = (inputs: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([key]) => !key.startsWith("__") && !EVERYWHERE.includes(key))
      .map(([key, value]) => [key, isMadeUp(key, inputs) ? withoutSuffix(value) : value]),
  );

// Providers list there what they filled in. The suffix of a name is the engine's, another one in each preview.
const isMadeUp = (key: string, { __defaults: defaults }: Record<string, unknown>) =>
  Array.isArray(defaults) && defaults.includes(key);

// Seven digits on AWS and Google Cloud, eight on Azure, and where Azure wants one, a whole GUID.
const withoutSuffix = (value: unknown) =>
  typeof value === "string"
    ? value.replace(/([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{7,8})$/, "<random>")
    : value;

function readable(value: unknown): unknown {
  if (value === UNKNOWN) return "<computed>";
  if (typeof value === "string") return embeddedJson(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}

// Policy documents and the like are strings of JSON: shown as the structure they are.
function embeddedJson(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return readable(JSON.parse(text));
  } catch {
    return text;
  }
}
