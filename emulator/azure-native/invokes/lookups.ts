/**
 * Functions that no row of invokes/index.ts names: those that look a resource up answer with what lives, and those that
 * list keys answer with texts, as their declared result has it.
 */
import { createHash } from "node:crypto";
import { declarationOf, membersOf, type Member } from "../../declarations.ts";
import type { Cloud, CloudResource, Invoke, Value, Values } from "../../model.ts";
import { textAt } from "../../text.ts";
import { armTypeOf, idFrom, resourceTypeOf } from "../arm.ts";
import { LEGACY_MODULES } from "../namespaces.ts";
import { sameName, SUBSCRIPTION } from "../subscription.ts";
import { short } from "../tokens.ts";

export function invokeOf(token: string): Invoke | undefined {
  const [module = "", name = ""] = short(token).split(":");
  const type = `${module}:${name.replace(/^get/, "")}`;
  if (name.startsWith("get") && armTypeOf(type)) return (args, { cloud }) => lookUp(type, args, cloud);
  const [declaration] = [module, ...(LEGACY_MODULES[module] ?? [])].flatMap(
    (place) => declarationOf("azure-native", `${place}/${name}`) ?? [],
  );
  const result = membersOf(declaration ?? "", `${name.charAt(0).toUpperCase()}${name.slice(1)}Result`);
  if (result.length === 0 || !result.every(isText)) return undefined;
  return (args, { cloud }) => tell(result, name, args, ownerOf(args, cloud));
}

const isText = ({ type, optional }: Member) => optional || ["string", "string[]", "boolean", "number"].includes(type);

function lookUp(type: string, args: Values, cloud: Cloud): Values {
  const id = idFrom(type, args);
  const found = id === undefined ? undefined : cloud.find((other) => sameName(other.id, id));
  if (!found) throw notFound(resourceTypeOf(armTypeOf(type)?.path ?? ""), args);
  return { ...found.outputs, id: found.id };
}

/** The live resource that the names among the arguments lead to: the one with most of them in its id, then the longest. */
export function ownerOf(args: Values, cloud: Cloud): CloudResource {
  const names = Object.entries(args).flatMap(([key, value]) =>
    /(name|Name|Id)$/.test(key) && typeof value === "string" ? [value.toLowerCase()] : [],
  );
  const isNamed = ({ id }: CloudResource) => {
    const parts = id.toLowerCase().split("/");
    return parts.length > 5 && names.includes(parts.at(-1) ?? "") && names.includes(parts[4] ?? "");
  };
  const elsewhere = () => [cloud.find(isNamed) ?? []].flat();
  const here = cloud.all().filter(isNamed);
  const candidates = here.length > 0 ? here : elsewhere();
  const countOf = ({ id }: CloudResource) => names.filter((name) => id.toLowerCase().split("/").includes(name)).length;
  const [owner] = candidates.sort((a, b) => countOf(b) - countOf(a) || b.id.length - a.id.length);
  if (!owner) throw notFound("resource", args);
  return owner;
}

const notFound = (type: string, args: Values): Error =>
  new Error(
    `Code="ResourceNotFound" Message="The ${type} ${JSON.stringify(args)} was not found in subscription ${SUBSCRIPTION}"`,
  );

/** A key of 256 bits that stays the same for that resource and purpose. */
export const keyOf = ({ id }: CloudResource, purpose: string): string =>
  createHash("sha256").update(`${id} ${purpose}`).digest("base64");

function tell(result: readonly Member[], name: string, args: Values, owner: CloudResource): Values {
  const texts = result.filter(({ type, optional }) => type === "string" || !optional);
  return Object.fromEntries(texts.map((member): [string, Value] => [member.name, answer(member, name, args, owner)]));
}

function answer({ name, type }: Member, purpose: string, args: Values, owner: CloudResource): Value {
  if (type === "string[]") return [];
  if (type === "boolean") return false;
  if (type === "number") return 0;
  const { id } = owner;
  const own: Values = { id, name: owner.outputs["name"], type: owner.outputs["type"] };
  if (name in own) return own[name];
  const rule = textAt(args, "authorizationRuleName") || "RootManageSharedAccessKey";
  if (name === "keyName") return rule;
  const key = keyOf(owner, `${purpose} ${name.replace(/ConnectionString/, "Key")}`);
  if (!name.endsWith("ConnectionString")) return key;
  const namespace = textAt(args, "namespaceName") || textAt(owner.outputs, "name");
  return `Endpoint=sb://${namespace.toLowerCase()}.servicebus.windows.net/;SharedAccessKeyName=${rule};SharedAccessKey=${key}`;
}
