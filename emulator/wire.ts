/**
 * Property values as they travel: protobuf structs on the wire, and *raw* JavaScript values in which the engine's
 * sentinels (unknowns, secrets, assets) are still in place. Raw values are what is echoed back and stored, so that a
 * secret stays one; {@link reveal} gives the plain values that shapes, checks and formats look at.
 */
import { createRequire } from "node:module";
import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb.js";
import { UNKNOWN, type Value, type Values } from "./model.ts";

const require = createRequire(import.meta.url);
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { new (): StructMessage; fromJavaScript(value: Values): StructMessage };
};

/** A value with the engine's sentinels in it. */
export type Raw = Exclude<Value, typeof UNKNOWN>;
export type RawValues = { [key: string]: Raw };

// The sentinels are fixed by the protocol: @pulumi/pulumi/runtime/rpc.js.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const fromWire = (struct: StructMessage | undefined): RawValues =>
  struct ? (struct.toJavaScript() as RawValues) : {};

export const toWire = (values: RawValues): StructMessage => Struct.fromJavaScript(withoutUndefined(values) as Values);

export const isUnknown = (value: Raw): boolean => value === UNKNOWN_STRING;

export const secret = (value: Raw): Raw => ({ [SIGNATURE]: SECRET, value });

const isObject = (value: Raw | Value): value is { [key: string]: Raw } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isSecret = (value: Raw): value is { value: Raw } => isObject(value) && value[SIGNATURE] === SECRET;

/** A secret of that value; what is missing, or one already, stays as it is. */
export const asSecret = (value: Raw): Raw =>
  value === undefined || value === null || isSecret(value) ? value : secret(value);

/** Plain values: secrets unwrapped, unknowns as {@link UNKNOWN}. */
export function reveal(raw: RawValues): Values {
  return mapObject(raw, revealValue);
}

function revealValue(raw: Raw): Value {
  if (raw === UNKNOWN_STRING) return UNKNOWN;
  if (Array.isArray(raw)) return raw.map(revealValue as (value: Value) => Value);
  if (isSecret(raw)) return revealValue(raw.value);
  if (isObject(raw)) return mapObject(raw, revealValue);
  return raw;
}

/** The inverse of {@link reveal} for values that the emulator made: they hold no secrets. */
export function conceal(value: Value): Raw {
  if (value === UNKNOWN) return UNKNOWN_STRING;
  if (Array.isArray(value)) return value.map(conceal);
  if (isObject(value)) return mapObject(value, conceal);
  return value as Raw;
}

/**
 * Raw inputs completed with the values that the emulated cloud computed. Where both have an object, the computed one
 * may only add keys: what the program gave, secrets included, is kept as given.
 */
export function complete(given: RawValues, computed: Values): RawValues {
  const result = { ...given };
  for (const [key, value] of Object.entries(computed)) result[key] = merge(given[key], value);
  return result;
}

function merge(given: Raw, computed: Value): Raw {
  if (given === undefined || given === null) return conceal(computed);
  if (isSecret(given)) return secret(merge(given.value, computed));
  // Azure takes a list of identities and answers with a map of them.
  if (Array.isArray(given) && isObject(computed)) return conceal(computed);
  if (Array.isArray(given) && Array.isArray(computed)) {
    return given.map((element, index) => merge(element as Raw, computed[index])) as Raw;
  }
  if (isObject(given) && isObject(computed)) return complete(given, computed);
  return given;
}

/** Replaces each secret's value, at any depth. */
export function mapSecrets(raw: RawValues, replace: (value: Raw) => Raw): RawValues {
  const visit = (value: Raw): Raw => {
    if (Array.isArray(value)) return value.map(visit as (value: Value) => Value) as Raw;
    if (isSecret(value)) return secret(replace(value.value));
    if (isObject(value)) return mapObject(value, visit);
    return value;
  };
  return mapObject(raw, visit);
}

function mapObject<A, B>(object: { [key: string]: A }, map: (value: A) => B): { [key: string]: B } {
  const result: { [key: string]: B } = {};
  for (const [key, value] of Object.entries(object)) result[key] = map(value);
  return result;
}

// Struct.fromJavaScript refuses undefined.
function withoutUndefined(value: Raw): Raw {
  if (Array.isArray(value)) return value.map((element) => withoutUndefined((element as Raw) ?? null)) as Raw;
  if (!isObject(value)) return value;
  const result: RawValues = {};
  for (const [key, element] of Object.entries(value)) {
    if (element !== undefined) result[key] = withoutUndefined(element);
  }
  return result;
}
