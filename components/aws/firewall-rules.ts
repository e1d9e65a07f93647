import type * as aws from "@pulumi/aws";

type Rule = aws.types.input.wafv2.WebAclRule;

interface ManagedRules {
  /** What AWS calls the group: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
  readonly group: string;
  /** Rules of it that only count, because honest requests break them. */
  readonly counted?: readonly string[];
}

/** In the order in which they are asked. With the rate rule they take 1,127 of the 1,500 units that come without a surcharge. */
const managed: Readonly<Record<string, ManagedRules>> = {
  reputation: { group: "AWSManagedRulesAmazonIpReputationList" },
  // It refuses bodies above 8 KB, which API requests that describe builds often have.
  common: { group: "AWSManagedRulesCommonRuleSet", counted: ["SizeRestrictions_BODY"] },
  inputs: { group: "AWSManagedRulesKnownBadInputsRuleSet" },
  sql: { group: "AWSManagedRulesSQLiRuleSet" },
};

/** Counted as a metric of this name, with samples of requests. */
export const visible = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
  metricName,
});

/** Too many requests from one address, and then what AWS knows to be bad. */
export const firewallRules = (rateLimit: number): Rule[] => [
  {
    name: "rate",
    priority: 0,
    action: { block: {} },
    statement: { rateBasedStatement: { limit: rateLimit, evaluationWindowSec: 300, aggregateKeyType: "IP" } },
    visibilityConfig: visible("rate"),
  },
  ...Object.entries(managed).map(([name, { group, counted = [] }], index): Rule => ({
    name,
    priority: index + 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name: group,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visible(name),
  })),
];
