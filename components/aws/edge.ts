import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Edge, EdgeArgs } from "../contract/edge.ts";
import { accountOf } from "./account.ts";
import { firewallRules, visible } from "./firewall-rules.ts";
import { logGroup } from "./log-group.ts";
import { policyDocument } from "./policy-document.ts";

/** Headers by which one could pass for who sent them. */
const confidential = ["authorization", "cookie"];

/**
 * A web application firewall that an ingress puts itself behind, with the annotation `alb.ingress.kubernetes.io/wafv2-acl-arn`.
 * Against floods every AWS account has Shield Standard, without being asked; `advanced` subscribes to more.
 */
export class AwsEdge extends pulumi.ComponentResource implements Edge {
  readonly firewallId: pulumi.Output<string>;

  private readonly name: string;

  constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:Edge", name, {}, opts);
    this.name = name;
    const firewall = new aws.wafv2.WebAcl(
      name,
      {
        scope: "REGIONAL",
        description: "In front of the load balancers of Honua",
        defaultAction: { allow: {} },
        rules: firewallRules(args.rateLimit),
        visibilityConfig: visible(name),
      },
      { parent: this },
    );
    this.keepLogs(firewall, args);
    if (args.ddosProtection === "advanced") this.subscribeToShield();
    this.firewallId = firewall.arn;
    this.registerOutputs({ firewallId: this.firewallId });
  }

  /**
   * Of what was blocked or counted: all else would be gigabytes a day. The group's name must begin with `aws-waf-logs-`, and
   * without a policy of ours WAF would write one that grows with every firewall and is never cleaned up.
   * https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
   */
  private keepLogs(firewall: aws.wafv2.WebAcl, args: EdgeArgs): void {
    const opts = { parent: this };
    const logs = logGroup(this.name, `aws-waf-logs-${this.name}`, args, opts);
    const access = new aws.cloudwatch.LogResourcePolicy(
      this.name,
      { policyName: `${this.name}-waf-logs`, policyDocument: this.deliveryPolicy(logs.arn) },
      opts,
    );
    const kept = ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } }));
    new aws.wafv2.WebAclLoggingConfiguration(
      this.name,
      {
        resourceArn: firewall.arn,
        logDestinationConfigs: [logs.arn],
        loggingFilter: {
          defaultBehavior: "DROP",
          filters: [{ behavior: "KEEP", requirement: "MEETS_ANY", conditions: kept }],
        },
        redactedFields: confidential.map((header) => ({ singleHeader: { name: header } })),
      },
      { ...opts, dependsOn: [access] },
    );
  }

  private deliveryPolicy(groupArn: pulumi.Output<string>): pulumi.Output<string> {
    const { partition, region, accountId } = accountOf(this);
    return policyDocument({
      Sid: "WriteFirewallLogs",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`${groupArn}:*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:*` },
      },
    });
  }

  /**
   * 3,000 USD a month for a year, for all accounts of the organisation together, and it renews itself. AWS ends it only in
   * its last month, so that a destroy leaves it running. https://aws.amazon.com/shield/pricing/
   */
  private subscribeToShield(): void {
    new aws.shield.Subscription(`${this.name}-shield`, { autoRenew: "ENABLED", skipDestroy: true }, { parent: this });
  }
}
