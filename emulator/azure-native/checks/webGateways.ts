/** What Azure refuses of gateways for the web, and of the firewalls in front of them. */
import type { Candidate, Check, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { about, between, isAbsent, isUnsure, matching, rule, says, valued } from "./rules.ts";

const DOCS = "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/";
const REGIONAL = "network:WebApplicationFirewallPolicy";
const GLOBAL = "frontdoor:Policy";
const GATEWAY = "network:ApplicationGateway";

/** Priorities and names of a policy's own rules. */
const rulesDiffer =
  (path: string) =>
  ({ inputs }: Candidate): Finding => {
    const rules = valuesAt(inputs, `${path}[]`).filter(isRecord);
    for (const key of ["priority", "name"]) {
      const values = rules.map((given) => textAt(given, key)).filter((value) => value !== "");
      const twice = values.find((value, index) => values.indexOf(value) !== index);
      if (twice !== undefined) return { property: path, reason: `two rules have the ${key} ${twice}` };
    }
    return undefined;
  };

const limitsAreWhole = ({ inputs }: Candidate): Finding => {
  const limiting = valuesAt(inputs, "customRules[]")
    .filter(isRecord)
    .filter((given) => says(given, "ruleType", "RateLimitRule"));
  const missing = ["rateLimitDuration", "rateLimitThreshold", "groupByUserSession"].find((key) =>
    limiting.some((given) => isAbsent(given, key)),
  );
  return missing === undefined
    ? undefined
    : { property: "customRules", reason: `${missing} is missing of a RateLimitRule` };
};

const MODES = "Prevention Detection";

const regional: readonly Check[] = [
  valued(REGIONAL, "policySettings.mode", MODES, "@pulumi/azure-native network.WebApplicationFirewallMode"),
  valued(
    REGIONAL,
    "policySettings.state",
    "Enabled Disabled",
    "@pulumi/azure-native network.WebApplicationFirewallEnabledState",
  ),
  between(REGIONAL, "policySettings.fileUploadLimitInMb", 1, 4000, `${DOCS}web_application_firewall_policy`),
  between(REGIONAL, "policySettings.maxRequestBodySizeInKb", 8, 2000, `${DOCS}web_application_firewall_policy`),
  valued(
    REGIONAL,
    "customRules[].ruleType",
    "MatchRule RateLimitRule",
    "@pulumi/azure-native network.WebApplicationFirewallRuleType",
  ),
  valued(
    REGIONAL,
    "customRules[].action",
    "Allow Block Log JSChallenge",
    "@pulumi/azure-native network.WebApplicationFirewallAction",
  ),
  between(
    REGIONAL,
    "customRules[].priority",
    1,
    100,
    "https://learn.microsoft.com/azure/web-application-firewall/ag/custom-waf-rules-overview",
  ),
  rule(
    REGIONAL,
    "https://learn.microsoft.com/azure/web-application-firewall/ag/custom-waf-rules-overview",
    rulesDiffer("customRules"),
  ),
  rule(
    REGIONAL,
    "https://learn.microsoft.com/azure/web-application-firewall/ag/rate-limiting-overview",
    limitsAreWhole,
  ),
];

const CODE = "terraform-provider-azurerm, cdn_frontdoor_firewall_policy_resource.go: CustomizeDiff";
const isBelowPremium = (inputs: Values) =>
  textAt(inputs, "sku.name") !== "" && !says(inputs, "sku.name", "Premium_AzureFrontDoor");

const global: readonly Check[] = [
  matching(
    GLOBAL,
    "location",
    /^global$/i,
    '"Global"',
    "https://learn.microsoft.com/azure/templates/microsoft.network/frontdoorwebapplicationfirewallpolicies",
  ),
  matching(
    GLOBAL,
    "policyName",
    /^[A-Za-z][A-Za-z0-9]{0,127}$/,
    "1 to 128 letters and digits, a letter first",
    "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork",
  ),
  valued(
    GLOBAL,
    "sku.name",
    "Classic_AzureFrontDoor Standard_AzureFrontDoor Premium_AzureFrontDoor",
    "@pulumi/azure-native frontdoor.SkuName",
  ),
  valued(GLOBAL, "policySettings.mode", MODES, "@pulumi/azure-native frontdoor.PolicyMode"),
  valued(
    GLOBAL,
    "policySettings.enabledState",
    "Enabled Disabled",
    "@pulumi/azure-native frontdoor.PolicyEnabledState",
  ),
  about(GLOBAL, "managedRules", CODE, (inputs) =>
    says(inputs, "sku.name", "Standard_AzureFrontDoor") && valuesAt(inputs, "managedRules.managedRuleSets[]").length > 0
      ? "need sku.name Premium_AzureFrontDoor"
      : undefined,
  ),
  about(GLOBAL, "customRules.rules", CODE, (inputs) =>
    isBelowPremium(inputs) &&
    valuesAt(inputs, "customRules.rules[].action").some((action) => /^(JSChallenge|CAPTCHA)$/i.test(String(action)))
      ? "JSChallenge and CAPTCHA need sku.name Premium_AzureFrontDoor"
      : undefined,
  ),
  rule(
    GLOBAL,
    "https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-custom-rules",
    rulesDiffer("customRules.rules"),
  ),
];

const capacityFits = (inputs: Values): string | undefined => {
  const hasScale = !isAbsent(inputs, "autoscaleConfiguration");
  const hasCount = !isAbsent(inputs, "sku.capacity");
  if (isUnsure(inputs, "sku") || hasScale !== hasCount) return undefined;
  return hasCount ? "cannot be given beside autoscaleConfiguration" : "is missing: give it, or autoscaleConfiguration";
};

const gateways: readonly Check[] = [
  valued(
    GATEWAY,
    "sku.name",
    "Standard_v2 WAF_v2 Basic",
    "terraform-provider-azurerm, application_gateway_resource.go: V1 is retired",
  ),
  valued(
    GATEWAY,
    "sku.tier",
    "Standard_v2 WAF_v2 Basic",
    "terraform-provider-azurerm, application_gateway_resource.go: V1 is retired",
  ),
  about(
    GATEWAY,
    "sku.capacity",
    "terraform-provider-azurerm, application_gateway_resource.go: CustomizeDiff",
    capacityFits,
  ),
  between(
    GATEWAY,
    "sku.capacity",
    1,
    125,
    "terraform-provider-azurerm, application_gateway_resource.go: CustomizeDiff",
  ),
];

export const webGateways: readonly Check[] = [...regional, ...global, ...gateways];
