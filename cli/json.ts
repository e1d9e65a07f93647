/** An operation for programs: Pulumi's own JSON alone on standard output. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "./automation.ts";
import { note } from "./display/output.ts";
import { problems } from "./display/render.ts";
import { Report } from "./display/report.ts";
import { exitCodes } from "./errors.ts";
import type { OpenStack, Operation, Request } from "./operation.ts";
import { runPulumi } from "./pulumi.ts";
import { marked } from "./run-mark.ts";
import type { StackSession } from "./session.ts";

/** @returns the exit code */
export async function operateInJson(
  { verb, applies, alwaysPlans }: Operation,
  { folder }: Request,
  session: StackSession,
  open: OpenStack,
): Promise<number> {
  if (!isKnown(session)) await open();
  const scratch = mkdtempSync(join(tmpdir(), "honua-"));
  const events = join(scratch, "events.ndjson");
  const args = [
    applies ? verb : "preview",
    ...["--json", "--non-interactive", "--stack", session.target.stack, "--event-log", events],
    ...(applies ? ["--yes"] : []),
    ...(applies && !alwaysPlans ? ["--skip-preview"] : []),
    ...(verb === "up" ? ["--policy-pack", join(folder, "policy")] : []),
  ];
  const env = {
    // Else `up` prints its plan as one document of many lines, before the events of which each is a line.
    ...(applies && { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" }),
    PULUMI_DEBUG_COMMANDS: "true", // knows --event-log
  };
  try {
    const run = () => runPulumi(session, args, env);
    const { code, interrupted } = await (applies ? marked(session, run, ({ code }) => code === 0) : run());
    if (code === 0) return exitCodes.ok;
    note(problems(reportOf(events), ""));
    return interrupted ? exitCodes.interrupted : exitCodes.failed;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Asking Pulumi takes longer than the start of a preview. */
function isKnown({ backend, project, target }: StackSession): boolean {
  return backend !== undefined && existsSync(join(backend, ".pulumi", "stacks", project, `${target.stack}.json`));
}

function reportOf(eventLog: string): Report {
  const report = new Report();
  if (!existsSync(eventLog)) return report;
  for (const line of readFileSync(eventLog, "utf8").split("\n")) {
    if (line) report.add(JSON.parse(line) as EngineEvent);
  }
  return report;
}
