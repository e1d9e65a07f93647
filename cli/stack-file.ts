/** Stack files (`Pulumi.<stack>.yaml`) made from other stack files. Pure: text in, text out, comments kept. */
import { type Document, isMap, isScalar, parse, parseDocument, visit } from "yaml";
import { type Cloud, clouds, projectKey } from "../components/tables/clouds.ts";
import { regions } from "../components/tables/regions.ts";

/** What the stack file of each cloud holds in keys of the cloud's own provider. */
const providers: Readonly<Record<Cloud, { readonly namespace: string; readonly regionKey: string }>> = {
  aws: { namespace: "aws", regionKey: "aws:region" },
  azure: { namespace: "azure-native", regionKey: "azure-native:location" },
  gcp: { namespace: "gcp", regionKey: "gcp:region" },
};

/** Names of one cloud's places, which mean nothing on another. */
const places = [
  ["honua:network", "zones"],
  ["honua:recovery", "region"],
  ["honua:cluster", "admins"],
  ["honua:cluster", "platformPool"],
  ["honua:cluster", "buildPool"],
  ["honua:database", "machine"],
  ["honua:cache", "machine"],
  ["honua:alerts", "slack"],
] as const;

/** How a stack's secrets are encrypted. */
const encryption = ["secretsprovider", "encryptedkey", "encryptionsalt"] as const;

/** What makes the text no YAML at all, if anything. */
export const syntaxError = (text: string): string | undefined => parseDocument(text).errors[0]?.message.split("\n")[0];

/** The `config` of a stack file as plain values. */
export function configOf(text: string): Record<string, unknown> {
  const { config } = (parseDocument(text).toJS() ?? {}) as { config?: Record<string, unknown> };
  return config ?? {};
}

/** The same preset on another cloud: that cloud's provider keys, and places left to their defaults. */
export function onCloud(preset: string, cloud: Cloud): string {
  const stack = parseDocument(preset);
  for (const other of clouds) {
    const prefix = `${providers[other].namespace}:`;
    for (const key of keysOf(stack, "config")) if (key.startsWith(prefix)) stack.deleteIn(["config", key]);
  }
  for (const [key, place] of places) {
    if (!keysOf(stack, "config", key).includes(place)) continue;
    stack.deleteIn(["config", key, place]);
    if (keysOf(stack, "config", key).length === 0) stack.deleteIn(["config", key]);
  }
  stack.setIn(["config", "honua:cloud"], cloud);
  const [region] = Object.keys(regions[cloud] ?? {});
  if (region) stack.setIn(["config", providers[cloud].regionKey], region);
  if (cloud === "gcp")
    stack.setIn(["config", projectKey], `honua-${String(stack.getIn(["config", "honua:environment"]))}`);
  return stack.toString();
}

/**
 * The stack file with some keys set, as `pulumi config set --path` sets them.
 *
 * @param settings `honua:network.natGateways=single`; values are YAML, so that `true` is no text.
 */
export function withSettings(text: string, settings: readonly string[]): string {
  const stack = parseDocument(text);
  for (const setting of settings) {
    const [, namespace = "", path = "", value = ""] = /^([\w-]+:)([^=]+)=(.*)$/.exec(setting) ?? [];
    const [key = "", ...rest] = path.split(".");
    stack.setIn(["config", namespace + key, ...rest], parse(value) as unknown);
  }
  return stack.toString();
}

/** What stands for an encrypted value on the emulator, which has no key to decrypt it. */
const STAND_IN = "emulated-secret";

/**
 * The stack file of an emulated run: nothing in it needs a key service or a passphrase of the real stack, and the salt
 * that the engine wrote into an earlier copy stays.
 */
export function emulatedCopy(text: string, earlier: string | undefined): string {
  const stack = parseDocument(text);
  for (const key of encryption) stack.delete(key);
  visit(stack, {
    Map: (_key, map) => (map.items.length === 1 && map.has("secure") ? stack.createNode(STAND_IN) : undefined),
  });
  const salt: unknown = earlier === undefined ? undefined : parseDocument(earlier).get("encryptionsalt");
  if (typeof salt === "string") stack.set("encryptionsalt", salt);
  return stack.toString();
}

function keysOf(document: Document, ...path: string[]): string[] {
  const map = document.getIn(path);
  return isMap(map) ? map.items.flatMap(({ key }) => (isScalar(key) ? String(key.value) : [])) : [];
}
