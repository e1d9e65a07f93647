/** How Google Cloud names, identifies and replaces every type: by the format that it can be imported by. */
import { declarationOf, fileNameOf, membersOf } from "../declarations.ts";
import type { Conventions, NameRule, SynthesisContext, Values } from "../model.ts";
import { digitsOf, textAt, uuidOf } from "../text.ts";
import { IDENTITIES } from "./identities.ts";
import { autonameRule } from "./names.ts";
import { lastPart, locationOf, projectOf, regionOf, zoneOf } from "./project.ts";
import { short } from "./tokens.ts";

type Context = Omit<SynthesisContext, "id">;

interface Described {
  /** The id with its inputs in braces. */
  readonly format: string;
  readonly inputs: ReadonlySet<string>;
  readonly name?: NameRule;
  readonly isGrant: boolean;
}

const known = new Map<string, Described | undefined>();

export function conventions(type: string): Conventions | undefined {
  if (!known.has(type)) known.set(type, describe(type));
  const described = known.get(type);
  if (!described) return undefined;
  const { format, inputs, name, isGrant } = described;
  const parts = [...format.matchAll(PLACEHOLDER)].map(([, part = ""]) => part.replace(/^(last|escaped):/, ""));
  return {
    id: (context) => fill(format, context) + (isGrant ? conditionOf(context.inputs) : ""),
    name,
    immutable: parts.filter((part) => inputs.has(part)),
  };
}

function describe(type: string): Described | undefined {
  const [module = "", name = ""] = short(type).split(":");
  const declaration = declarationOf("gcp", `${module}/${fileNameOf(name)}`);
  if (declaration === undefined) return undefined;
  const members = membersOf(declaration, `${name}Args`);
  const inputs = new Set(members.map((member) => member.name));
  const format =
    IDENTITIES[short(type)] ?? grant(name, declaration, inputs) ?? imported(declaration) ?? generic(inputs);
  const isOpen = members.some((member) => member.name === "name" && member.optional);
  const isGrant = inputs.has("role") && inputs.has("condition");
  return { format, inputs, name: isOpen ? autonameRule(type) : undefined, isGrant };
}

/** The first format in the list of those that an import accepts; some lists give a sample and no format. */
function imported(declaration: string): string | undefined {
  const section = declaration.slice(declaration.indexOf("## Import"), declaration.indexOf("export declare class"));
  const [, format] = /^ \* \* `([^`]*\{\{[^`]+)`/m.exec(section) ?? [];
  return format === undefined ? undefined : withInputs(format);
}

const withInputs = (format: string) =>
  format.replace(/\{\{%?([^}]+)\}\}/g, (_, part: string) => `{${ALIASES[part] ?? camel(part)}}`);

/** Where a comment calls an input otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  project_id: "project",
  "project-id": "project",
  zone_id: "zone",
  cluster_id: "cluster",
};

const camel = (snake: string) => snake.replace(/[_.-](\w)/g, (_, letter: string) => letter.toUpperCase());

/** IAM: what it is granted on, the role, and to whom; an import names only the first. */
function grant(name: string, declaration: string, inputs: ReadonlySet<string>): string | undefined {
  const [, kind] = /I(?:am|AM)(Binding|Member|Policy|AuditConfig)$/.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const [, target] = /\$ pulumi import \S+ \S+ "?([^\s"]*\{\{[^\s"]+)/.exec(declaration) ?? [];
  const own = [...inputs].filter((input) => !GRANT.includes(input)).map((input) => `{${input}}`);
  const on = target === undefined ? own.join("/") : withInputs(target);
  return [on, ...(kind === "Policy" ? [] : ["{role}"]), ...(kind === "Member" ? ["{member}"] : [])].join("/");
}

/** A grant with a condition is another one than without. */
function conditionOf(inputs: Values): string {
  const parts = ["title", "description", "expression"].map((key) => textAt(inputs, `condition.${key}`));
  return parts.some(Boolean) ? `/${parts.join("/")}` : "";
}

const GRANT = ["role", "member", "members", "condition", "policyData"];

const generic = (inputs: ReadonlySet<string>) => (inputs.has("name") ? "projects/{project}/{name}" : "{digits:19}");

const PLACEHOLDER = /\{([\w:]+)\}/g;

function fill(format: string, context: Context): string {
  return format.replace(PLACEHOLDER, (whole, part: string, offset: number) => {
    const value = resolve(part, context);
    // A path at the start is kept; within a longer one only its last part is a name.
    return offset === 0 || !value.includes("/") || whole === format ? value : within(part, value);
  });
}

const within = (part: string, value: string) => (["role", "member", "name"].includes(part) ? value : lastPart(value));

function resolve(part: string, context: Context): string {
  const { inputs, cloud } = context;
  const [kind = "", length] = part.split(":");
  if (kind === "last") return lastPart(textAt(inputs, length ?? ""));
  if (kind === "escaped") return encodeURIComponent(textAt(inputs, length ?? ""));
  if (length !== undefined)
    return kind === "hex" ? context.hex(Number(length)) : digitsOf(context, Number(length), "id");
  if (kind === "uuid") return uuidOf(context, "id");
  const place = PLACES[kind];
  if (place) return place(inputs, cloud);
  return textAt(inputs, kind) || (OPTIONAL.includes(kind) ? "" : digitsOf(context, 19, kind));
}

const PLACES: Readonly<Record<string, typeof projectOf>> = {
  project: projectOf,
  region: regionOf,
  zone: zoneOf,
  location: locationOf,
};

/** Parts that stay empty where the program gives none, as the host of a database's user. */
const OPTIONAL = ["host"];
