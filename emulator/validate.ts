/**
 * What is wrong with a resource's inputs by their declaration alone, as lenient as the real providers' bridge: it turns
 * numbers and booleans into strings and back, and an unknown value is never wrong.
 */
import { nearest } from "../config/nearest.ts";
import { UNKNOWN, type Properties, type TypeRef, type TypeShape, type Value, type Values } from "./model.ts";
import { isRecord } from "./paths.ts";
import { memberFor } from "./unions.ts";

export interface Fault {
  /** Dotted path of the input: `vpcConfig.subnetIds[0]`. */
  readonly property: string;
  readonly reason: string;
  /** There is no such argument: some providers drop those. */
  readonly surplus?: boolean;
}

/** The key by which the engine marks assets, archives and references to resources: those fit every type here. */
const SIGNATURE = "4dabf18193072939515e22adb298388d"; // @pulumi/pulumi/runtime/rpc.js

export const validate = (shape: TypeShape, inputs: Values): Fault[] => faultsOfObject(shape.inputs, inputs, "");

function faultsOfObject(properties: Properties, given: Values, path: string): Fault[] {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const missing = Object.entries(properties)
    .filter(([name, { optional }]) => !optional && !isGiven(given[name]))
    .map(([name]) => ({ property: at(name), reason: "is required" }));
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    if (!isGiven(value) || name.startsWith("__")) return [];
    if (Object.hasOwn(properties, name)) return faultsOf(properties[name]!.type, value, at(name));
    const meant = nearest(name, Object.keys(properties));
    return [
      {
        property: at(name),
        reason: `no such argument${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`,
        surplus: true,
      },
    ];
  });
  return [...missing, ...wrong];
}

const isGiven = (value: Value) => value !== undefined && value !== null;

function faultsOf(type: TypeRef, value: Value, path: string): Fault[] {
  if (value === UNKNOWN || !isGiven(value) || type.kind === "any") return [];
  if (isRecord(value) && SIGNATURE in value) return [];
  switch (type.kind) {
    case "array":
      if (!Array.isArray(value)) return [mistyped(path, "a list", value)];
      return value.flatMap((element, index) => faultsOf(type.element, element, `${path}[${index}]`));
    case "map":
      if (!isRecord(value)) return [mistyped(path, "an object", value)];
      return Object.entries(value).flatMap(([key, element]) => faultsOf(type.value, element, `${path}.${key}`));
    case "object":
      return isRecord(value) ? faultsOfObject(type.properties(), value, path) : [mistyped(path, "an object", value)];
    case "union":
      return faultsOfUnion(type.members, value, path);
    default:
      return faultsOfScalar(type, value, path);
  }
}

function faultsOfUnion(members: readonly TypeRef[], value: Value, path: string): Fault[] {
  const faults = members.map((member) => faultsOf(member, value, path));
  if (faults.some((ofMember) => ofMember.length === 0)) return [];
  const meant = memberFor(members, value);
  return faults[meant ? members.indexOf(meant) : 0]!;
}

const SCALARS = {
  string: { article: "a string", accepts: (value: Value) => !isRecord(value) && !Array.isArray(value) },
  number: {
    article: "a number",
    accepts: (value: Value) =>
      typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))),
  },
  boolean: {
    article: "a boolean",
    accepts: (value: Value) => [true, false, "true", "false"].includes(value as string),
  },
};

function faultsOfScalar(type: Extract<TypeRef, { kind: keyof typeof SCALARS }>, value: Value, path: string): Fault[] {
  const { article, accepts } = SCALARS[type.kind];
  if (!accepts(value)) return [mistyped(path, article, value)];
  const values = type.kind === "string" ? type.values : undefined;
  if (!values || value === "" || values.some((allowed) => sameText(allowed, String(value)))) return [];
  const list = values.map((allowed) => `"${allowed}"`).join(", ");
  return [{ property: path, reason: `must be ${values.length > 1 ? "one of " : ""}${list}, not "${String(value)}"` }];
}

// Azure's enumerations ignore case; where another cloud does not, its own error is not foreseen here.
const sameText = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const mistyped = (property: string, wanted: string, value: Value): Fault => ({
  property,
  reason: `must be ${wanted}, not ${describe(value)}`,
});

// Never the value itself: it may be a secret.
function describe(value: Value): string {
  if (Array.isArray(value)) return "a list";
  return isRecord(value) ? "an object" : `a ${typeof value}`;
}
