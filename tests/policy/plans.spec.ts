/** The rules on real plans: the engine makes them, with the pack on, from the program as it is. */
import assert from "node:assert/strict";
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { platforms } from "../../components/index.ts";
import { environmentNames } from "../../components/tables/environments.ts";
import { honua, honuaOk, repository, scratchFolder } from "../support/honua.ts";
import { plannedResources, type PlannedResource, type Preview } from "../support/inventory.ts";
import { mutate } from "./mutate.ts";
import { rules } from "./support.ts";

const clouds = Object.keys(platforms);

for (const cloud of clouds) {
  for (const environment of environmentNames) {
    describe(`the policy pack on the plan of ${environment} on ${cloud}`, () => {
      const scratch = scratchFolder();
      after(scratch.remove);
      let plan: PlannedResource[];

      it("lets it pass", async () => {
        const flags = ["--emulated", "--state-dir", scratch.path, "--json"];
        const { stdout } = await honuaOk(["preview", environment, cloud, ...flags]);
        plan = plannedResources(JSON.parse(stdout) as Preview);
      });

      it("notices whatever of it is made wrong", () => {
        const caught = mutate(plan);
        const types = new Set(plan.map(({ type }) => type));
        const concerned = rules.filter((rule) => Object.keys(rule.types).some((type) => types.has(type)));
        assert.ok(concerned.length >= 6);
        for (const { name } of concerned) assert.ok((caught.get(name) ?? 0) > 0, `${name} has caught nothing`);
      });
    });
  }
}

describe("a program that breaks rules", () => {
  const scratch = scratchFolder();
  after(scratch.remove);
  const project = join(scratch.path, "project");
  const emulate = (...args: string[]) =>
    honua(["emulate", "--state-dir", join(scratch.path, "state"), "--", ...args], { cwd: project });

  before(async () => {
    cpSync(join(repository, "tests/fixtures/violations"), project, { recursive: true });
    symlinkSync(join(repository, "node_modules"), join(scratch.path, "node_modules"));
    await emulate("stack", "init", "dev");
  });

  it("is refused on plain Pulumi, told why and what to write, before anything exists", async () => {
    const { code, stdout } = await emulate(
      "up",
      "--yes",
      "--stack",
      "dev",
      "--policy-pack",
      join(repository, "policy"),
    );
    assert.notEqual(code, 0, stdout);
    assert.match(stdout, /\[mandatory\].*aws-cloudwatch-loggroup-uses-own-key.*unencrypted/);
    assert.match(stdout, /kmsKeyId is not set\. Write kmsKeyId: the ARN of a KMS key of yours/);
    assert.match(stdout, /tags\.Environment is not set\. Write tags\.Environment: "dev" or "staging" or "production"/);
    assert.match(stdout, /\[advisory\].*compute-runs-on-arm/);
    assert.doesNotMatch(stdout, /LogGroup: right/);

    const state = JSON.parse((await emulate("stack", "export", "--stack", "dev")).stdout) as {
      deployment: { resources?: unknown[] };
    };
    assert.deepEqual(state.deployment.resources ?? [], []);
  });
});
