/** Pulumi commands as the user gives them. */
import type { Cloud } from "../components/tables/clouds.ts";
import type { Environment } from "../components/tables/environments.ts";
import { UserError, exitCodes } from "./errors.ts";
import { type Ended, runPulumi } from "./pulumi.ts";
import { marked } from "./run-mark.ts";
import { type Emulated, openSession, openStackSession } from "./session.ts";
import { targetOf } from "./target.ts";

export interface StackChoice {
  readonly environment: Environment;
  readonly cloud?: Cloud;
  readonly emulated?: Emulated;
}

/** Runs Pulumi on one of the project's stacks. */
export async function passThrough(folder: string, choice: StackChoice, args: readonly string[]): Promise<number> {
  refuseNone(args, `honua pulumi ${choice.environment} -- stack`);
  const target = targetOf(folder, choice.environment, choice.cloud);
  const session = await openStackSession(folder, target, choice.emulated);
  try {
    const run = () => runPulumi(session, args, { PULUMI_STACK: target.stack });
    return exitCodeOf(await marked(session, run, ({ code }) => code === 0));
  } finally {
    session.close();
  }
}

/** Runs Pulumi on the program in a folder, with emulated providers. */
export async function emulateHere(folder: string, emulated: Emulated, args: readonly string[]): Promise<number> {
  refuseNone(args, "honua emulate -- preview");
  const session = await openSession(folder, folder, emulated);
  try {
    return exitCodeOf(await runPulumi(session, args));
  } finally {
    session.close();
  }
}

function refuseNone(args: readonly string[], example: string): void {
  if (args.length === 0)
    throw new UserError(`Pulumi's own arguments are missing: put them after --, as in: ${example}`);
}

const exitCodeOf = ({ code, interrupted }: Ended) => (interrupted ? exitCodes.interrupted : (code ?? exitCodes.failed));
