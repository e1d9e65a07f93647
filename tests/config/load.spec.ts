import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { loadSettings } from "../../config/load.ts";

const config = {
  "aws:region": "us-east-1",
  "honua:cloud": "aws",
  "honua:environment": "dev",
  "honua:tags": JSON.stringify({ owner: "platform", costCenter: "engineering" }),
  "honua:alerts": JSON.stringify({ emails: ["platform@example.com"] }),
  "honua:budget": JSON.stringify({ start: "2026-12" }),
};

async function load(changes: Record<string, string> = {}) {
  await pulumi.runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) }, "honua", "dev-2");
  pulumi.runtime.setAllConfig({ ...config, ...changes });
  return loadSettings();
}

describe("loadSettings", () => {
  it("reads maps and lists, which the engine hands over as JSON", async () => {
    const { network, tags } = await load({ "honua:network": '{"zones":["us-east-1b","us-east-1c"]}' });
    assert.deepEqual(network.zones, ["us-east-1b", "us-east-1c"]);
    assert.equal(tags.owner, "platform");
  });

  it("ends the run with the mistakes alone: the error is of the kind that Pulumi prints without a stack trace", async () => {
    await assert.rejects(load({ "honua:network": "{oops", "honua:environment": "prod" }), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(error.message, /^honua:environment is "prod".*Pulumi\.dev-2\.yaml\nhonua:network is "\{oops".*$/);
      return true;
    });
  });
});
