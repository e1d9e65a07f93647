/**
 * The process of a Node.js program. It can be started before the engine says how to run the program, and loads Pulumi's
 * SDK meanwhile: that takes half a second, as long as a policy pack takes to start, and the engine starts one after the other.
 */
import type * as messages from "@pulumi/pulumi/proto/language_pb.js";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";

export interface Program {
  readonly directory: string;
  /** What it prints, on standard output and standard error. */
  readonly output: readonly Readable[];
  /** Runs the program with the arguments of `@pulumi/pulumi/cmd/run`; resolves when it has ended. */
  run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ending>;
  stop(): void;
}

export interface Ending {
  readonly code: number | null;
  /** What ended it where that was no exit of its own. */
  readonly cause?: string;
}

const script = join(import.meta.dirname, "run-program.js");

export function startProgram(info: messages.ProgramInfo): Program {
  const directory = info.getProgramDirectory();
  const options = (info.getOptions()?.toJavaScript() ?? {}) as { typescript?: boolean; nodeargs?: string };
  const nodeArgs = options.nodeargs?.split(/\s+/).filter(Boolean) ?? [];
  const child = spawn(process.execPath, [...nodeArgs, script, entrypointOf(directory)], {
    cwd: directory,
    env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ending = new Promise<Ending>((resolve) => {
    child.on("error", ({ message }) => resolve({ code: null, cause: message }));
    child.on("exit", (code, signal) => resolve({ code, cause: signal ?? undefined }));
  });
  return {
    directory,
    // Piped, because Node throws away what nobody has read when a process ends: one that ends early has said why.
    output: [child.stdout, child.stderr].flatMap((stream) => stream?.pipe(new PassThrough()) ?? []),
    run(args, env) {
      child.send({ args, env }, () => {}); // fails where the process has ended already: its end says more
      return ending;
    },
    stop: () => child.kill(),
  };
}

// The program's own SDK, as a program of another repository brings its own.
function entrypointOf(directory: string): string {
  return createRequire(join(directory, "package.json")).resolve("@pulumi/pulumi/cmd/run");
}
