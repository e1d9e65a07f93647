import { webGateways } from "../../../emulator/azure-native/checks/webGateways.ts";
import { describeChecks } from "./samples.ts";

const limit = {
  name: "limit",
  priority: 1,
  ruleType: "RateLimitRule",
  action: "Block",
  rateLimitDuration: "OneMin",
  rateLimitThreshold: 100,
  groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
};

describeChecks("web gateways", webGateways, [
  {
    type: "network:WebApplicationFirewallPolicy",
    right: {
      policyName: "honua",
      policySettings: { mode: "Prevention", state: "Enabled", fileUploadLimitInMb: 100, maxRequestBodySizeInKb: 128 },
      customRules: [limit, { name: "geo", priority: 2, ruleType: "MatchRule", action: "Block" }],
    },
    wrong: [
      [{ "policySettings.mode": "Block" }, "policySettings.mode"],
      [{ "policySettings.state": "On" }, "policySettings.state"],
      [{ "policySettings.fileUploadLimitInMb": 4001 }, "policySettings.fileUploadLimitInMb"],
      [{ "policySettings.maxRequestBodySizeInKb": 7 }, "policySettings.maxRequestBodySizeInKb"],
      [{ "customRules.0.ruleType": "Limit" }, "customRules[].ruleType"],
      [{ "customRules.0.action": "Deny" }, "customRules[].action"],
      [{ "customRules.0.priority": 101 }, "customRules[].priority"],
      [{ "customRules.1.priority": 1 }, "customRules"],
      [{ "customRules.0.rateLimitThreshold": undefined }, "customRules"],
    ],
  },
  {
    type: "frontdoor:Policy",
    right: {
      policyName: "honua",
      location: "Global",
      sku: { name: "Premium_AzureFrontDoor" },
      policySettings: { mode: "Detection", enabledState: "Enabled" },
      managedRules: { managedRuleSets: [{ ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" }] },
      customRules: {
        rules: [
          { name: "a", priority: 1, action: "CAPTCHA" },
          { name: "b", priority: 2, action: "Block" },
        ],
      },
    },
    wrong: [
      [{ policyName: "honua-prod" }, "policyName"],
      [{ location: "westeurope" }, "location"],
      [{ "sku.name": "Premium" }, "sku.name"],
      [{ "policySettings.mode": "Block" }, "policySettings.mode"],
      [{ "policySettings.enabledState": "On" }, "policySettings.enabledState"],
      [{ "sku.name": "Standard_AzureFrontDoor" }, "managedRules"],
      [{ sku: { name: "Standard_AzureFrontDoor" }, managedRules: {} }, "customRules.rules"],
      [{ "customRules.rules.1.priority": 1 }, "customRules.rules"],
    ],
  },
  {
    type: "network:ApplicationGateway",
    right: { applicationGatewayName: "honua", sku: { name: "WAF_v2", tier: "WAF_v2", capacity: 2 } },
    wrong: [
      [{ "sku.name": "WAF_Medium" }, "sku.name"],
      [{ "sku.tier": "WAF" }, "sku.tier"],
      [{ "sku.capacity": 126 }, "sku.capacity"],
      [{ "sku.capacity": undefined }, "sku.capacity"],
      [{ autoscaleConfiguration: { minCapacity: 1 } }, "sku.capacity"],
    ],
  },
]);
