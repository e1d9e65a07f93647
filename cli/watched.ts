/** An operation for people: progress while it runs, then what it did and what comes next. */
import { join } from "node:path";
import type { OutputMap, StackHandle } from "./automation.ts";
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

/** @returns the exit code */
export async function operateWatched(
  operation: Operation,
  { folder, yes }: Request,
  session: StackSession,
  open: OpenStack,
): Promise<number> {
  const { target, emulated } = session;
  const stack = await open();
  const name = describe(target, emulated !== undefined);
  const run = (plan: boolean, total?: number) =>
    runWatched(operation, plan, name, stack, join(folder, "policy"), total);
  const succeed = (values: OutputMap) => {
    print(outputs(values));
    print(nextSteps(operation.next.map(([next, purpose]) => [commandFor(next, target, emulated), purpose])));
    return exitCodes.ok;
  };

  // Of a removal, the table says it all.
  const showChanges = (report: Report) => {
    if (operation.verb !== "destroy") print(changesOfExisting(report));
    print(summary(report));
  };

  let planned: Report | undefined;
  if (!operation.applies || operation.alwaysPlans || !yes) {
    const { report, code, said } = await run(true);
    planned = report;
    if (code !== exitCodes.ok || !operation.applies || !yes) print(problems(report, said));
    if (code !== exitCodes.ok) return ended(code, report, `Nothing was changed on ${name}.`);
    if (!operation.applies || !yes) showChanges(report);
    if (!operation.applies) return succeed({});
    if (!yes && report.hasChanges && !(await confirm(`${operation.question} ${name}?`))) {
      note("Nothing was changed.");
      return exitCodes.failed;
    }
  }

  const { report, code, said } = await marked(
    session,
    () => run(false, planned?.begun),
    ({ killed }) => killed,
  );
  if (yes) showChanges(report);
  else print(summary(report));
  print(problems(report, said));
  if (code !== exitCodes.ok) {
    return ended(
      code,
      report,
      "What was done is recorded. Remove the cause and run the same command again: it goes on.",
    );
  }
  return succeed(operation.verb === "destroy" ? {} : await stack.outputs());
}

async function runWatched(
  { verb, doing }: Operation,
  plan: boolean,
  name: string,
  stack: StackHandle,
  policyPack: string,
  total: number | undefined,
) {
  const abort = new AbortController();
  const interrupt = onInterrupt(() => abort.abort());
  const { report, onEvent, stop } = watch(`${doing[plan ? "plan" : "apply"]} ${name}`, total);
  let ok = false;
  try {
    const outcome = await stack.run({ verb, plan, policyPacks: [policyPack], onEvent, signal: abort.signal });
    if (outcome.locked) throw new UserError(outcome.said);
    ok = outcome.ok;
    const code = interrupt.requested ? exitCodes.interrupted : ok ? exitCodes.ok : exitCodes.failed;
    return { report, code, killed: outcome.killed, said: outcome.said };
  } finally {
    stop(ok);
    interrupt.release();
  }
}

function ended(code: number, { mandatoryViolations, failed }: Report, consequence: string): number {
  const causes = [
    ...(code === exitCodes.interrupted ? ["Interrupted."] : []),
    ...(mandatoryViolations > 0 ? [`${count(mandatoryViolations, "policy violation")}.`] : []),
    ...(failed > 0 ? [`${count(failed, "resource")} failed.`] : []),
  ];
  note([...causes, consequence].join(" "));
  return code;
}
