/** What WAFv2 and Shield refuse. */
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { regionOf } from "../account.ts";
import { among, atMost, between, given, late, matching, rule, siblings, textOf, type Finding } from "./rules.ts";

const API = "https://docs.aws.amazon.com/waf/latest/APIReference/API_";
const GUIDE = "https://docs.aws.amazon.com/waf/latest/developerguide/";
const SHIELD = "https://docs.aws.amazon.com/waf/latest/DDOSAPIReference/API_CreateProtection.html";

/** What stands before CloudFront is made in one region only. */
function scopeFitsRegion(candidate: Candidate, cloud: Cloud): Finding {
  const region = regionOf(candidate.inputs, cloud);
  return candidate.inputs["scope"] === "CLOUDFRONT" &&
    region !== "us-east-1" &&
    typeof candidate.inputs["region"] !== "symbol"
    ? { property: "scope", reason: `CLOUDFRONT is for us-east-1 only, not ${region}: set region` }
    : undefined;
}

const GROUPS = ["managedRuleGroupStatement", "ruleGroupReferenceStatement"];

function rulesFit({ inputs }: Candidate): Finding {
  const rules = valuesAt(inputs, "rules[]").filter(isRecord);
  const priorities = rules.map(({ priority }) => priority).filter((priority) => typeof priority === "number");
  const repeated = priorities.find((priority, index) => priorities.indexOf(priority) !== index);
  if (repeated !== undefined) return { property: "rules", reason: `has two rules with priority ${repeated}` };
  const reason = rules.map(flawOfRule).find((flaw) => flaw !== undefined);
  return reason === undefined ? undefined : { property: "rules", reason };
}

/** Rule groups decide themselves, and can only be overridden; other rules say what they do. */
function flawOfRule({ name, action, overrideAction, statement }: Values): string | undefined {
  if (!isRecord(statement)) return undefined;
  const isGroup = given({ inputs: statement }, GROUPS).length > 0;
  const [right, wrong] = isGroup ? ["overrideAction", "action"] : ["action", "overrideAction"];
  const parts: Values = { action, overrideAction };
  if (parts[wrong] !== undefined) return `${String(name)} takes ${right}, not ${wrong}`;
  if (parts[right] === undefined) return `${String(name)} needs ${right}`;
  const ways = Object.values(statement).filter((way) => way !== undefined);
  return ways.length === 1 ? undefined : `${String(name)} has ${ways.length} statements; exactly one is wanted`;
}

function defaultIsOne({ inputs }: Candidate): Finding {
  const action = inputs["defaultAction"];
  if (!isRecord(action)) return undefined;
  return given({ inputs: action }, ["allow", "block"]).length === 1
    ? undefined
    : { property: "defaultAction", reason: "takes exactly one of allow and block" };
}

/** Logs of the firewall go where the name says so. */
const LOGS = /^arn:[a-z-]+:(logs:[^:]*:[^:]*:log-group:|s3:::|firehose:[^:]*:[^:]*:deliverystream\/)aws-waf-logs-/;

const PROTECTED =
  /^arn:[a-z-]+:(elasticloadbalancing:[^:]*:[^:]*:loadbalancer\/(app\/|[^/]+$)|apigateway:|appsync:|cognito-idp:|apprunner:|ec2:[^:]*:[^:]*:verified-access-instance\/|amplify:)/;

function oneFirewall(candidate: Candidate, cloud: Cloud): Finding {
  const [other] = siblings(candidate, cloud, "wafv2:WebAclAssociation", "resourceArn");
  return other && { property: "resourceArn", reason: `${textOf(candidate, "resourceArn")} has a web ACL already` };
}

const SHIELDED =
  /^arn:[a-z-]+:(elasticloadbalancing:[^:]*:[^:]*:loadbalancer\/(app\/|[^/]+$)|cloudfront::[^:]*:distribution\/|globalaccelerator::[^:]*:accelerator\/|route53:::hostedzone\/|ec2:[^:]*:[^:]*:eip-allocation\/)/;

const ACL = "wafv2:WebAcl";
const SCOPED = `${ACL} wafv2:IpSet wafv2:RuleGroup wafv2:RegexPatternSet`;

export const firewalls: readonly Check[] = [
  matching(SCOPED, "name", /^[\w-]{1,128}$/, "1 to 128 letters, digits, _ and -", `${API}CreateWebACL.html`),
  among(SCOPED, "scope", ["REGIONAL", "CLOUDFRONT"], `${API}CreateWebACL.html`),
  rule(SCOPED, `${API}CreateWebACL.html`, scopeFitsRegion),
  matching(
    SCOPED,
    "description",
    /^[\w+=:#@/,.-][\w+=:#@/,.\s-]+[\w+=:#@/,.-]$/,
    "3 to 256 letters, digits, blanks and +=:#@/-,._",
    `${API}CreateWebACL.html`,
  ),
  rule(ACL, `${API}DefaultAction.html`, defaultIsOne),
  rule(ACL, `${API}Rule.html`, rulesFit),
  matching(ACL, "rules[].name", /^[\w-]{1,128}$/, "1 to 128 letters, digits, _ and -", `${API}Rule.html`),
  between(ACL, "rules[].priority", 0, 2_147_483_647, `${API}Rule.html`),
  ...["visibilityConfig.metricName", "rules[].visibilityConfig.metricName"].map((path) =>
    matching(ACL, path, /^[\w#:./-]{1,255}$/, "up to 255 letters, digits and _#:.-/", `${API}VisibilityConfig.html`),
  ),
  between(ACL, "rules[].statement.rateBasedStatement.limit", 10, 2_000_000_000, `${API}RateBasedStatement.html`),
  among(
    ACL,
    "rules[].statement.rateBasedStatement.aggregateKeyType",
    ["IP", "FORWARDED_IP", "CUSTOM_KEYS", "CONSTANT"],
    `${API}RateBasedStatement.html`,
  ),
  among("wafv2:IpSet", "ipAddressVersion", ["IPV4", "IPV6"], `${API}CreateIPSet.html`),
  matching(
    "wafv2:IpSet",
    "addresses[]",
    /^[0-9a-fA-F:.]+\/\d+$/,
    "a block is wanted, as 203.0.113.7/32",
    `${API}CreateIPSet.html`,
  ),
  matching(
    "wafv2:WebAclAssociation",
    "resourceArn",
    PROTECTED,
    "the ARN of an application load balancer, an API or a user pool is wanted",
    `${API}AssociateWebACL.html`,
  ),
  late(rule("wafv2:WebAclAssociation", `${API}AssociateWebACL.html`, oneFirewall)),
  matching(
    "wafv2:WebAclLoggingConfiguration",
    "logDestinationConfigs[]",
    LOGS,
    "a log group, bucket or stream whose name starts with aws-waf-logs- is wanted",
    `${GUIDE}logging-cw-logs.html`,
  ),
  atMost("wafv2:WebAclLoggingConfiguration", "logDestinationConfigs", 1, `${API}LoggingConfiguration.html`),
  matching(
    "shield:Protection",
    "name",
    /^[ a-zA-Z0-9_.-]{1,128}$/,
    "1 to 128 letters, digits, blanks and _ . -",
    SHIELD,
  ),
  matching(
    "shield:Protection",
    "resourceArn",
    SHIELDED,
    "the ARN of an application load balancer, an Elastic IP address, a distribution, an accelerator or a hosted zone is wanted",
    SHIELD,
  ),
];
