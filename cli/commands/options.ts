/** Arguments and options that commands share. */
import { resolve, join } from "node:path";
import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { clouds } from "../../components/tables/clouds.ts";
import { environmentNames } from "../../components/tables/environments.ts";
import { UserError } from "../errors.ts";
import type { Emulated } from "../session.ts";

export interface EmulatorOptions {
  readonly emulated?: boolean;
  readonly stateDir?: string;
  readonly fault?: string;
}

export const withStack = (command: Command): Command =>
  command
    .addArgument(new Argument("<environment>", "the environment").choices(environmentNames))
    .addArgument(
      new Argument(
        "[cloud]",
        "the cloud; default: that of the environment's preset, Pulumi.<environment>.yaml",
      ).choices(clouds),
    )
    .option("--emulated", "use the emulated cloud: no account, no network; your own Pulumi is left alone");

export const withEmulator = (command: Command, defaultFolder: string): Command =>
  command
    .option(
      "--state-dir <folder>",
      `where the emulated cloud and its Pulumi state are kept (default: ${defaultFolder})`,
    )
    .addOption(
      new Option(
        "--fault <kind:operation:n>",
        "emulated only: let the n-th such operation go wrong; kinds throttle, timeout, fail, kill; " +
          "operations create, update, delete, read, any; such as kill:create:12",
      ),
    );

const SETTING = /^[\w-]+:[\w.-]+=/;

export const withConfig = (command: Command): Command =>
  command.option(
    "-c, --config <key=value>",
    "set a key of the stack's file first, such as honua:protection.resources=false; may be repeated",
    (setting: string, earlier: readonly string[] = []) => {
      if (!SETTING.test(setting)) throw new InvalidArgumentError("Write <namespace>:<key>=<value>.");
      return [...earlier, setting];
    },
  );

export const withExample = (command: Command, example: string): Command =>
  command.addHelpText("after", `\nExample:\n  $ ${example}`);

/** The emulated cloud that the options ask for, if any. */
export async function emulatedOf(options: EmulatorOptions, defaultFolder: string): Promise<Emulated | undefined> {
  if (!options.emulated) {
    const stray = options.stateDir !== undefined ? "--state-dir" : options.fault !== undefined ? "--fault" : undefined;
    if (stray) throw new UserError(`${stray} is about the emulated cloud: use it with --emulated.`);
    return undefined;
  }
  const chosen = options.stateDir !== undefined;
  return {
    stateDir: chosen ? resolve(options.stateDir!) : join(defaultFolder, ".honua"),
    flags: chosen ? ["--state-dir", options.stateDir!] : [],
    fault: options.fault === undefined ? undefined : await faultOf(options.fault),
  };
}

async function faultOf(text: string) {
  const { parseFault } = await import("../../emulator/faults.ts");
  try {
    return parseFault(text);
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}
