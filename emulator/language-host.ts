/**
 * The Node.js language host, for a CLI that came without one (a Go build). It runs the program with the SDK's own
 * entrypoint, exactly as `pulumi-language-nodejs` does.
 */
import type * as messages from "@pulumi/pulumi/proto/language_pb.js";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { empty, engine, engineService, grpc, language, languageService, plugin, serve } from "./protocol.ts";

/** `@pulumi/pulumi/cmd/run` exits with this after it has told the user what is wrong itself. */
const BAIL = 32;

export async function serveLanguageHost(): Promise<{ port: number; close: () => void }> {
  let engineAddress = "";
  return serve(languageService.LanguageRuntimeService as unknown as grpc.ServiceDefinition, {
    handshake(request: messages.LanguageHandshakeRequest) {
      engineAddress = request.getEngineAddress();
      return new language.LanguageHandshakeResponse();
    },
    getPluginInfo: () => new plugin.PluginInfo(),
    // Providers attach or are installed when the first resource asks for them.
    getRequiredPackages: () => new language.GetRequiredPackagesResponse(),
    getRequiredPlugins: () => new language.GetRequiredPluginsResponse(),
    getProgramDependencies: () => new language.GetProgramDependenciesResponse(),
    about: () => aboutNode(),
    cancel: () => new empty.Empty(),
    run: (request: messages.RunRequest) => run(request, engineAddress),
  });
}

function aboutNode() {
  const about = new language.AboutResponse();
  about.setExecutable(process.execPath);
  about.setVersion(process.version);
  return about;
}

async function run(request: messages.RunRequest, engineAddress: string) {
  const info = request.getInfo();
  if (!info) throw new Error("the engine did not say which program to run");
  const directory = info.getProgramDirectory();
  const options = (info.getOptions()?.toJavaScript() ?? {}) as { typescript?: boolean; nodeargs?: string };
  const args = [
    ...(options.nodeargs?.split(/\s+/).filter(Boolean) ?? []),
    entrypointOf(directory),
    ...["--monitor", request.getMonitorAddress(), "--engine", engineAddress],
    ...["--organization", request.getOrganization(), "--project", request.getProject(), "--stack", request.getStack()],
    ...["--root-directory", info.getRootDirectory(), "--pwd", directory],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
  };
  const log = engineLog(engineAddress);
  const child = spawn(process.execPath, args, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
  const [code, signal] = await Promise.all([
    new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
    }),
    forwardLines(child.stdout, log),
    forwardLines(child.stderr, log),
  ]).then(([exit]) => exit);
  await log.close();

  const response = new language.RunResponse();
  if (code === BAIL) response.setBail(true);
  else if (code !== 0) response.setError(`the program exited with ${signal ?? `code ${code}`}`);
  return response;
}

// The program's own SDK, as a program of another repository brings its own.
function entrypointOf(directory: string): string {
  return createRequire(join(directory, "package.json")).resolve("@pulumi/pulumi/cmd/run");
}

interface EngineLog {
  info(message: string): Promise<void>;
  close(): Promise<void>;
}

// Program output goes through the engine, which shows it in its place and keeps standard output pure under --json.
function engineLog(address: string): EngineLog {
  const client = new engineService.EngineClient(address, grpc.credentials.createInsecure());
  const pending = new Set<Promise<void>>();
  return {
    info(message) {
      const request = new engine.LogRequest();
      request.setSeverity(engine.LogSeverity.INFO);
      request.setMessage(message + "\n");
      const sent = new Promise<void>((resolve) => client.log(request, () => resolve()));
      pending.add(sent);
      return sent.finally(() => pending.delete(sent));
    },
    async close() {
      await Promise.all(pending);
      client.close();
    },
  };
}

async function forwardLines(stream: Readable, log: EngineLog): Promise<void> {
  for await (const line of createInterface({ input: stream })) await log.info(line);
}
