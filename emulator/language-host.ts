/**
 * The Node.js language host, for a CLI that came without one (a Go build). It runs the program with the SDK's own
 * entrypoint, exactly as `pulumi-language-nodejs` does.
 */
import type * as messages from "@pulumi/pulumi/proto/language_pb.js";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type Program, startProgram } from "./program.ts";
import {
  type Methods,
  empty,
  engine,
  engineService,
  grpc,
  language,
  languageService,
  plugin,
  serve,
} from "./protocol.ts";

/** `@pulumi/pulumi/cmd/run` exits with this after it has told the user what is wrong itself. */
const BAIL = 32;

export async function serveLanguageHost(): Promise<{ port: number; close: () => void }> {
  let engineAddress = "";
  let program: Program | undefined;
  const stop = () => {
    program?.stop();
    program = undefined;
  };
  const methods: Methods = {
    handshake(request: messages.LanguageHandshakeRequest) {
      engineAddress = request.getEngineAddress();
      return new language.LanguageHandshakeResponse();
    },
    getPluginInfo: () => new plugin.PluginInfo(),
    // Asked before the engine starts the policy packs. Providers attach or are installed when the first resource asks.
    getRequiredPackages(request: messages.GetRequiredPackagesRequest) {
      stop();
      program = startedAhead(request.getInfo());
      return new language.GetRequiredPackagesResponse();
    },
    getRequiredPlugins: () => new language.GetRequiredPluginsResponse(),
    getProgramDependencies: () => new language.GetProgramDependenciesResponse(),
    about: () => aboutNode(),
    cancel() {
      stop();
      return new empty.Empty();
    },
    run(request: messages.RunRequest) {
      const info = request.getInfo();
      if (!info) throw new Error("the engine did not say which program to run");
      if (program?.directory !== info.getProgramDirectory()) stop();
      return run((program ??= startProgram(info)), request, info, engineAddress);
    },
  };
  const service = languageService.LanguageRuntimeService as unknown as grpc.ServiceDefinition;
  const { port, close } = await serve(service, async () => methods);
  return {
    port,
    close() {
      stop();
      close();
    },
  };
}

/** Nothing where that fails: then running the program will fail too, and say why, unless nobody asks for it. */
function startedAhead(info: messages.ProgramInfo | undefined): Program | undefined {
  try {
    return info && startProgram(info);
  } catch {
    return undefined;
  }
}

function aboutNode() {
  const about = new language.AboutResponse();
  about.setExecutable(process.execPath);
  about.setVersion(process.version);
  return about;
}

async function run(
  program: Program,
  request: messages.RunRequest,
  info: messages.ProgramInfo,
  engineAddress: string,
): Promise<messages.RunResponse> {
  const args = [
    ...["--monitor", request.getMonitorAddress(), "--engine", engineAddress],
    ...["--organization", request.getOrganization(), "--project", request.getProject(), "--stack", request.getStack()],
    ...["--root-directory", info.getRootDirectory(), "--pwd", info.getProgramDirectory()],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
  const env = {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const log = engineLog(engineAddress);
  const [{ code, cause }] = await Promise.all([
    program.run(args, env),
    ...program.output.map((stream) => forwardLines(stream, log)),
  ]);
  await log.close();

  const response = new language.RunResponse();
  if (code === BAIL) response.setBail(true);
  else if (code !== 0) response.setError(`the program exited with ${cause ?? `code ${code}`}`);
  return response;
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
