/**
 * Every cloud and environment on the real engine: what is planned is what a reviewer agreed to, it deploys, deploys
 * again without a change, refreshes clean, and is gone after a destroy: where it is protected, only once that is lifted.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { platforms } from "../../components/index.ts";
import { environmentNames, environments } from "../../components/tables/environments.ts";
import { honua, honuaOk, repository, scratchFolder } from "../support/honua.ts";
import { inventory, plannedResources, type Preview } from "../support/inventory.ts";

/** `UPDATE_GOLDEN=1 npm test` writes the inventories instead of comparing them. */
const update = process.env["UPDATE_GOLDEN"] === "1";

const stacks = Object.keys(platforms).flatMap((cloud) =>
  environmentNames.map((environment) => ({ environment, cloud })),
);

for (const { environment, cloud } of stacks) {
  describe(`${environment} on ${cloud}`, () => {
    const scratch = scratchFolder();
    after(scratch.remove);
    const on = [environment, cloud, "--emulated", "--state-dir", scratch.path];
    const run = (command: string, ...flags: string[]) => honuaOk([command, ...on, ...flags]);
    const changes = async (command: string, ...flags: string[]) =>
      changeSummary((await run(command, "--yes", "--json", ...flags)).stdout);
    const resources = async () => {
      const { stdout } = await run("pulumi", "--", "stack", "export");
      return (JSON.parse(stdout) as State).deployment.resources ?? [];
    };

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

    if (environments[environment].durability === "protected") {
      it("refuses to be destroyed while it is protected", async () => {
        const before = (await resources()).length;
        const { code, stdout, stderr } = await honua(["destroy", ...on, "--yes"]);
        assert.equal(code, 1, stdout + stderr);
        assert.match(stdout + stderr, /protect/);
        assert.equal((await resources()).length, before);
      });

      it("loses its protection, and nothing else, in a deployment of its own", async () => {
        const urns = async () => new Set((await resources()).map(({ urn }) => urn));
        const before = await urns();
        const {
          update: updated = 0,
          delete: deleted = 0,
          ...others
        } = onlyChanges(await changes("up", "--config", "honua:protection.resources=false"));
        assert.ok(updated + deleted > 0);
        assert.deepEqual(others, {});
        const after = await urns();
        const gone = [...before].filter((urn) => !after.has(urn));
        assert.ok(
          gone.every((urn) => /ManagementLock/.test(urn)),
          gone.join("\n"),
        );
      });
    }

    it("destroys to an empty stack", async () => {
      await run("destroy", "--yes");
      assert.deepEqual(await resources(), []);
    });
  });
}

interface State {
  readonly deployment: { readonly resources?: readonly { readonly urn: string }[] };
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
