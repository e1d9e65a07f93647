/**
 * The same resources as a newcomer would write them: one flat program without components, with the settings of
 * Pulumi's own TypeScript template. Generated from a deployed stack, so that it cannot drift from what it is compared with.
 */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A resource as `pulumi stack export` has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  /** The program only reads it. */
  readonly external?: boolean;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** Pulumi's template (`aws-typescript`) lets ts-node check types; `node` is the same program on Node's own TypeScript. */
export type Settings = "template" | "node";

/** Writes the program into a folder that borrows these node_modules; returns how many resources it has. */
export function writeStockProgram(
  folder: string,
  state: readonly StateResource[],
  nodeModules: string,
  settings: Settings,
): number {
  // Providers are left out, and what uses one that the program configures itself gets the default one: a preview of a
  // cluster's objects, say, then no longer waits for the cluster's kubeconfig, to the stock program's advantage.
  const resources = state.filter(({ custom, external, type }) => custom && !external && !type.startsWith("pulumi:"));
  mkdirSync(folder, { recursive: true });
  symlinkSync(nodeModules, join(folder, "node_modules"));
  const native = settings === "node";
  const options = native ? "\n  options:\n    typescript: false" : "";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: stock\nruntime:\n  name: nodejs${options}\n`);
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: "stock",
      main: "index.ts",
      ...(native ? { type: "module" } : {}),
      devDependencies: { typescript: "*" },
    }),
  );
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: TEMPLATE_COMPILER_OPTIONS, files: ["index.ts"] }),
  );
  writeFileSync(join(folder, "index.ts"), program(resources, nodeModules));
  return resources.length;
}

/** The configuration of the default providers, such as `aws:region`, by key. */
export function providerConfig(state: readonly StateResource[]): readonly [key: string, value: string][] {
  return state
    .filter(({ type, urn }) => type.startsWith("pulumi:providers:") && nameOf(urn).startsWith("default"))
    .flatMap(({ type, inputs = {} }) =>
      Object.entries(inputs)
        .filter((entry): entry is [string, string] => entry[0] !== "version" && typeof entry[1] === "string")
        .map(([key, value]): [string, string] => [`${type.slice("pulumi:providers:".length)}:${key}`, value]),
    );
}

// https://github.com/pulumi/templates, aws-typescript/tsconfig.json
const TEMPLATE_COMPILER_OPTIONS = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "nodenext",
  moduleResolution: "nodenext",
  moduleDetection: "force",
  types: ["node"],
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
  skipLibCheck: true,
};

function program(resources: readonly StateResource[], nodeModules: string): string {
  const computed = resources.map(computedStrings);
  const references = new Map<string, string>();
  const declarations = resources.map((resource, index) => {
    const source = `const r${index} = new ${constructorOf(resource.type, nodeModules)}(${JSON.stringify(nameOf(resource.urn))}, ${literal(resource.inputs ?? {}, references)});`;
    for (const [value, output] of computed[index] ?? []) {
      // What others have as well, such as the region, a program does not take from this one of all.
      const own = output === "id" || computed.filter((strings) => strings.has(value)).length === 1;
      if (own) references.set(value, `r${index}.${output}`);
    }
    return source;
  });
  const used = ["pulumi", ...new Set(resources.map(({ type }) => type.split(":")[0] ?? ""))];
  const imports = used
    .filter((name) => name !== "pulumi" || declarations.some((source) => source.includes("pulumi.")))
    .map((name) => `import * as ${variable(name)} from "@pulumi/${name}";`);
  return [...imports, "", ...declarations, ""].join("\n");
}

const nameOf = (urn: string) => urn.split("::").slice(3).join("::");
const variable = (name: string) => name.replaceAll("-", "");

/**
 * `aws:ec2/vpc:Vpc` → `aws.ec2.Vpc`, `azure-native:network:VirtualNetwork` → `azurenative.network.VirtualNetwork`,
 * `kubernetes:networking.k8s.io/v1:NetworkPolicy` → `kubernetes.networking.v1.NetworkPolicy`.
 */
function constructorOf(type: string, nodeModules: string): string {
  const [name = "", module = "", className = ""] = type.split(":");
  const [group = "", ...rest] = module.split("/");
  if (name === "kubernetes") {
    const path = [group.split(".")[0] ?? "", ...rest];
    const file = `${className.charAt(0).toLowerCase()}${className.slice(1)}.js`;
    const declared = existsSync(join(nodeModules, "@pulumi/kubernetes", ...path, file));
    return [name, ...(declared ? [...path, className] : ["apiextensions", "CustomResource"])].join(".");
  }
  // A bridged provider's module ends with the resource's file.
  return [variable(name), ...[group, ...rest.slice(0, -1)].filter((part) => part !== "index"), className].join(".");
}

/** The strings that a resource gets from its cloud, with the output that has each: what a program refers to. */
function computedStrings({ id, inputs = {}, outputs = {} }: StateResource): ReadonlyMap<string, string> {
  const given = new Set(Object.values(inputs));
  const strings = Object.entries({ ...outputs, id })
    .map(([output, value]) => [value, output])
    .filter((entry): entry is [string, string] => typeof entry[0] === "string" && entry[0].length >= 8)
    .filter(([value, output]) => !given.has(value) && /^\w+$/.test(output ?? ""));
  return new Map(strings);
}

function literal(value: unknown, references: ReadonlyMap<string, string>): string {
  if (typeof value === "string") return stringLiteral(value, references);
  if (Array.isArray(value)) return `[${value.map((element) => literal(element, references)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const { plaintext } = value as { plaintext?: string };
  if (plaintext !== undefined) return `pulumi.secret(${plaintext})`;
  const entries = Object.entries(value).filter(([key]) => key !== "__defaults");
  return `{ ${entries.map(([key, inner]) => `${JSON.stringify(key)}: ${literal(inner, references)}`).join(", ")} }`;
}

function stringLiteral(text: string, references: ReadonlyMap<string, string>): string {
  const exact = references.get(text);
  if (exact !== undefined) return exact;
  const parts = [...references].filter(([value]) => text.includes(value)).sort(([a], [b]) => b.length - a.length);
  if (parts.length === 0) return JSON.stringify(text);
  const escaped = text.replace(/[`\\]|\$\{/g, "\\$&");
  return `pulumi.interpolate\`${parts.reduce((rest, [value, reference]) => rest.replaceAll(value, `\${${reference}}`), escaped)}\``;
}
