import { Command } from "commander";
import type { Cloud } from "../../components/tables/clouds.ts";
import type { Environment } from "../../components/tables/environments.ts";
import type { MakeCommand } from "../program.ts";
import { type EmulatorOptions, emulatedOf, withEmulator, withExample, withStack } from "./options.ts";

export const pulumi: MakeCommand = ({ folder, forPulumi, end }) => {
  const command = withStack(
    new Command("pulumi")
      .summary("run any Pulumi command on a stack")
      .description(
        "Run any Pulumi command on a stack. Emulated, its config is read from the committed stack file at each run.",
      )
      .usage("[options] <environment> [cloud] -- <arguments for Pulumi>"),
  );
  const example = "npx honua pulumi dev aws --emulated -- stack export";
  return withExample(withEmulator(command, ".honua in the repository"), example).action(
    async (environment: Environment, cloud: Cloud | undefined, options: EmulatorOptions) => {
      const { passThrough } = await import("../pass-through.ts");
      end(await passThrough(folder, { environment, cloud, emulated: await emulatedOf(options, folder) }, forPulumi));
    },
  );
};
