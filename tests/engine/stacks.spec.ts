/**
 * Every cloud and environment on the real engine: what is planned is what a reviewer agreed to, it deploys, deploys
 * again without a change, refreshes clean and is gone after a destroy.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { honuaOk, repository, scratchFolder } from "../support/honua.ts";
import { inventory, plannedResources, type Preview } from "../support/inventory.ts";

/** `UPDATE_GOLDEN=1 npm test` writes the inventories instead of comparing them. */
const update = process.env["UPDATE_GOLDEN"] === "1";

const stacks = ["dev", "staging", "production"].map((environment) => ({ environment, cloud: "aws" }));

for (const { environment, cloud } of stacks) {
  describe(`${environment} on ${cloud}`, () => {
    const scratch = scratchFolder();
    after(scratch.remove);
    const run = (command: string, ...flags: string[]) =>
      honuaOk([command, environment, cloud, "--emulated", "--state-dir", scratch.path, ...flags]);
    const changes = async (command: string) => changeSummary((await run(command, "--yes", "--json")).stdout);

    it("plans what its golden inventory says", async () => {
      const preview = JSON.parse((await run("preview", "--json")).stdout) as Preview;
      const file = join(repository, "tests/golden", `${cloud}-${environment}.yaml`);
      const actual = inventory(preview);
      if (update || !existsSync(file)) writeFileSync(file, actual);
      assert.equal(actual, readFileSync(file, "utf8"), "run UPDATE_GOLDEN=1 npm test and read the difference");
      assert.ok(plannedResources(preview).length > 50);
    });

    it("deploys, and a second time changes nothing", async () => {
      assert.ok(((await changes("up"))["create"] ?? 0) > 50);
      assert.deepEqual(onlyChanges(await changes("up")), {});
    });

    it("refreshes without a difference", async () => {
      assert.deepEqual(onlyChanges(await changes("refresh")), {});
    });

    it("destroys to an empty stack", async () => {
      await run("destroy", "--yes");
      const state = await honuaOk([
        "pulumi",
        environment,
        cloud,
        "--emulated",
        "--state-dir",
        scratch.path,
        "--",
        "stack",
        "export",
      ]);
      const { deployment } = JSON.parse(state.stdout) as { deployment: { resources?: unknown[] } };
      assert.deepEqual(deployment.resources ?? [], []);
    });
  });
}

type Changes = Partial<Record<string, number>>;

/** The number of resources by operation: the engine's summary is the last of the events that `--json` prints. */
function changeSummary(events: string): Changes {
  const summaries = events
    .split("\n")
    .filter(Boolean)
    .flatMap((line) => (JSON.parse(line) as { summaryEvent?: { resourceChanges: Changes } }).summaryEvent ?? []);
  const last = summaries.at(-1);
  assert.ok(last, "no summary among the events");
  return last.resourceChanges;
}

const onlyChanges = (changes: Changes): Changes => {
  const { same: _same, ...rest } = changes;
  return rest;
};
