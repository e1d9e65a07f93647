import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Cloud, clouds } from "../components/tables/clouds.ts";
import type { Environment } from "../components/tables/environments.ts";
import { UserError } from "./errors.ts";
import { configOf, onCloud, syntaxError } from "./stack-file.ts";

/** The stack that a command is about. */
export interface Target {
  readonly environment: Environment;
  readonly cloud: Cloud;
  /** The name of the Pulumi stack: the environment's own, or `<environment>-<cloud>` for a second cloud. */
  readonly stack: string;
  /** The stack file that a person edits, and what it holds. */
  readonly file: { readonly path: string; readonly text: string; readonly exists: boolean };
}

/**
 * Chooses the stack of an environment on a cloud: the environment's own where the cloud is the preset's, else one made
 * from the same preset.
 *
 * @param cloud Default: the preset's `honua:cloud`.
 * @throws UserError where a stack file is missing or no YAML.
 */
export function targetOf(project: string, environment: Environment, cloud?: Cloud): Target {
  const preset = stackFile(project, environment);
  if (!preset.exists) throw new UserError(`${preset.path} is missing: it is the preset of ${environment}.`);
  const own = configOf(preset.text)["honua:cloud"] as Cloud;
  // A preset that names no cloud at all is a mistake, which its own check reports.
  if (cloud === undefined || cloud === own || !clouds.includes(own)) {
    return { environment, cloud: own, stack: environment, file: preset };
  }
  const stack = `${environment}-${cloud}`;
  const file = stackFile(project, stack);
  return { environment, cloud, stack, file: file.exists ? file : { ...file, text: onCloud(preset.text, cloud) } };
}

function stackFile(project: string, stack: string): Target["file"] {
  const path = join(project, `Pulumi.${stack}.yaml`);
  const exists = existsSync(path);
  const text = exists ? readFileSync(path, "utf8") : "";
  const mistake = syntaxError(text);
  if (mistake) throw new UserError(`${path} is not valid YAML: ${mistake}`);
  return { path, text, exists };
}

/** As the user names it: `dev on aws (emulated)`. */
export const describe = ({ environment, cloud }: Target, emulated: boolean) =>
  `${environment} on ${cloud}${emulated ? " (emulated)" : ""}`;
