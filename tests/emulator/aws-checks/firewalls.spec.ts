import { firewalls } from "../../../emulator/aws/checks/firewalls.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks } from "./samples.ts";

const BALANCER = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/";
const visibility = { cloudwatchMetricsEnabled: true, metricName: "honua", sampledRequestsEnabled: true };
const managed = (more: Values = {}): Values => ({
  name: "common",
  priority: 1,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
  visibilityConfig: visibility,
  ...more,
});
const rate = (limit: number, aggregateKeyType = "IP"): Values => ({ rateBasedStatement: { limit, aggregateKeyType } });
const limited = (more: Values = {}): Values => ({
  name: "rate",
  priority: 2,
  action: { block: {} },
  statement: rate(2000),
  visibilityConfig: visibility,
  ...more,
});

describeChecks("firewalls", firewalls, [
  {
    type: "wafv2:WebAcl",
    right: {
      name: "honua",
      description: "The API",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: visibility,
      rules: [managed(), limited()],
    },
    wrong: [
      [{ name: "honua web" }, "name"],
      [{ description: "A" }, "description"],
      [{ scope: "GLOBAL" }, "scope"],
      [{ scope: "CLOUDFRONT" }, "scope"],
      [{ defaultAction: { allow: {}, block: {} } }, "defaultAction"],
      [{ visibilityConfig: { ...visibility, metricName: "a b" } }, "visibilityConfig.metricName"],
      [{ rules: [managed(), limited({ priority: 1 })] }, "rules"],
      [{ rules: [managed({ action: { block: {} } })] }, "rules"],
      [{ rules: [managed({ overrideAction: undefined })] }, "rules"],
      [{ rules: [limited({ overrideAction: { none: {} } })] }, "rules"],
      [{ rules: [limited({ action: undefined })] }, "rules"],
      [{ rules: [limited({ name: "a b" })] }, "rules[].name"],
      [{ rules: [limited({ priority: -1 })] }, "rules[].priority"],
      [
        { rules: [limited({ visibilityConfig: { ...visibility, metricName: "a b" } })] },
        "rules[].visibilityConfig.metricName",
      ],
      [{ rules: [limited({ statement: { ...rate(5) } })] }, "rules[].statement.rateBasedStatement.limit"],
      [
        { rules: [limited({ statement: { ...rate(100, "HOST") } })] },
        "rules[].statement.rateBasedStatement.aggregateKeyType",
      ],
      [{ rules: [limited({ statement: { ...rate(100), geoMatchStatement: { countryCodes: ["DE"] } } })] }, "rules"],
    ],
  },
  {
    type: "wafv2:IpSet",
    right: { name: "offices", scope: "REGIONAL", ipAddressVersion: "IPV4", addresses: ["203.0.113.7/32"] },
    wrong: [
      [{ ipAddressVersion: "4" }, "ipAddressVersion"],
      [{ addresses: ["203.0.113.7"] }, "addresses[]"],
    ],
  },
  {
    type: "wafv2:WebAclAssociation",
    right: { resourceArn: `${BALANCER}app/web/1`, webAclArn: "arn:acl" },
    wrong: [
      [{ resourceArn: `${BALANCER}net/web/1` }, "resourceArn"],
      [{ resourceArn: `${BALANCER}app/taken/1` }, "resourceArn"],
    ],
    live: [{ type: "wafv2:WebAclAssociation", id: "a", inputs: { resourceArn: `${BALANCER}app/taken/1` } }],
  },
  {
    type: "wafv2:WebAclLoggingConfiguration",
    right: {
      resourceArn: "arn:acl",
      logDestinationConfigs: ["arn:aws:logs:eu-central-1:123456789012:log-group:aws-waf-logs-honua"],
    },
    wrong: [
      [
        { logDestinationConfigs: ["arn:aws:logs:eu-central-1:123456789012:log-group:/honua/waf"] },
        "logDestinationConfigs[]",
      ],
      [
        { logDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-a", "arn:aws:s3:::aws-waf-logs-b"] },
        "logDestinationConfigs",
      ],
    ],
  },
  {
    type: "shield:Protection",
    right: { name: "web", resourceArn: `${BALANCER}app/web/1` },
    wrong: [
      [{ name: "a/b" }, "name"],
      [{ resourceArn: `${BALANCER}net/web/1` }, "resourceArn"],
    ],
  },
]);
