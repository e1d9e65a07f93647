import { Command } from "commander";
import type { MakeCommand } from "../program.ts";
import { withExample } from "./options.ts";

export const doctor: MakeCommand = ({ end }) =>
  withExample(
    new Command("doctor")
      .summary("say what this machine lacks")
      .description("Say what this machine has for honua and what it lacks, each with its fix."),
    "npx honua doctor",
  ).action(async () => {
    const { examine } = await import("../doctor.ts");
    end(await examine());
  });
