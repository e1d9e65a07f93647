/**
 * Azure Resource Manager paths, derived from what the SDK declares: the arguments that the lookup of a type requires
 * are the parameters of its path, and the one of them that the resource itself can do without is the last, its name.
 */
import { declarationOf, fileNameOf, filesOf, membersOf } from "../declarations.ts";
import type { Values } from "../model.ts";
import { textAt } from "../text.ts";
import { COLLECTIONS, PARENTS, PATHS } from "./collections.ts";
import { LEGACY_MODULES, NAMESPACES, NAMESPACE_CASE } from "./namespaces.ts";
import { SUBSCRIPTION } from "./subscription.ts";
import { short } from "./tokens.ts";

export interface ArmType {
  /** The path with its parameters in braces: `/subscriptions/…/virtualNetworks/{virtualNetworkName}`. */
  readonly path: string;
  /** Parameters in the order of the path; `{}` around none of them. */
  readonly parameters: readonly string[];
  /** The version of the REST API that the type is of, as the declaration's comment says. */
  readonly apiVersion?: string;
  /** The parameter that is the resource's own name; none where the path ends in a constant such as `default`. */
  readonly name?: string;
}

const known = new Map<string, ArmType | undefined>();

/** @param token full or short; nothing where the installed SDK does not have the type. */
export function armTypeOf(token: string): ArmType | undefined {
  const type = short(token);
  if (!known.has(type)) known.set(type, describe(successorOf(type)));
  return known.get(type);
}

/** The id that these inputs give a resource; nothing where one of its parts is missing or unknown. */
export function idFrom(type: string, inputs: Values): string | undefined {
  const arm = armTypeOf(type);
  const isWhole = arm?.parameters.every((parameter) => textAt(inputs, parameter) !== "");
  return arm && isWhole ? fill(arm.path, (parameter) => textAt(inputs, parameter)) : undefined;
}

/** The declaration of a type's resource class and arguments. */
export const declarationOfType = (type: string): string | undefined => {
  const [module = "", name = ""] = short(type).split(":");
  return declarationOf("azure-native", `${module}/${fileNameOf(name)}`);
};

/** The path's ARM resource type: `Microsoft.Network/virtualNetworks/subnets`. */
export function resourceTypeOf(path: string): string {
  const [namespace = "", ...rest] = (path.split("/providers/").at(-1) ?? "").split("/");
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
}

/** The path with values in place of its parameters; a scope is a path itself and brings its own slash. */
export const fill = (path: string, valueOf: (parameter: string) => string): string =>
  path.replace(/\{([\w.]+)\}/g, (_, parameter: string) => valueOf(parameter)).replace(/^\/+/, "/");

type Declared = Omit<ArmType, "path">;

function describe(type: string): ArmType | undefined {
  const row = PATHS[type];
  const declared = declare(type);
  if (row === undefined && declared === undefined) return undefined;
  const path = row === undefined ? derive(type, declared ?? { parameters: [] }) : absolute(type, row);
  const parameters = [...path.matchAll(/\{([\w.]+)\}/g)].map(([, parameter = ""]) => parameter);
  return {
    ...declared,
    path,
    parameters,
    name: declared ? declared.name : parameters.find((last) => path.endsWith(`{${last}}`)),
  };
}

/** What version 2 of the SDK keeps in another module is described by where version 3 has it. */
function successorOf(type: string): string {
  const [module = "", name = ""] = type.split(":");
  const candidates = [module, ...(LEGACY_MODULES[module] ?? [])].map((other) => `${other}:${name}`);
  return candidates.find((candidate) => PATHS[candidate] ?? declare(candidate)) ?? type;
}

function declare(type: string): Declared | undefined {
  const [module = "", name = ""] = type.split(":");
  const lookup = declarationOf("azure-native", `${module}/get${name}`);
  const resource = declarationOfType(type);
  if (lookup === undefined || resource === undefined) return undefined;
  const parameters = membersOf(lookup, `Get${name}Args`).flatMap((arg) => (arg.optional ? [] : [arg.name]));
  const optional = new Set(membersOf(resource, `${name}Args`).flatMap((arg) => (arg.optional ? [arg.name] : [])));
  const [, apiVersion] = /Uses Azure REST API version ([\w-]+)/.exec(resource) ?? [];
  return { parameters, apiVersion, name: parameters.find((parameter) => optional.has(parameter)) };
}

const SCOPES: readonly string[] = ["scope", "resourceUri", "resourceId"];

function derive(type: string, { parameters, name }: Declared): string {
  const scope = parameters.find((parameter) => SCOPES.includes(parameter) && parameter !== name);
  const inGroup = parameters.includes("resourceGroupName");
  const base = scope ? `/{${scope}}` : `/subscriptions/${SUBSCRIPTION}${inGroup ? GROUP : ""}`;
  const own = name === undefined ? `${collectionOf(type)}/default` : `${collectionOf(type, name)}/{${name}}`;
  const others = parameters.filter((other) => ![name, scope, "resourceGroupName"].includes(other));
  const parents = others
    .map((parameter) => ({ parameter, owner: ownerOf(type, parameter, parameters) }))
    .sort((a, b) => (a.owner?.depth ?? Infinity) - (b.owner?.depth ?? Infinity))
    .map(({ parameter, owner }) => `${owner?.collection ?? parentOf(type, parameter)}/{${parameter}}`);
  return [base, "providers", namespaceOf(type), ...parents, own].join("/");
}

const GROUP = "/resourceGroups/{resourceGroupName}";

function absolute(type: string, row: string): string {
  if (row.startsWith("/")) return row.replace("{subscription}", SUBSCRIPTION);
  return `/subscriptions/${SUBSCRIPTION}${GROUP}/providers/${namespaceOf(type)}/${row}`;
}

function namespaceOf(type: string): string {
  const [module = ""] = type.split(":");
  return (
    NAMESPACES[module] ?? `Microsoft.${NAMESPACE_CASE[module] ?? module.charAt(0).toUpperCase() + module.slice(1)}`
  );
}

function collectionOf(type: string, name?: string): string {
  const given = COLLECTIONS[type];
  if (given !== undefined) return given;
  const [, simple = ""] = type.split(":");
  const isChild = name !== undefined && (armParametersOf(type)?.length ?? 0) > 2;
  const root = isChild && !VAGUE.test(name) ? stem(name) : fileNameOf(simple.charAt(0)) + simple.slice(1);
  return plural(root);
}

const parentOf = (type: string, parameter: string) =>
  PARENTS[`${type.split(":")[0]}:${parameter}`] ?? plural(stem(parameter));

const armParametersOf = (type: string) => declare(type)?.parameters;

/** Names of parameters that say nothing of the collection: there the type's name does. */
const VAGUE = /^(name|id|resourceName|configName|configurationName|connectionName|packageName|poolName|alias|sid)$/;

const stem = (parameter: string) => parameter.replace(/(Name|Id)$/, "");

function plural(word: string): string {
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(ss|x|ch|sh)$/i.test(word)) return `${word}es`;
  return word.endsWith("s") ? word : `${word}s`;
}

/** The type of the same module whose name that parameter is: the parent, or a parent's parent. */
function ownerOf(type: string, parameter: string, parameters: readonly string[]) {
  const [module = ""] = type.split(":");
  const isOwner = ({ name, parameters: own }: Declared) =>
    name === parameter && own.every((other) => parameters.includes(other));
  const owners = typesOf(module).filter(([other, declared]) => other !== type && isOwner(declared));
  const kinship = ([other, declared]: [string, Declared]) =>
    declared.parameters.length * 1000 + commonStart(type, other);
  const [nearest] = owners.sort((a, b) => kinship(b) - kinship(a));
  return nearest && { collection: collectionOf(nearest[0], parameter), depth: nearest[1].parameters.length };
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

const modules = new Map<string, [string, Declared][]>();

function typesOf(module: string): [string, Declared][] {
  const types =
    modules.get(module) ??
    filesOf("azure-native", module).flatMap((file): [string, Declared][] => {
      const type = `${module}:${file.slice("get".length)}`;
      const declared = file.startsWith("get") ? declare(type) : undefined;
      return declared ? [[type, declared]] : [];
    });
  modules.set(module, types);
  return types;
}
