/** An installed Pulumi SDK: where it lies, its version, and which of its files declares a resource type. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

export interface Sdk {
  /** The first part of its type tokens, such as `azure-native`. */
  readonly name: string;
  readonly version: string;
  readonly dir: string;
}

/** The SDK as Node.js would find it from the first of these folders that has it. */
export function findSdk(name: string, roots: readonly string[]): Sdk | undefined {
  for (const root of roots) {
    try {
      const manifest = createRequire(join(root, "index.js")).resolve(`@pulumi/${name}/package.json`);
      const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
      return { name, version, dir: dirname(manifest) };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** The file, without extension, that the SDK's code generator makes for a token; nothing where that is not so. */
export function fileByConvention({ dir }: Sdk, token: string): string | undefined {
  const [, module = "", name = ""] = token.split(":");
  // `rbac.authorization.k8s.io/v1` lies in rbac/v1; `index` is the root.
  const folder = module.split("/").map((segment) => segment.split(".")[0]!);
  const perType = folder.length > 1 && folder.at(-1)!.toLowerCase() === name.toLowerCase();
  const path = (perType ? folder.slice(0, -1) : folder).filter((segment) => segment !== "index");
  const file = name.replace(/^[A-Z0-9]+/, (run) => run.toLowerCase());
  const found = join(dir, ...path, file === "index" ? "index_" : file);
  return tokenOf(`${found}.js`) === token ? found : undefined;
}

/** Every type of the SDK and the file, without extension and relative to the SDK, that declares it. */
export function indexOf({ dir }: Sdk): Record<string, string> {
  const index: Record<string, string> = {};
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".js")) continue;
    const path = join(entry.parentPath, entry.name);
    const token = relative(dir, path).startsWith("node_modules") ? undefined : tokenOf(path);
    if (token) index[token] = relative(dir, path).slice(0, -".js".length);
  }
  return index;
}

/** The token that the class in a file registers; its source is the authority. */
function tokenOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  return /__pulumiType = ['"]([^'"]+)['"]/.exec(readFileSync(path, "utf8"))?.[1];
}
