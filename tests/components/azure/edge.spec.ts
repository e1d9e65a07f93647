import assert from "node:assert/strict";
import { AzureEdge } from "../../../components/azure/edge.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { azureKey, idOf, scope } from "./parts.ts";

const edge = () =>
  deployed(
    () =>
      new AzureEdge("edge", {
        scope,
        rateLimit: 10_000,
        ddosProtection: "standard",
        logKey: azureKey("logs"),
        logRetentionDays: 30,
      }),
  );

const policy = "azure-native:network:WebApplicationFirewallPolicy";

describe("AzureEdge", () => {
  it("blocks what Microsoft knows of attacks and bots", async () => {
    const { policySettings, managedRules } = (await edge()).one(policy, "edge").inputs;
    assert.deepEqual([policySettings.state, policySettings.mode], ["Enabled", "Prevention"]);
    assert.equal(policySettings.requestBodyCheck, true);
    assert.deepEqual(
      managedRules.managedRuleSets.map(({ ruleSetType }: { ruleSetType: string }) => ruleSetType),
      ["Microsoft_DefaultRuleSet", "Microsoft_BotManagerRuleSet"],
    );
  });

  it("blocks every address that asks too often", async () => {
    const [rule, ...others] = (await edge()).one(policy, "edge").inputs["customRules"];
    assert.deepEqual(others, []);
    assert.deepEqual(
      [rule.ruleType, rule.rateLimitDuration, rule.rateLimitThreshold, rule.action],
      ["RateLimitRule", "FiveMins", 10_000, "Block"],
    );
    assert.deepEqual(rule.groupByUserSession, [{ groupByVariables: [{ variableName: "ClientAddr" }] }]);
    const [{ operator, negationConditon, matchValues }] = rule.matchConditions;
    assert.deepEqual([operator, negationConditon, matchValues], ["IPMatch", true, ["255.255.255.255/32"]]);
  });

  it("says what an ingress has to name", async () => {
    const { result } = await edge();
    assert.equal(
      await valueOf(result.firewallId),
      idOf("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies", "edge"),
    );
  });
});
