/** What the installed SDKs declare about each resource type, read when it is asked for and kept on disk. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Properties, PropertyShape, TypeRef, TypeShape } from "../model.ts";
import { DeclarationCache } from "./cache.ts";
import { DeclarationParser } from "./parser.ts";
import { fileByConvention, findSdk, indexOf, type Sdk } from "./sdk.ts";
import type { StoredProperties, StoredProperty, StoredResource, StoredType } from "./stored.ts";

export interface ShapesOptions {
  /** Folders whose `node_modules` are searched, in order, as Node.js searches them: a program's own, then ours. */
  readonly roots: readonly string[];
  /** Where parsed declarations are kept; may be shared by programs that run side by side. */
  readonly cacheDir: string;
}

export class Shapes {
  private readonly options: ShapesOptions;
  private readonly sdks = new Map<string, SdkShapes | undefined>();

  constructor(options: ShapesOptions) {
    this.options = options;
  }

  /** @param type a token such as `aws:ec2/vpc:Vpc`; nothing where no installed SDK declares it. */
  shapeOf(type: string): TypeShape | undefined {
    const [name = ""] = type.split(":");
    if (!this.sdks.has(name)) {
      const sdk = findSdk(name, this.options.roots);
      this.sdks.set(name, sdk && new SdkShapes(sdk, this.options.cacheDir));
    }
    return this.sdks.get(name)?.shapeOf(type);
  }
}

/**
 * In these SDKs every output is declared as always there, although the API only echoes what it was given: there, of
 * the properties that can be given, none is filled in.
 */
const ECHOING = ["kubernetes"];

/**
 * Providers whose previews call every output unknown that is not given, optional ones and those in given objects, too:
 * pulumi-azure-native, provider/pkg/convert/previewOutputs.go.
 */
const UNCERTAIN = ["azure-native"];

class SdkShapes {
  private readonly sdk: Sdk;
  private readonly cache: DeclarationCache;
  private readonly shapes = new Map<string, TypeShape | undefined>();
  private readonly nested = new Map<string, Properties>();
  private parser: DeclarationParser | undefined;

  constructor(sdk: Sdk, cacheDir: string) {
    this.sdk = sdk;
    this.cache = new DeclarationCache(join(cacheDir, `${sdk.name}@${sdk.version}-${parserVersion()}`));
  }

  shapeOf(type: string): TypeShape | undefined {
    if (!this.shapes.has(type)) {
      const stored = this.cache.get(type, () => this.parse(type));
      this.shapes.set(type, stored && this.link(stored));
    }
    return this.shapes.get(type);
  }

  private parse(type: string): StoredResource | undefined {
    const file = fileByConvention(this.sdk, type) ?? this.fileByIndex(type);
    return file === undefined ? undefined : this.declarations().resource(file);
  }

  private fileByIndex(type: string): string | undefined {
    const file = this.cache.get("index", () => indexOf(this.sdk))[type];
    return file === undefined ? undefined : join(this.sdk.dir, file);
  }

  private declarations(): DeclarationParser {
    return (this.parser ??= new DeclarationParser(this.sdk));
  }

  private link({ inputs, outputs }: StoredResource): TypeShape {
    const echoed = (name: string) => ECHOING.includes(this.sdk.name) && Object.hasOwn(inputs, name);
    return {
      inputs: this.properties(inputs, () => false),
      outputs: this.properties(outputs, echoed),
    };
  }

  private properties(stored: StoredProperties, echoed: (name: string) => boolean): Properties {
    const linked = Object.entries(stored).map(([name, property]) => [name, this.property(property, echoed(name))]);
    return Object.fromEntries(linked) as Properties;
  }

  private property(stored: StoredProperty, echoed: boolean): PropertyShape {
    const type = this.type(stored.type, echoed);
    const shape = { ...stored, optional: stored.optional || echoed, type };
    return UNCERTAIN.includes(this.sdk.name) ? { ...shape, unknown: true } : shape;
  }

  private type(stored: StoredType, echoed: boolean): TypeRef {
    switch (stored.kind) {
      case "array":
        return { kind: "array", element: this.type(stored.element, echoed) };
      case "map":
        return { kind: "map", value: this.type(stored.value, echoed) };
      case "union":
        return { kind: "union", members: stored.members.map((member) => this.type(member, echoed)) };
      case "object":
        return { kind: "object", properties: () => this.object(stored.of, echoed) };
      default:
        return stored;
    }
  }

  private object(of: string | StoredProperties, echoed: boolean): Properties {
    if (typeof of !== "string") return this.properties(of, () => echoed);
    const key = `${of} ${echoed}`;
    let properties = this.nested.get(key);
    if (!properties) {
      const stored = this.cache.get(of, () => this.declarations().interface(of));
      this.nested.set(key, (properties = this.properties(stored, () => echoed)));
    }
    return properties;
  }
}

/** Changes with the code that parses: what other code kept is not read. */
function parserVersion(): string {
  const hash = createHash("sha256");
  for (const file of ["comments.ts", "parser.ts", "types-files.ts"])
    hash.update(readFileSync(new URL(file, import.meta.url)));
  return hash.digest("hex").slice(0, 8);
}
