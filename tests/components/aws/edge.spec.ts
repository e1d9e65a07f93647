import assert from "node:assert/strict";
import { AwsEdge } from "../../../components/aws/edge.ts";
import type { EdgeArgs } from "../../../components/contract/edge.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { accountId, awsKey } from "./parts.ts";
import { statementsOf } from "./statements.ts";

const args: EdgeArgs = {
  scope: accountId,
  rateLimit: 10_000,
  ddosProtection: "standard",
  logKey: awsKey("logs"),
  logRetentionDays: 30,
};

const firewall = "aws:wafv2/webAcl:WebAcl";
const shield = "aws:shield/subscription:Subscription";

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly overrideAction?: unknown;
  readonly statement: { readonly managedRuleGroupStatement?: { readonly name: string } };
}

const edge = (changes: Partial<EdgeArgs> = {}) => deployed(() => new AwsEdge("edge", { ...args, ...changes }));

describe("AwsEdge", () => {
  it("has a firewall that regional load balancers can be put behind", async () => {
    const { result, one } = await edge();
    const { inputs } = one(firewall, "edge");
    assert.deepEqual([inputs["scope"], inputs["defaultAction"]], ["REGIONAL", { allow: {} }]);
    assert.match(
      (await valueOf(result.firewallId)) as string,
      /^arn:aws:wafv2:us-east-1:123456789012:regional\/webacl\//,
    );
  });

  it("blocks addresses that send too much in five minutes, before anything else is asked", async () => {
    const [rate] = (await edge({ rateLimit: 500 })).one(firewall, "edge").inputs["rules"];
    assert.deepEqual([rate.priority, rate.action], [0, { block: {} }]);
    assert.deepEqual(rate.statement.rateBasedStatement, {
      limit: 500,
      evaluationWindowSec: 300,
      aggregateKeyType: "IP",
    });
  });

  it("blocks what AWS knows to be bad, but for large bodies, which it only counts", async () => {
    const rules: Rule[] = (await edge()).one(firewall, "edge").inputs["rules"].slice(1);
    assert.deepEqual(
      rules.map(({ statement }) => statement.managedRuleGroupStatement?.name),
      ["AmazonIpReputationList", "CommonRuleSet", "KnownBadInputsRuleSet", "SQLiRuleSet"].map(
        (group) => `AWSManagedRules${group}`,
      ),
    );
    for (const { overrideAction, name } of rules) assert.deepEqual(overrideAction, { none: {} }, name);
    assert.equal(new Set(rules.map(({ priority }) => priority)).size, rules.length);
    const overrides = rules.flatMap(
      ({ statement }) =>
        (statement.managedRuleGroupStatement as { ruleActionOverrides?: unknown[] }).ruleActionOverrides,
    );
    assert.deepEqual(overrides, [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }]);
  });

  it("logs what it blocks or counts, encrypted, without credentials", async () => {
    const { one } = await edge();
    const logs = one("aws:cloudwatch/logGroup:LogGroup", "edge").inputs;
    assert.deepEqual(
      [logs["name"], logs["kmsKeyId"], logs["retentionInDays"]],
      ["aws-waf-logs-edge", await valueOf(args.logKey.id), 30],
    );
    const { inputs } = one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "edge");
    assert.deepEqual(inputs["logDestinationConfigs"], [
      "arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-edge",
    ]);
    assert.equal(inputs["loggingFilter"].defaultBehavior, "DROP");
    const [kept] = inputs["loggingFilter"].filters;
    assert.deepEqual([kept.behavior, kept.requirement], ["KEEP", "MEETS_ANY"]);
    assert.deepEqual(
      kept.conditions.map((condition: { actionCondition: { action: string } }) => condition.actionCondition.action),
      ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"],
    );
    assert.deepEqual(inputs["redactedFields"], [
      { singleHeader: { name: "authorization" } },
      { singleHeader: { name: "cookie" } },
    ]);
  });

  it("lets only this account's deliveries write the log", async () => {
    const { one } = await edge();
    const policy = one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "edge");
    const { WriteFirewallLogs, ...others } = statementsOf(policy, "policyDocument");
    assert.deepEqual(others, {});
    assert.deepEqual(WriteFirewallLogs?.Principal, { Service: "delivery.logs.amazonaws.com" });
    assert.equal(WriteFirewallLogs.Resource, "arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-edge:*");
    assert.deepEqual(WriteFirewallLogs.Condition?.["StringEquals"], { "aws:SourceAccount": accountId });
  });

  it("pays for Shield Advanced only where that is asked for, and never tries to end it", async () => {
    assert.deepEqual((await edge()).ofType(shield), []);
    const { inputs } = (await edge({ ddosProtection: "advanced" })).one(shield, "edge-shield");
    assert.deepEqual([inputs["autoRenew"], inputs["skipDestroy"]], ["ENABLED", true]);
  });
});
