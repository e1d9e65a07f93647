/** What a Pulumi CLI needs around it to work on one stack: an engine, its environment, a folder, the emulated cloud. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import type { Fault } from "../emulator/faults.ts";
import type { Host } from "../emulator/host.ts";
import { type Engine, analyzerPath, findEngine } from "../tools/engine/index.ts";
import { note } from "./display/output.ts";
import { emulatedCopy } from "./stack-file.ts";
import type { Target } from "./target.ts";

const policyCompileCache = join(import.meta.dirname, "../node_modules/.cache/node/policy");

/** The emulated cloud that a run is to use. */
export interface Emulated {
  /** Absolute. Holds the emulated cloud, the Pulumi state, and all else that the run writes. */
  readonly stateDir: string;
  readonly fault?: Fault;
  /** The options that choose it, for commands that the user is told to run. */
  readonly flags: readonly string[];
}

export interface Session {
  readonly engine: Engine;
  /** Where Pulumi runs: the folder of Pulumi.yaml. */
  readonly workDir: string;
  /** Added to this process's environment for Pulumi. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the state, where it is a folder. */
  readonly backend: string | undefined;
  readonly emulated: Emulated | undefined;
  readonly host: Host | undefined;
  close(): void;
}

/** Opens a session on the program in `programDir`; Pulumi runs in `workDir`. */
export async function openSession(programDir: string, workDir: string, emulated?: Emulated): Promise<Session> {
  const [engine, { startHost }] = await Promise.all([findEngine(note), import("../emulator/host.ts")]);
  const languageHost = !engine.hasLanguageHost;
  const host =
    emulated || languageHost
      ? await startHost({ languageHost, emulate: emulated && { ...emulated, programDir } })
      : undefined;
  return {
    engine,
    workDir,
    env: {
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // Before the user's own folders: another Pulumi there may have a policy host of another version.
      PATH: [dirname(engine.command), ...(languageHost ? [analyzerPath()] : []), process.env["PATH"]].join(delimiter),
      ...host?.env,
      ...(emulated && isolated(emulated)),
    },
    backend: emulated ? backendOf(emulated) : folderOf(process.env["PULUMI_BACKEND_URL"]),
    emulated,
    host,
    close: () => host?.close(),
  };
}

/** A session on one of the project's stacks. */
export interface StackSession extends Session {
  readonly target: Target;
  /** The project's name, which is part of every URN. */
  readonly project: string;
}

/** Opens a session on one of the project's stacks, whose committed files an emulated run leaves as they are. */
export async function openStackSession(folder: string, target: Target, emulated?: Emulated): Promise<StackSession> {
  const settings = parseDocument(readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
  const project = String(settings.get("name"));
  if (emulated) settings.set("main", resolve(folder, String(settings.get("main") ?? ".")));
  const workDir = emulated ? emulatedProject(settings.toString(), target, emulated) : folder;
  const session = await openSession(folder, workDir, emulated);
  const env = {
    ...session.env,
    // The policy pack loads Pulumi's SDK before any code of its own: it cannot ask for this itself.
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? policyCompileCache,
    // The passphrase of the user's real stacks is none of the emulated one's business.
    ...(emulated && { PULUMI_CONFIG_PASSPHRASE: "" }),
  };
  return { ...session, env, target, project };
}

const backendOf = ({ stateDir }: Emulated) => join(stateDir, "backend");

/** Keeps an emulated run away from the user's own Pulumi: its login, its plugins, its state. */
function isolated(emulated: Emulated): Record<string, string> {
  const backend = backendOf(emulated);
  mkdirSync(backend, { recursive: true });
  return {
    PULUMI_HOME: join(emulated.stateDir, "pulumi"),
    PULUMI_BACKEND_URL: `file://${backend}`,
    ...(process.env["PULUMI_CONFIG_PASSPHRASE_FILE"] === undefined && {
      PULUMI_CONFIG_PASSPHRASE: process.env["PULUMI_CONFIG_PASSPHRASE"] ?? "",
    }),
    // The providers are here already: nothing is to be downloaded.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

/** A project folder in the state folder: Pulumi writes its own values into stack files, and the user's are not for that. */
function emulatedProject(settings: string, target: Target, { stateDir }: Emulated): string {
  const folder = join(stateDir, "project");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), settings);
  const copy = join(folder, `Pulumi.${target.stack}.yaml`);
  const earlier = existsSync(copy) ? readFileSync(copy, "utf8") : undefined;
  writeFileSync(copy, emulatedCopy(target.file.text, earlier));
  return folder;
}

function folderOf(backendUrl: string | undefined): string | undefined {
  if (!backendUrl?.startsWith("file://")) return undefined;
  return backendUrl.slice("file://".length).replace(/^~/, homedir());
}
