import assert from "node:assert/strict";
import { mutate, type Resource } from "./mutate.ts";
import { samples } from "./samples/index.ts";
import { rules } from "./support.ts";

describe("mutations", () => {
  it("of passing samples are caught, whatever the rule", () => {
    for (const { name } of rules) {
      const plan: Resource[] = (samples[name] ?? []).flatMap(({ type, pass }) =>
        pass.map((inputs, index) => ({ urn: `urn:pulumi:dev::honua::${type}::sample-${index}`, type, inputs })),
      );
      assert.ok((mutate(plan, [name]).get(name) ?? 0) > 0, `${name} has caught nothing`);
    }
  });
});
