import assert from "node:assert/strict";
import fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { type UniquelyNamed, nameStem, suffixLength, uniqueName } from "../../../components/azure/names.ts";
import { deployed, valueOf } from "../../support/mocks.ts";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const valid: Readonly<Record<UniquelyNamed, RegExp>> = {
  keyVault: /^(?=.{3,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  registry: /^[a-z0-9]{5,50}$/,
  storageAccount: /^[a-z0-9]{3,24}$/,
};
const kinds = Object.keys(valid) as UniquelyNamed[];

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,14}$/);
const logicalName = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join("-"));
const suffix = fc.stringMatching(new RegExp(`^[a-z0-9]{${suffixLength}}$`));

describe("unique names on Azure", () => {
  for (const kind of kinds) {
    it(`of a ${kind} are what Azure takes, whatever the logical name`, () => {
      fc.assert(
        fc.property(logicalName, suffix, (name, end) => valid[kind].test(nameStem(name, kind) + end)),
        { numRuns: 300 },
      );
    });
  }

  it("keep something of every word, and all of it where there is room", () => {
    assert.equal(nameStem("honua-production-recovery-keys", "keyVault"), "hon-pro-reco-keys-");
    assert.equal(nameStem("honua-dev-keys", "keyVault"), "honua-dev-keys-");
    assert.equal(nameStem("honua-production-registry", "registry"), "honuaproductionregistry");
    fc.assert(
      fc.property(logicalName, (name) =>
        kinds.every((kind) => name.split("-").every((part) => nameStem(name, kind).includes(part.slice(0, 1)))),
      ),
    );
  });

  it("end at random", async () => {
    class Part extends pulumi.ComponentResource {
      readonly vault = uniqueName("honua-dev-keys", "keyVault", this);

      constructor() {
        super("honua:azure:Part", "part");
      }
    }
    const { result, one } = await deployed(() => new Part());
    const { length, special, upper } = one("random:index/randomString:RandomString", "honua-dev-keys").inputs;
    assert.deepEqual([length, special, upper], [suffixLength, false, false]);
    assert.match(await valueOf(result.vault), /^honua-dev-keys-[a-z0-9]{6}$/);
  });
});
