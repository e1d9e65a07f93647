/**
 * An SDK's nested types. They lie in a few files of up to 9 MB each (`types/input.d.ts`, `types/output.d.ts`), far too
 * big to parse for one interface, so those files are only searched for where each interface begins.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const INDENT = 4; // spaces a level, as the code generator prints them

export class TypesFiles {
  private readonly dir: string;
  private readonly files = new Map<string, { text: string; offsets: ReadonlyMap<string, number> }>();
  private readonly enums = new Map<string, string>();

  constructor(sdkDir: string) {
    this.dir = join(sdkDir, "types");
  }

  has = (name: string): boolean => this.find(name) !== undefined;

  /** @param name as SDK code writes it: `outputs.network.SubnetResponse`. */
  textOf(name: string): string | undefined {
    const found = this.find(name);
    if (!found) return undefined;
    const { text, offset } = found;
    const indent = text.slice(text.lastIndexOf("\n", offset) + 1, offset).match(/^ */)![0];
    const end = text.indexOf(`\n${indent}}`, offset);
    return `${text.slice(offset, end)}\n}`;
  }

  /** The values of a string enumeration; nothing where it is none. */
  enumValues(name: string): readonly string[] | undefined {
    const [, ...path] = name.split(".");
    const type = path.pop();
    const text = this.enumText(path);
    const start = text.indexOf(`export declare const ${type}: {`);
    if (start < 0) return undefined;
    const body = text.slice(start, text.indexOf("\n};", start));
    return [...body.matchAll(/^ +readonly \w+: ("(?:[^"\\]|\\.)*");/gm)].map(
      ([, value]) => JSON.parse(value!) as string,
    );
  }

  private find(name: string): { text: string; offset: number } | undefined {
    const dot = name.indexOf(".");
    const { text, offsets } = this.file(name.slice(0, dot));
    const offset = offsets.get(name.slice(dot + 1));
    return offset === undefined ? undefined : { text, offset };
  }

  private file(prefix: string): { text: string; offsets: ReadonlyMap<string, number> } {
    let file = this.files.get(prefix);
    if (!file) {
      const text = read(join(this.dir, `${prefix === "inputs" ? "input" : "output"}.d.ts`));
      this.files.set(prefix, (file = { text, offsets: offsetsOf(text) }));
    }
    return file;
  }

  private enumText(path: readonly string[]): string {
    const file = join(this.dir, "enums", ...path, "index.d.ts");
    let text = this.enums.get(file);
    if (text === undefined) this.enums.set(file, (text = read(file)));
    return text;
  }
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

/** Where each interface begins, by its name with its namespaces. */
function offsetsOf(text: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const path: string[] = [];
  for (const match of text.matchAll(/^( *)(?:export )?(?:declare )?(namespace|interface) (\w+) \{/gm)) {
    const [, indent = "", keyword, name = ""] = match;
    path.length = indent.length / INDENT;
    if (keyword === "namespace") path.push(name);
    else offsets.set([...path, name].join("."), match.index + indent.length);
  }
  return offsets;
}
