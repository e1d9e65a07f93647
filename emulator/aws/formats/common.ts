/** Computed outputs that mean the same on every type. */
import type { CloudResource, Format, SynthesisContext, Value, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { ACCOUNT, CREATED, DEFAULT_VPC, partitionOf, regionOf } from "../account.ts";
import { characters, render, text, uuid } from "../template.ts";
import { token } from "../tokens.ts";

/** A row of a format table: a template, or a function where the value is no text. */
export type FormatRow = string | Format;

export type FormatTable = Readonly<Record<string, Readonly<Record<string, FormatRow>>>>;

/** @param property keeps this property's random characters apart from those of the resource's other properties. */
export const toFormat = (row: FormatRow, property: string): Format =>
  typeof row === "string" ? (context) => render(row, context, property) : row;

/** The live resource that an input names by its id; nothing where it is not one of the emulated cloud's. */
export const related = (
  { inputs, cloud }: Pick<SynthesisContext, "inputs" | "cloud">,
  input: string,
  type: string,
): CloudResource | undefined => cloud.get(token(type), text({ inputs }, input));

/** The VPC that the first of a resource's subnets is in. */
export const vpcOf = ({ inputs, cloud }: SynthesisContext, path: string): string => {
  const [subnet] = valuesAt(inputs, path);
  return String(cloud.get(token("ec2:Subnet"), String(subnet))?.outputs["vpcId"] ?? DEFAULT_VPC.id);
};

/** The tags of a resource and, under them, those that the provider adds to all. */
export const tagsAll: Format = ({ inputs, cloud }) => {
  const given = record(inputs["tags"]);
  return { ...record(record(parsed(cloud.config["defaultTags"]))["tags"]), ...given };
};

/** The name that a prefix asks for, as the provider completes it. */
const named: Format = (context) => {
  const prefix = context.inputs["namePrefix"];
  return typeof prefix === "string" ? prefix + characters(context, "digits", 26, "name") : context.name;
};

/** Inputs that ask for a name that starts with them. */
const PREFIXES = [
  "namePrefix",
  "bucketPrefix",
  "clusterIdentifierPrefix",
  "identifierPrefix",
  "keyNamePrefix",
  "nodeGroupNamePrefix",
];

export const common: Readonly<Record<string, Format>> = {
  tagsAll,
  name: named,
  // What was not asked for is told as nothing.
  ...Object.fromEntries(PREFIXES.map((prefix): [string, Format] => [prefix, () => ""])),
  region: ({ inputs, cloud }) => regionOf(inputs, cloud),
  accountId: () => ACCOUNT,
  awsAccountId: () => ACCOUNT,
  ownerId: () => ACCOUNT,
  owner: () => ACCOUNT,
  registryId: () => ACCOUNT,
  createDate: () => CREATED,
  createdAt: () => CREATED,
  createdDate: () => CREATED,
  createTime: () => CREATED,
  creationDate: () => CREATED,
  creationTime: () => CREATED,
  lastModified: () => CREATED,
  lastModifiedDate: () => CREATED,
  lastUpdatedDate: () => CREATED,
  modifiedAt: () => CREATED,
  etag: ({ hex }) => hex(32, "etag"),
  lockToken: ({ hex }) => uuid(hex(32, "lockToken")),
  arn: ({ type, id, inputs, cloud }) => {
    const [, path = ""] = type.split(":");
    const [service = "", kind = ""] = path.split("/");
    const region = regionOf(inputs, cloud);
    return `arn:${partitionOf(region)}:${service}:${region}:${ACCOUNT}:${kind.toLowerCase()}/${id}`;
  },
};

// Structured settings reach a default provider as JSON text.
const parsed = (value: Value): Value => (typeof value === "string" ? (JSON.parse(value) as Value) : value);

const record = (value: Value): Values => (isRecord(value) ? value : {});
