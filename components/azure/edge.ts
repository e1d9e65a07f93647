import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import type { Edge, EdgeArgs } from "../contract/edge.ts";

type CustomRule = azure.types.input.network.WebApplicationFirewallCustomRuleArgs;

/**
 * Rules for an Application Gateway: an ingress of its controller names them in its annotation
 * `appgw.ingress.kubernetes.io/waf-policy-for-path`, and the gateway's own diagnostic setting logs what they do. Protection
 * from floods is the network's. docs/decisions/azure-network.md
 */
export class AzureEdge extends pulumi.ComponentResource implements Edge {
  readonly firewallId: pulumi.Output<string>;

  constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:Edge", name, {}, opts);
    const policy = new azure.network.WebApplicationFirewallPolicy(
      name,
      {
        resourceGroupName: args.scope,
        policySettings: { state: "Enabled", mode: "Prevention", requestBodyCheck: true },
        managedRules: {
          managedRuleSets: [
            { ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" },
            { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1" },
          ],
        },
        customRules: [limitRate(args.rateLimit)],
      },
      { parent: this },
    );
    this.firewallId = policy.id;
    this.registerOutputs({ firewallId: this.firewallId });
  }
}

/**
 * Slows down any address that asks more often. A rule needs a condition, so this one is about all addresses but one that
 * nobody has: https://learn.microsoft.com/azure/web-application-firewall/ag/rate-limiting-configure
 */
const limitRate = (rateLimit: number): CustomRule => ({
  name: "LimitRate",
  priority: 10,
  ruleType: "RateLimitRule",
  rateLimitDuration: "FiveMins",
  rateLimitThreshold: rateLimit,
  groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
  matchConditions: [
    {
      matchVariables: [{ variableName: "RemoteAddr" }],
      operator: "IPMatch",
      negationConditon: true,
      matchValues: ["255.255.255.255/32"],
    },
  ],
  action: "Block",
});
