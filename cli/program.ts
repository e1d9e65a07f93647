/** The `honua` command line: its commands, and the one place where errors become messages. */
import { Command, CommanderError } from "commander";
import { SettingsError } from "../config/mistakes.ts";
import { EngineError } from "../tools/engine/model.ts";
import { destroy } from "./commands/destroy.ts";
import { doctor } from "./commands/doctor.ts";
import { emulate } from "./commands/emulate.ts";
import { preview } from "./commands/preview.ts";
import { pulumi } from "./commands/pulumi.ts";
import { refresh } from "./commands/refresh.ts";
import { up } from "./commands/up.ts";
import { UserError, exitCodes } from "./errors.ts";
import { note, paintNote } from "./display/output.ts";

/** What a command is made with. */
export interface Invocation {
  /** The project's folder: Pulumi.yaml, stack files, policy/. */
  readonly folder: string;
  /** Pulumi's own arguments: what follows `--`. */
  readonly forPulumi: readonly string[];
  /** Takes the exit code when the command's action has ended. */
  readonly end: (code: number) => void;
}

export type MakeCommand = (invocation: Invocation) => Command;

const commands: readonly MakeCommand[] = [preview, up, refresh, destroy, pulumi, emulate, doctor];

const help = `
Exit codes:
  0    done
  1    the deployment failed, a policy was violated, or you said no
  2    refused before anything started: usage, configuration, credentials, engine
  130  interrupted; what was under way has been finished and recorded
  "honua pulumi" and "honua emulate" end as Pulumi does.

Example:
  $ npx honua up dev aws --emulated    deploys dev on the emulated AWS: no account is needed

"honua help <command>" says more about a command.`;

/**
 * @param folder The project's: Pulumi.yaml, stack files, policy/.
 * @returns the exit code
 */
export async function run(args: readonly string[], folder: string): Promise<number> {
  let code: number = exitCodes.ok;
  const separator = args.includes("--") ? args.indexOf("--") : args.length;
  const [own, forPulumi] = [args.slice(0, separator), args.slice(separator + 1)];
  const program = new Command("honua")
    .description(
      "Honua on AWS, Azure or GCP: preview, deploy and remove its environments with Pulumi, guarded by policies.",
    )
    .addHelpText("after", help)
    .helpCommand(true);
  for (const make of commands) program.addCommand(make({ folder, forPulumi, end: (ended) => (code = ended) }));
  for (const command of [program, ...program.commands]) command.exitOverride().showSuggestionAfterError();
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(own, { from: "user" });
    return code;
  } catch (error) {
    return explained(error);
  }
}

/** Mistakes of the user's get their message; anything else is a bug, and its stack trace is wanted. */
function explained(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.refused;
  if (error instanceof UserError || error instanceof SettingsError || error instanceof EngineError) {
    for (const line of error.message.split("\n")) note(`${paintNote.red("honua:")} ${line}`);
    return exitCodes.refused;
  }
  throw error;
}
