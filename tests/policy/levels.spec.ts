import assert from "node:assert/strict";
import { environmentNames } from "../../components/tables/environments.ts";
import { environmentOf } from "../../policy/environment.ts";
import { exceptions, levelOf } from "../../policy/levels.ts";
import { rules } from "./support.ts";

describe("enforcement levels", () => {
  it("are mandatory in every environment unless the table says otherwise", () => {
    for (const { name } of rules) {
      for (const environment of environmentNames) {
        assert.equal(levelOf(name, environment), exceptions[name]?.[environment]?.level ?? "mandatory");
      }
    }
    assert.equal(levelOf("compute-runs-on-arm", "dev"), "advisory");
    assert.equal(levelOf("compute-runs-on-arm", "staging"), "mandatory");
  });

  it("are mandatory in production, without an exception", () => {
    for (const { name } of rules) assert.equal(levelOf(name, "production"), "mandatory", name);
  });

  it("have exceptions of rules that exist, each with a reason", () => {
    for (const [name, byEnvironment] of Object.entries(exceptions)) {
      assert.ok(
        rules.some((rule) => rule.name === name),
        name,
      );
      for (const { reason } of Object.values(byEnvironment)) assert.ok(reason.length > 10);
    }
  });
});

describe("the environment that a policy pack judges by", () => {
  const cases: [stack: string, configured: string | undefined, environment: string][] = [
    ["dev", undefined, "dev"],
    ["staging-azure", undefined, "staging"],
    ["anything", "dev", "dev"],
    ["dev", "production", "production"],
    ["production-acme", undefined, "production"],
    ["somebody-elses", undefined, "production"],
    ["dev", "tset", "dev"],
    ["", undefined, "production"],
  ];
  for (const [stack, configured, environment] of cases) {
    it(`is ${environment} for stack "${stack}" with honua:environment ${configured ?? "unset"}`, () => {
      assert.equal(environmentOf(stack, configured), environment);
    });
  }
});
