/** The one file that touches Pulumi's Automation API. */
import "../tools/lazy-sdk.js";
import * as automation from "@pulumi/pulumi/automation/index.js";
import type { EngineEvent, OutputMap } from "@pulumi/pulumi/automation/index.js";
import { UserError } from "./errors.ts";
import type { Session } from "./session.ts";

export type { EngineEvent, OutputMap };

/** What can be done to a stack; each can be planned without being done. */
export type Verb = "up" | "refresh" | "destroy";

export interface Run {
  readonly verb: Verb;
  /** Show what would happen, and change nothing. */
  readonly plan: boolean;
  /** Folders of policy packs. */
  readonly policyPacks: readonly string[];
  readonly onEvent: (event: EngineEvent) => void;
  /** Stops the run in good order: what is under way is finished and recorded. */
  readonly signal?: AbortSignal;
}

/** How Pulumi ended. */
export interface Outcome {
  readonly ok: boolean;
  /** Another run holds the stack. */
  readonly locked: boolean;
  /** The stack's outputs after a deployment. */
  readonly outputs: OutputMap;
  /** What Pulumi said on standard error, for failures that come before the engine's events. */
  readonly said: string;
}

/** An operation that an earlier run had begun and not recorded the end of. */
export interface PendingOperation {
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
  readonly resource: { readonly urn: string; readonly type: string; readonly id?: string };
}

/** What a stack's state says, as far as recovery needs it. */
export interface State {
  readonly resources: readonly { readonly urn: string; readonly id?: string }[];
  readonly pending: readonly PendingOperation[];
}

export interface StackHandle {
  run(run: Run): Promise<Outcome>;
  /** Reads every resource from its cloud, and forgets creates of which nobody knows the end. */
  repair(): Promise<Outcome>;
  state(): Promise<State>;
}

/**
 * Opens a stack, and makes it where it does not exist.
 *
 * @throws UserError where Pulumi cannot, because nobody is logged in, say.
 */
export async function openStack({ engine, workDir, env }: Session, name: string): Promise<StackHandle> {
  const pulumiCommand = await automation.PulumiCommand.get({ root: engine.root, skipVersionCheck: true });
  const workspace = await automation.LocalWorkspace.create({ workDir, pulumiCommand, envVars: { ...env } });
  const stack = await automation.Stack.createOrSelect(name, workspace).catch((error: unknown) => {
    if (!(error instanceof automation.CommandError)) throw error;
    throw new UserError(
      `Pulumi cannot open the stack ${name}: ${saidIn(error)} (is it logged in to where its state is?)`,
    );
  });
  return {
    run: (run) => outcomeOf((onError) => start(stack, run, onError)),
    repair: () => outcomeOf((onError) => stack.refresh({ clearPendingCreates: true, onError })),
    async state() {
      const { deployment } = await stack.exportStack();
      const { resources = [], pending_operations: pending = [] } = deployment ?? {};
      return { resources, pending } as State;
    },
  };
}

/** The part of the options that all of these methods take. */
type Options = Pick<automation.UpOptions, "onEvent" | "onError" | "signal" | "suppressProgress">;

function start(stack: automation.Stack, run: Run, onError: (text: string) => void): Promise<object> {
  const { verb, plan, policyPacks, onEvent, signal } = run;
  const options: Options = { onEvent, onError, signal, suppressProgress: true };
  const guarded = { ...options, policyPacks: [...policyPacks] };
  const methods = {
    up: { plan: () => stack.preview(guarded), apply: () => stack.up(guarded) },
    refresh: { plan: () => stack.previewRefresh(options), apply: () => stack.refresh(options) },
    destroy: { plan: () => stack.previewDestroy(options), apply: () => stack.destroy(options) },
  };
  return methods[verb][plan ? "plan" : "apply"]();
}

async function outcomeOf(start: (onError: (text: string) => void) => Promise<object>): Promise<Outcome> {
  let said = "";
  try {
    const result: { outputs?: OutputMap } = await start((text) => (said += text));
    return { ok: true, locked: false, outputs: result.outputs ?? {}, said };
  } catch (error) {
    if (!(error instanceof automation.CommandError)) throw error;
    const locked = error instanceof automation.ConcurrentUpdateError;
    return { ok: false, locked, outputs: {}, said: said.trim() || saidIn(error) };
  }
}

/** What Pulumi said, out of a message that tells the exit code and the command before it and says it all again after it. */
const saidIn = ({ message }: automation.CommandError) =>
  (/stderr: .*\n([^]*?)\n err\?:/.exec(message)?.[1] ?? message).trim().replace(/^error: /, "");
