/**
 * After a run that was cut short: brings the stack's state and its cloud together again before anything else is done.
 *
 * It leaves two kinds of uncertainty. Operations that the engine had begun are pending in the state. And where
 * the run's own process died, which serves the emulated cloud, the engine took the missing answer for a failure: the
 * resource is there, and the state does not know it.
 */
import type { Store } from "../emulator/store.ts";
import type { PendingOperation, StackHandle, State } from "./automation.ts";
import { count } from "./display/output.ts";
import { UserError } from "./errors.ts";

/** What exists in the emulated cloud for a stack without its state knowing: creates whose answer never arrived. */
function straysOf(store: Store, urnPrefix: string, state: State) {
  const known = new Set(state.resources.map(({ urn, id }) => `${urn} ${id}`));
  const isOurs = ({ urn, id }: { urn: string; id: string }) =>
    urn.startsWith(`${urnPrefix}::`) && !known.has(`${urn} ${id}`);
  return store.all().filter((resource) => !resource.abandoned && isOurs(resource));
}

/**
 * Recovers an emulated stack. Creates that nobody got an answer to are taken back in the cloud: nothing can depend on
 * them, and the next deployment makes them again. What was interrupted while it changed is read from the cloud.
 */
export async function recoverEmulated(
  stack: StackHandle,
  store: Store,
  urnPrefix: string,
  report: (line: string) => void,
): Promise<void> {
  // The cloud first: of what it has by now, the state that is read after it knows all that was answered.
  store.openStackOf(`${urnPrefix}::`);
  const state = await stack.state();
  const strays = straysOf(store, urnPrefix, state);
  for (const stray of strays) store.undo(stray);
  report(
    `The last run was cut short: ${count(strays.length, "unfinished create")} taken back, ` +
      `${count(state.resources.length, "recorded resource")} compared with the cloud.`,
  );
  await repaired(stack);
}

/**
 * Recovers a real stack, as far as that is safe: interrupted changes are read from the cloud. Whether an interrupted
 * create succeeded only a look at the cloud can tell.
 *
 * @param pulumi How to run Pulumi on this stack: `honua pulumi dev aws -- `.
 * @throws UserError that lists what was being created, and says what to do about each.
 */
export async function recoverReal(stack: StackHandle, pulumi: string, report: (line: string) => void): Promise<void> {
  const { pending } = await stack.state();
  if (pending.length === 0) return;
  const creates = pending.filter(({ type }) => type === "creating");
  if (creates.length > 0) throw new UserError(howToSettle(creates, pulumi));
  report(`The last run was cut short during ${count(pending.length, "change")}: the state is read from the cloud.`);
  await repaired(stack);
}

async function repaired(stack: StackHandle): Promise<void> {
  const { ok, said } = await stack.repair();
  if (!ok) throw new UserError(`Recovery from the interrupted run failed; run the command again.\n${said}`);
}

// `pulumi refresh` offers to import a pending create, but 3.259.0 then drops it from the state: `pulumi import` works.
function howToSettle(creates: readonly PendingOperation[], pulumi: string): string {
  return [
    `An earlier run was interrupted while it created ${count(creates.length, "resource")}. What of it exists, only the cloud knows:`,
    ...creates.map(({ resource }) => `  - ${resource.type} ${resource.urn.split("::").at(-1)}`),
    "Look for each of them in the cloud's console, then:",
    `  1. each that exists: delete it there, or adopt it with  ${pulumi}import <type> <name> <id> --parent <name>=<parent's URN>`,
    `  2. when all are settled:  ${pulumi}refresh --clear-pending-creates`,
    "  3. run this command again.",
  ].join("\n");
}
