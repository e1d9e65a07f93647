/** Everything that runs beside the Pulumi CLI: the emulated providers, and a language host where the CLI has none. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { emulations } from "./emulations.ts";
import { Faults, type Fault } from "./faults.ts";
import { serveLanguageHost } from "./language-host.ts";
import { Operations } from "./operations.ts";
import { type grpc, providerService, serve } from "./protocol.ts";
import { providerOf } from "./provider.ts";
import { Shapes } from "./shapes/index.ts";
import { Store } from "./store.ts";

export interface HostOptions {
  /** Serve the Node.js language host: only for a CLI that has none beside it. */
  readonly languageHost: boolean;
  /** Serve emulated providers, for the program in this folder, with the cloud's state in that one. */
  readonly emulate?: { readonly programDir: string; readonly stateDir: string; readonly fault?: Fault };
}

export interface Host {
  /** What the CLI's environment needs so that the engine finds everything. */
  readonly env: Readonly<Record<string, string>>;
  readonly store?: Store;
  close(): void;
}

const definition = providerService.ResourceProviderService as unknown as grpc.ServiceDefinition;
const repository = dirname(dirname(fileURLToPath(import.meta.url)));

export async function startHost({ languageHost, emulate }: HostOptions): Promise<Host> {
  const closers: (() => void)[] = [];
  const env: Record<string, string> = {};
  let store: Store | undefined;
  if (languageHost) {
    const server = await serveLanguageHost();
    closers.push(server.close);
    env["PULUMI_DEBUG_LANGUAGES"] = `nodejs:${server.port}`;
  }
  if (emulate) {
    const shared = (store = new Store(emulate.stateDir));
    const shapes = new Shapes({
      roots: [emulate.programDir, repository],
      cacheDir: join(repository, "node_modules/.cache/honua-shapes"),
    });
    const faults = new Faults(emulate.fault);
    const servers = await Promise.all(
      Object.entries(emulations).map(async ([name, load]) => {
        const server = await serve(definition, async () => {
          const operations = new Operations(await load(), shapes, shared, faults);
          const { methods, close } = providerOf(operations, sdkVersion(name, emulate.programDir));
          closers.push(close);
          return methods;
        });
        closers.push(server.close);
        return `${name}:${server.port}`;
      }),
    );
    env["PULUMI_DEBUG_PROVIDERS"] = servers.join(",");
  }
  return { env, store, close: () => closers.forEach((close) => close()) };
}

/** The version of the SDK that the program uses, or else of ours. */
function sdkVersion(name: string, programDir: string): string {
  for (const root of [programDir, repository]) {
    try {
      const manifest = createRequire(join(root, "package.json")).resolve(`@pulumi/${name}/package.json`);
      return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version.replace(/^v/, "");
    } catch {
      // Not installed there: the next root has it.
    }
  }
  throw new Error(`@pulumi/${name} is not installed: run "npm ci" in ${repository}`);
}
