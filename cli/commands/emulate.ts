import { Command } from "commander";
import type { MakeCommand } from "../program.ts";
import { type EmulatorOptions, emulatedOf, withEmulator, withExample } from "./options.ts";

export const emulate: MakeCommand = ({ forPulumi, end }) => {
  const command = new Command("emulate")
    .summary("run any Pulumi program of this folder on emulated clouds")
    .description(
      "Run any Pulumi command on the Node.js program in this folder, against emulated aws, azure-native, gcp, kubernetes, " +
        "eks and random providers. The program and its stack files are used as they are; the state is kept apart.",
    )
    .usage("[options] -- <arguments for Pulumi>");
  const example = "npx honua emulate -- stack init dev && npx honua emulate -- up --yes";
  return withExample(withEmulator(command, ".honua in this folder"), example).action(
    async (options: EmulatorOptions) => {
      const { emulateHere } = await import("../pass-through.ts");
      const emulated = await emulatedOf({ ...options, emulated: true }, process.cwd());
      end(await emulateHere(process.cwd(), emulated!, forPulumi));
    },
  );
};
