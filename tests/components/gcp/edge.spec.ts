import assert from "node:assert/strict";
import type { EdgeArgs } from "../../../components/contract/edge.ts";
import { GcpEdge } from "../../../components/gcp/edge.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { gcpKey, project } from "./parts.ts";

const args: EdgeArgs = {
  scope: project,
  rateLimit: 10_000,
  ddosProtection: "standard",
  logKey: gcpKey("logs"),
  logRetentionDays: 30,
};

const edge = (changes: Partial<EdgeArgs> = {}) => deployed(() => new GcpEdge("edge", { ...args, ...changes }));
const policy = "gcp:compute/securityPolicy:SecurityPolicy";

interface Rule {
  action: string;
  priority: number;
  match: { expr?: { expression: string } };
  rateLimitOptions?: { rateLimitThreshold: unknown; exceedAction: string };
}

describe("GcpEdge", () => {
  it("refuses known attacks, slows down who asks too much, and lets the rest through, in that order", async () => {
    const { one, result } = await edge();
    const rules: Rule[] = one(policy, "edge").inputs["rules"];
    const sorted = [...rules].sort((a, b) => a.priority - b.priority);
    assert.deepEqual([...new Set(sorted.map(({ action }) => action))], ["deny(403)", "throttle", "allow"]);
    assert.equal(new Set(rules.map(({ priority }) => priority)).size, rules.length);
    assert.ok(rules.some(({ match }) => match.expr?.expression.includes("sqli-v33-stable")));
    assert.deepEqual(sorted.at(-2)?.rateLimitOptions?.rateLimitThreshold, { count: 10_000, intervalSec: 300 });
    assert.equal(sorted.at(-1)?.priority, 2147483647, "Google demands a last rule of that priority");
    assert.equal(await valueOf(result.firewallId), "edge");
  });

  it("pays for more only when asked to", async () => {
    const tier = "gcp:compute/projectCloudArmorTier:ProjectCloudArmorTier";
    assert.equal((await edge()).ofType(tier).length, 0);
    assert.equal(
      (await edge({ ddosProtection: "advanced" })).one(tier, "edge").inputs["cloudArmorTier"],
      "CA_ENTERPRISE_PAYGO",
    );
  });
});
