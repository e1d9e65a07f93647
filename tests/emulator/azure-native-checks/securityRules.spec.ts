import { securityRules } from "../../../emulator/azure-native/checks/securityRules.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, live } from "./samples.ts";

const https: Values = {
  protocol: "Tcp",
  access: "Allow",
  direction: "Inbound",
  priority: 100,
  description: "Browsers",
  sourceAddressPrefix: "Internet",
  sourcePortRange: "*",
  destinationAddressPrefixes: ["10.0.0.0/24"],
  destinationPortRanges: ["443", "8000-8080"],
};

describeChecks("security rules", securityRules, [
  {
    type: "network:NetworkSecurityGroup",
    right: {
      securityRules: [
        { ...https, name: "in" },
        { ...https, name: "out", direction: "Outbound" },
      ],
    },
    wrong: [
      [{ "securityRules.0.priority": 99 }, "securityRules[].priority"],
      [{ "securityRules.0.protocol": "Http" }, "securityRules[].protocol"],
      [{ "securityRules.0.access": "Accept" }, "securityRules[].access"],
      [{ "securityRules.0.direction": "In" }, "securityRules[].direction"],
      [{ "securityRules.0.description": "x".repeat(141) }, "securityRules[].description"],
      [{ "securityRules.1.direction": "Inbound" }, "securityRules"],
      [{ "securityRules.1.name": "in" }, "securityRules"],
      [{ "securityRules.1.sourcePortRange": undefined }, "securityRules[1].sourcePortRange"],
      [{ "securityRules.1.destinationPortRanges": ["http"] }, "securityRules[1].destinationPortRanges"],
    ],
  },
  {
    type: "network:SecurityRule",
    live: [
      live("network:NetworkSecurityGroup", "Microsoft.Network/networkSecurityGroups/g"),
      live("network:SecurityRule", "Microsoft.Network/networkSecurityGroups/g/securityRules/other", {
        ...https,
        securityRuleName: "other",
        priority: 200,
      }),
    ],
    right: { ...https, resourceGroupName: "rg", networkSecurityGroupName: "g", securityRuleName: "https" },
    wrong: [
      [{ priority: 4097 }, "priority"],
      [{ priority: 200 }, "priority"],
      [{ securityRuleName: "Other" }, "priority"],
      [{ protocol: "Http" }, "protocol"],
      [{ access: "Accept" }, "access"],
      [{ direction: "In" }, "direction"],
      [{ description: "x".repeat(141) }, "description"],
      [{ destinationPortRanges: ["443-80"] }, "destinationPortRanges"],
      [{ sourcePortRange: "65536" }, "sourcePortRange"],
      [{ sourceAddressPrefix: "10.0.0.0/33" }, "sourceAddressPrefix"],
      [{ destinationAddressPrefixes: ["VirtualNetwork"] }, "destinationAddressPrefixes"],
      [{ destinationAddressPrefix: "*" }, "destinationAddressPrefix"],
      [{ destinationPortRanges: undefined }, "destinationPortRange"],
    ],
  },
]);
