/** An operation for people: progress while it runs, then what it did and what comes next. */
import { join } from "node:path";
import type { Outcome, StackHandle } from "./automation.ts";
import { confirm, count, note, print } from "./display/output.ts";
import { watch } from "./display/progress.ts";
import { changesOfExisting, nextSteps, outputs, problems, summary } from "./display/render.ts";
import type { Report } from "./display/report.ts";
import { UserError, exitCodes } from "./errors.ts";
import { onInterrupt } from "./interrupt.ts";
import { type OpenStack, type Operation, type Request, commandFor } from "./operation.ts";
import { marked } from "./run-mark.ts";
import type { StackSession } from "./session.ts";
import { describe } from "./target.ts";

interface Watched extends Outcome {
  readonly report: Report;
  /** The exit code that it ends with. */
  readonly code: number;
}

/** @returns the exit code */
export async function operateWatched(
  operation: Operation,
  { folder, yes }: Request,
  session: StackSession,
  open: OpenStack,
): Promise<number> {
  const { target, emulated } = session;
  const { applies, alwaysPlans, question, next } = operation;
  const name = describe(target, emulated !== undefined);
  const stack = await open();
  const run = (plan: boolean, total?: number) => watchRun(operation, plan, name, stack, join(folder, "policy"), total);

  let total: number | undefined;
  if (!applies || alwaysPlans || !yes) {
    const plan = await run(true);
    if (!plan.ok) return explain(plan, `Nothing was changed on ${name}.`);
    if (!applies || !yes) {
      print(problems(plan.report, ""));
      showChanges(operation, plan.report);
    }
    const asks = applies && !yes && plan.report.changed.length > 0;
    if (asks && !(await confirm(`${question} ${name}?`))) {
      note("Nothing was changed.");
      return exitCodes.failed;
    }
    total = plan.report.begun;
  }

  if (applies) {
    const isSettled = async ({ ok }: Watched) => ok || (await stack.state()).pending.length === 0;
    const result = await marked(session, () => run(false, total), isSettled);
    if (yes) showChanges(operation, result.report);
    else print(summary(result.report));
    if (!result.ok) return explain(result, "What was done is recorded: run the same command to go on.");
    print(problems(result.report, ""));
    print(outputs(result.outputs));
  }
  print(nextSteps(next.map(([command, purpose]) => [commandFor(command, target, emulated), purpose])));
  return exitCodes.ok;
}

async function watchRun(
  { verb, doing }: Operation,
  plan: boolean,
  name: string,
  stack: StackHandle,
  policyPack: string,
  total: number | undefined,
): Promise<Watched> {
  const abort = new AbortController();
  const interrupt = onInterrupt(() => abort.abort());
  const { report, onEvent, stop } = watch(`${doing[plan ? "plan" : "apply"]} ${name}`, total);
  let ok = false;
  try {
    const outcome = await stack.run({ verb, plan, policyPacks: [policyPack], onEvent, signal: abort.signal });
    if (outcome.locked) throw new UserError(outcome.said);
    ok = outcome.ok && !interrupt.requested;
    const code = interrupt.requested ? exitCodes.interrupted : ok ? exitCodes.ok : exitCodes.failed;
    return { ...outcome, ok, report, code };
  } finally {
    stop(ok);
    interrupt.release();
  }
}

function showChanges({ verb }: Operation, report: Report): void {
  if (verb !== "destroy") print(changesOfExisting(report)); // of a removal, the table says it all
  print(summary(report));
}

/** Says why a run did not succeed; the most important last. */
function explain({ code, report, said }: Watched, consequence: string): number {
  print(problems(report, said));
  const { mandatoryViolations, failed } = report;
  const causes = [
    ...(code === exitCodes.interrupted ? ["Interrupted."] : []),
    ...(mandatoryViolations > 0 ? [`${count(mandatoryViolations, "policy violation")}.`] : []),
    ...(failed > 0 ? [`${count(failed, "resource")} failed.`] : []),
  ];
  note([...causes, consequence].join(" "));
  return code;
}
