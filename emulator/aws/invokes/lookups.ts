/** Calls that look resources up: by id or name, by the properties that the arguments name, by tags and by filters. */
import type { CloudResource, Invoke, Value, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { regionOf } from "../account.ts";
import { tokens } from "../tokens.ts";
import { givenResources } from "./given.ts";

export interface Lookup {
  /** Short tokens of the types that it finds. */
  readonly types: string;
  /** Arguments that are called otherwise than the output they match: `{ functionName: "name" }`; `#` is the id. */
  readonly by?: Readonly<Record<string, string>>;
  /** What the result says differently from the resource's outputs. */
  readonly result?: (found: CloudResource, args: Values) => Values;
  /** What stands outside the emulated cloud and is found where nothing in it matches. */
  readonly otherwise?: (args: Values, region: string) => Values | undefined;
}

/** Arguments that say where and how to look, not what for. */
const CONTROLS = new Set([
  "region",
  "tags",
  "filters",
  "mostRecent",
  "withDecryption",
  "includeAll",
  "state",
  "owners",
]);

/** The call that finds exactly one. */
export const one =
  (name: string, lookup: Lookup): Invoke =>
  (args, { cloud }) => {
    const region = regionOf(args, cloud);
    const found = matches(lookup, args, [...cloud.all(), ...givenResources(region)]);
    const [only] = found;
    if (only && (found.length === 1 || args["mostRecent"] === true)) return describe(only, lookup, args, region);
    const outside = only ? undefined : lookup.otherwise?.(args, region);
    if (outside) return { ...args, region, ...outside };
    const asked = JSON.stringify(args, (key, value: unknown) => (key === "region" ? undefined : value));
    throw new Error(only ? `${name}: ${found.length} match ${asked}; one must` : `${name}: nothing matches ${asked}`);
  };

/** The call that lists the ids of all that match. */
export const all =
  (lookup: Lookup): Invoke =>
  (args, { cloud }) => {
    const region = regionOf(args, cloud);
    const found = matches(lookup, args, [...cloud.all(), ...givenResources(region)]);
    return {
      tags: {},
      ...args,
      id: region,
      region,
      ids: found.map(({ id }) => id),
      names: found.map(({ outputs }) => outputs["name"]),
      arns: found.map(({ outputs }) => outputs["arn"]),
    };
  };

const describe = (found: CloudResource, lookup: Lookup, args: Values, region: string): Values => ({
  ...args,
  region,
  ...found.outputs,
  id: found.id,
  tags: tagsOf(found),
  ...lookup.result?.(found, args),
});

function matches({ types, by = {} }: Lookup, args: Values, candidates: readonly CloudResource[]): CloudResource[] {
  const wanted = tokens(...types.split(" "));
  return candidates.filter(
    (candidate) =>
      wanted.includes(candidate.type) &&
      Object.entries(args).every(([key, value]) => CONTROLS.has(key) || isAt(candidate, by[key] ?? key, value)) &&
      Object.entries(isRecord(args["tags"]) ? args["tags"] : {}).every(
        ([key, value]) => tagsOf(candidate)[key] === value,
      ) &&
      (Array.isArray(args["filters"]) ? args["filters"].filter(isRecord) : []).every((filter) =>
        passes(candidate, filter),
      ),
  );
}

/** Whether a property, the id (`#`, or `id`), or either of several (`arn|name`) has that value. */
function isAt(candidate: CloudResource, path: string, value: Value): boolean {
  if (value === undefined || value === null) return true;
  return path
    .split("|")
    .some(
      (alternative) =>
        (/^(#|id)$/.test(alternative) ? candidate.id : (valuesAt(candidate.outputs, alternative)[0] ?? false)) ===
        value,
    );
}

/** Filters of EC2 that are called otherwise than the output: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ */
const FILTERS: Readonly<Record<string, string>> = {
  cidr: "cidrBlock",
  "cidr-block": "cidrBlock",
  "group-name": "name",
  "group-id": "#",
  "subnet-id": "#",
  "default-for-az": "defaultForAz",
  isDefault: "default",
  "is-default": "default",
  "attachment.vpc-id": "vpcId",
  "association.main": "associations[].main",
  "instance-state-name": "instanceState",
};

/** Filters that every resource of the emulated cloud passes. */
const ALWAYS = new Set(["state", "attachment.state", "opt-in-status"]);

function passes(candidate: CloudResource, filter: Values): boolean {
  const name = String(filter["name"]);
  if (ALWAYS.has(name)) return true;
  const allowed = (Array.isArray(filter["values"]) ? filter["values"] : []).map(String);
  const tag = /^tag:(.*)$/.exec(name)?.[1];
  if (name === "tag-key")
    return Object.keys(tagsOf(candidate)).some((key) => allowed.some((pattern) => like(key, pattern)));
  const value = tag === undefined ? propertyOf(candidate, name) : tagsOf(candidate)[tag];
  return value !== undefined && allowed.some((pattern) => like(String(value), pattern));
}

function propertyOf(candidate: CloudResource, filter: string): Value {
  const path = FILTERS[filter] ?? filter.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (path === "#") return candidate.id;
  const [value] = valuesAt(candidate.outputs, path);
  // `vpc-id` of a VPC is its own id.
  return value ?? (candidate.id.startsWith(`${filter.replace(/-id$/, "")}-`) ? candidate.id : undefined);
}

/** `*` stands for any text and `?` for any character, as in EC2's filters. */
export function like(text: string, pattern: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(text);
}

const tagsOf = ({ outputs }: CloudResource): Values => {
  const tags = outputs["tagsAll"] ?? outputs["tags"];
  return isRecord(tags) ? tags : {};
};
