import assert from "node:assert/strict";
import type { Requirement, Rule } from "../../policy/rule.ts";
import { samples } from "./samples/index.ts";
import { reports, rules } from "./support.ts";

/** The types of a rule, one for each different list of requirements. */
const rowsOf = ({ types }: Rule) => {
  const rows = new Map<readonly Requirement[], string[]>();
  for (const [type, row] of Object.entries(types)) rows.set(row, [...(rows.get(row) ?? []), type]);
  return [...rows.values()];
};

describe("policy rules", () => {
  for (const rule of rules) {
    describe(rule.name, () => {
      const own = samples[rule.name] ?? [];

      for (const { type, pass, fail } of own) {
        it(`lets right inputs of ${type} pass`, () => {
          for (const inputs of pass) assert.deepEqual(reports(rule.name, type, inputs), [], JSON.stringify(inputs));
        });

        it(`refuses wrong inputs of ${type} and says what to write`, () => {
          for (const inputs of fail) {
            const messages = reports(rule.name, type, inputs);
            assert.notDeepEqual(messages, [], JSON.stringify(inputs));
            for (const message of messages) assert.match(message, /^\S.* (is|are) .+\. Write .+/);
          }
        });
      }

      it("has a passing and a failing sample of every row", () => {
        const sampled = own.filter(({ pass, fail }) => pass.length && fail.length).map(({ type }) => type);
        const missing = rowsOf(rule).filter((types) => !types.some((type) => sampled.includes(type)));
        assert.deepEqual(missing, []);
      });

      it("ignores every other type", () => {
        assert.deepEqual(reports(rule.name, "random:index/randomId:RandomId", {}), []);
      });
    });
  }

  it("have names of their own, in the form that tells whose they are", () => {
    const names = rules.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, types } of rules) {
      const packages = new Set(Object.keys(types).map((type) => type.split(":")[0]));
      const [first] = packages;
      if (packages.size === 1)
        assert.match(name, new RegExp(`^${first?.split("-")[0]}-[a-z0-9]+-[a-z0-9]+-[a-z]+-[a-z-]+$`));
      else assert.match(name, /^(?!aws|azure|gcp)[a-z]+-[a-z]+-[a-z-]+$/);
    }
  });

  it("have no sample for a rule that is gone", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(samples).filter((name) => !names.includes(name)),
      [],
    );
  });
});
