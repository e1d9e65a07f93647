/**
 * The text of the installed SDKs' declarations, for what they say beside types: which arguments a lookup needs, which
 * formats an import accepts. The shapes have the types; this needs no more than a regular expression.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Package } from "./model.ts";

const require = createRequire(import.meta.url);

export interface Member {
  readonly name: string;
  readonly optional: boolean;
  /** The declared type, as written. */
  readonly type: string;
}

/** @param path inside the package, without extension: `network/subnet`. Nothing where there is no such file. */
export function declarationOf(name: Package, path: string): string | undefined {
  const file = join(rootOf(name), `${path}.d.ts`);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** `AFDEndpoint` is in `afdendpoint.d.ts`: the SDKs' generator lowers all leading capitals. */
export const fileNameOf = (type: string): string => type.replace(/^[A-Z0-9]+/, (capitals) => capitals.toLowerCase());

/** The names of a module's files, without extension. */
export function filesOf(name: Package, module: string): string[] {
  const folder = join(rootOf(name), module);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith(".d.ts")).map((file) => file.slice(0, -".d.ts".length));
}

/** The members of an exported interface, in the order of the file; none where it is not there. */
export function membersOf(declaration: string, name: string): Member[] {
  const start = declaration.indexOf(`export interface ${name} {`);
  if (start < 0) return [];
  const body = declaration.slice(start, declaration.indexOf("\n}", start));
  return [...body.matchAll(/^ {4}(?:readonly )?(\w+)(\??): (.*?);?$/gm)].map(([, member = "", mark, type = ""]) => ({
    name: member,
    optional: mark === "?",
    type,
  }));
}

const roots = new Map<Package, string>();

function rootOf(name: Package): string {
  const root = roots.get(name) ?? dirname(require.resolve(`@pulumi/${name}/package.json`));
  roots.set(name, root);
  return root;
}
