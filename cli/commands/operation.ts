import { Command } from "commander";
import type { Cloud } from "../../components/tables/clouds.ts";
import type { Environment } from "../../components/tables/environments.ts";
import { UserError } from "../errors.ts";
import type { Operation } from "../operation.ts";
import type { MakeCommand } from "../program.ts";
import { type EmulatorOptions, emulatedOf, withConfig, withEmulator, withExample, withStack } from "./options.ts";

interface Options extends EmulatorOptions {
  readonly config?: readonly string[];
  readonly json?: boolean;
  readonly yes?: boolean;
}

/** The command of an operation on a stack. */
export const operationCommand =
  (operation: Operation, summary: string, description: string, json: string, example: string): MakeCommand =>
  ({ folder, forPulumi, end }) => {
    const command = withStack(new Command(operation.name).summary(summary).description(description));
    if (operation.applies) command.option("-y, --yes", "do not ask; needed where nobody can answer");
    if (operation.verb === "up") withConfig(command);
    command.option("--json", json);
    return withExample(withEmulator(command, ".honua in the repository"), example).action(
      async (
        environment: Environment,
        cloud: Cloud | undefined,
        { json = false, yes = false, config, ...options }: Options,
      ) => {
        if (forPulumi.length > 0) throw new UserError(`Pulumi's own arguments go to: honua pulumi ${environment} -- …`);
        const { operate } = await import("../operation.ts");
        const emulated = await emulatedOf(options, folder);
        end(await operate(operation, { folder, environment, cloud, emulated, config, yes, json }));
      },
    );
  };
