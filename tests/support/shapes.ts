/** The installed SDKs' shapes, and resource types to try things on. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Properties, TypeRef, TypeShape } from "../../emulator/model.ts";
import { Shapes } from "../../emulator/shapes/index.ts";
import { findSdk, indexOf } from "../../emulator/shapes/sdk.ts";
import { repository } from "./honua.ts";

export const shapes = new Shapes({ roots: [repository], cacheDir: join(tmpdir(), "honua-shapes") });

/** Folders of each SDK of which every type is tried; all of the small ones. */
const SAMPLE: Readonly<Record<string, readonly string[]>> = {
  aws: ["ec2", "s3", "rds"],
  "azure-native": ["network", "storage", "containerservice"],
  gcp: ["compute", "container", "storage"],
  kubernetes: ["core", "apps", "networking"],
  eks: [""],
  random: [""],
};

const MINIMUM: Readonly<Record<string, number>> = {
  aws: 230,
  "azure-native": 140,
  gcp: 200,
  kubernetes: 90,
  eks: 8,
  random: 10,
};

/** Components that are all program: their arguments are no declaration beside the class. */
const UNDECLARED = ["kubernetes:helm.sh/v3:Chart"];

const samples = new Map<string, string[]>();

/** The tokens of the sample, by SDK. */
export function sampleOf(sdk: string): string[] {
  const tokens = samples.get(sdk) ?? typesOf(sdk);
  if (tokens.length < MINIMUM[sdk]!) throw new Error(`only ${tokens.length} types of ${sdk} in the sample`);
  samples.set(sdk, tokens);
  return tokens;
}

function typesOf(sdk: string): string[] {
  const installed = findSdk(sdk, [repository]);
  if (!installed) throw new Error(`@pulumi/${sdk} is not installed`);
  return Object.entries(indexOf(installed))
    .filter(([, file]) => SAMPLE[sdk]!.some((folder) => file.startsWith(folder)))
    .map(([token]) => token)
    .filter((token) => token.includes(":") && !UNDECLARED.includes(token));
}

export const sdks = Object.keys(SAMPLE);

export function shapeOf(token: string): TypeShape {
  const shape = shapes.shapeOf(token);
  if (!shape) throw new Error(`no shape of ${token}`);
  return shape;
}

/** The properties of an object, or of the objects in a list. */
export function propertiesOf(type: TypeRef | undefined): Properties {
  if (type?.kind === "array") return propertiesOf(type.element);
  if (type?.kind !== "object") throw new Error(`${type?.kind} has no properties`);
  return type.properties();
}
