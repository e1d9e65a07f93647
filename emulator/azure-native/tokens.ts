/** Type tokens as tables write them: `network:Subnet` for `azure-native:network:Subnet`. */
import { LEGACY_MODULES } from "./namespaces.ts";

/** The short form of a token, the API version in it left out. */
export const short = (token: string): string => token.replace(/^azure-native:/, "").replace(/\/v\d{8}\w*:/, ":");

/** The full tokens, those of the SDK's version 2 included where it had a module of another name. */
export const tokens = (...shorts: string[]): string[] => shorts.flatMap(spellings);

/** A table by short token, by full token. */
export const byToken = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(table).flatMap(([type, row]) => spellings(type).map((token) => [token, row])));

function spellings(type: string): string[] {
  const [module = "", name = ""] = type.split(":");
  const legacy = Object.keys(LEGACY_MODULES).filter((old) => LEGACY_MODULES[old]?.includes(module));
  return [module, ...legacy].map((spelling) => `azure-native:${spelling}:${name}`);
}
