/** What `honua preview`, `up`, `refresh` and `destroy` do: check everything that can be checked, then run Pulumi. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { StackHandle, Verb } from "./automation.ts";
import { restoreCheckpoint } from "./checkpoint.ts";
import { requireCredentials } from "./credentials.ts";
import { canAsk, note } from "./display/output.ts";
import { UserError } from "./errors.ts";
import { releaseStack } from "./lock.ts";
import { recoverEmulated, recoverReal } from "./recovery.ts";
import { clearMark, wasInterrupted } from "./run-mark.ts";
import { type Emulated, type StackSession, openStackSession } from "./session.ts";
import { configOf, withSettings } from "./stack-file.ts";
import { type Target, targetOf } from "./target.ts";

/** One of the four commands, as data. */
export interface Operation {
  readonly name: "preview" | "up" | "refresh" | "destroy";
  readonly verb: Verb;
  /** Whether anything is changed in the end. */
  readonly applies: boolean;
  /** Plan first even where nobody is asked: a policy's no, or a protected resource, must stop a run before it begins. */
  readonly alwaysPlans: boolean;
  /** What it is called while it goes on. */
  readonly doing: { readonly plan: string; readonly apply: string };
  /** Asked before anything is changed; the stack's name follows. */
  readonly question: string;
  /** Operations that an operator may want next, with their purpose. */
  readonly next: readonly (readonly [Operation["name"], string])[];
}

export interface Request {
  /** The folder of the project: Pulumi.yaml, stack files, policy/. */
  readonly folder: string;
  readonly environment: Target["environment"];
  readonly cloud?: Target["cloud"];
  readonly emulated?: Emulated;
  /** Keys of the stack's file to set first, each as `honua:key=value`. */
  readonly config?: readonly string[];
  readonly yes: boolean;
  readonly json: boolean;
}

/** A stack opened through the Automation API, which takes a second to load: only when it is needed. */
export type OpenStack = () => Promise<StackHandle>;

/** @returns the exit code */
export async function operate(operation: Operation, request: Request): Promise<number> {
  const { folder, emulated, yes, json } = request;
  if (operation.applies && !yes && (json || !canAsk())) {
    throw new UserError(
      `honua ${operation.name} changes a stack: add --yes, or run it on a terminal (without --json) to be asked.`,
    );
  }
  const target = await checkedTarget(request);
  if (!emulated) keepStackFile(target);
  const session = await openStackSession(folder, target, emulated);
  try {
    let opened: Promise<StackHandle> | undefined;
    const open = () => (opened ??= import("./automation.ts").then(({ openStack }) => openStack(session, target.stack)));
    await prepare(operation, session, open);
    if (json) {
      const { operateInJson } = await import("./json.ts");
      return await operateInJson(operation, request, session, open);
    }
    const { operateWatched } = await import("./watched.ts");
    return await operateWatched(operation, request, session, open);
  } finally {
    session.close();
  }
}

/** A stack that is made from a preset, or given other settings, has a file that says so. */
function keepStackFile({ environment, file }: Target): void {
  if (file.exists && file.text === readFileSync(file.path, "utf8")) return;
  writeFileSync(file.path, file.text);
  const origin = file.exists ? "" : ` from the preset Pulumi.${environment}.yaml`;
  note(`Wrote ${basename(file.path)}${origin}: review and commit it.`);
}

/**
 * The stack that is asked for, with a configuration that is right and, unless emulated, with credentials.
 *
 * @throws SettingsError, UserError
 */
export async function checkedTarget({ folder, environment, cloud, emulated, config: set }: Request): Promise<Target> {
  const chosen = targetOf(folder, environment, cloud);
  const target = set ? { ...chosen, file: { ...chosen.file, text: withSettings(chosen.file.text, set) } } : chosen;
  const config = configOf(target.file.text);
  const { parseSettings } = await import("../config/parse.ts");
  parseSettings(config, target.stack);
  if (!emulated) requireCredentials(target.cloud, config);
  return target;
}

/** `honua <command> dev aws --emulated`, as this run was called. */
export const commandFor = (name: string, { environment, cloud }: Target, emulated: Emulated | undefined) =>
  ["npx honua", name, environment, cloud, ...(emulated ? ["--emulated", ...emulated.flags] : [])].join(" ");

/** Settles what an earlier run left: its lock, and what it had begun and not finished. */
async function prepare(operation: Operation, session: StackSession, open: OpenStack): Promise<void> {
  const { target, project, backend, emulated, host } = session;
  const pulumi = `${commandFor("pulumi", target, emulated)} -- `;
  if (!operation.applies) {
    if (wasInterrupted(session))
      note("The last run was cut short: the next one that changes the stack recovers it first.");
    return;
  }
  if (backend) {
    await releaseStack(backend, project, target.stack, { report: note, unlock: `${pulumi}cancel --yes` });
    restoreCheckpoint(backend, project, target.stack, note);
  }
  if (!host?.store) return recoverReal(await open(), pulumi, note);
  if (!wasInterrupted(session)) return;
  await recoverEmulated(await open(), host.store, `urn:pulumi:${target.stack}::${project}`, note);
  clearMark(session);
}
