import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { atLeast, pinnedVersion } from "../../../tools/engine/version.ts";

describe("engine version", () => {
  const rows: [version: string, minimum: string, expected: boolean][] = [
    ["3.259.0", "3.259.0", true],
    ["v3.260.1", "3.259.0", true],
    ["3.1000.0", "3.259.0", true],
    ["3.258.9", "3.259.0", false],
    ["3.259.0-alpha.1", "3.259.0", false],
    ["3.260.0-dev.0", "3.259.0", true],
    ["4.0.0", "3.259.0", false],
    ["2.300.0", "3.259.0", false],
    ["go1.26.8", "1.25.11", true],
    ["go1.25", "1.25.11", false],
    ["go1.26rc1", "1.26.0", false],
    ["devel go1.27-4a7b3", "1.25.11", true],
    ["unknown", "3.259.0", false],
    ["", "3.259.0", false],
  ];
  for (const [version, minimum, expected] of rows) {
    it(`${version || "nothing"} ${expected ? "serves" : "does not serve"} for ${minimum}`, () => {
      assert.equal(atLeast(version, minimum), expected);
    });
  }

  it("orders the versions of one major", () => {
    const version = fc.tuple(fc.nat(999), fc.nat(99)).map(([minor, patch]) => `3.${minor}.${patch}`);
    fc.assert(
      fc.property(version, version, (a, b) => {
        assert.ok(atLeast(a, b) || atLeast(b, a));
        assert.equal(atLeast(a, b) && atLeast(b, a), a === b);
      }),
    );
  });

  it("is pinned once: go.mod and the installed wrapper agree with package.json", () => {
    const goModule = readFileSync(new URL("../../../tools/engine/go.mod", import.meta.url), "utf8");
    const required = [...goModule.matchAll(/^require github\.com\/pulumi\/pulumi\/(pkg|sdk)\/v3 v(\S+)/gm)];
    assert.deepEqual(
      required.map(([, module, version]) => [module, version]),
      [
        ["pkg", pinnedVersion],
        ["sdk", pinnedVersion],
      ],
    );
    assert.equal(createRequire(import.meta.url)("pulumi/package.json").version, pinnedVersion);
  });
});
