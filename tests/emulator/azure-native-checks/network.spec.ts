import { network } from "../../../emulator/azure-native/checks/network.ts";
import { describeChecks, idOf } from "./samples.ts";

describeChecks("networks", network, [
  {
    type: "network:VirtualNetwork",
    right: {
      resourceGroupName: "rg",
      virtualNetworkName: "other",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [
        { name: "a", addressPrefix: "10.0.0.0/24" },
        { name: "b", addressPrefixes: ["10.0.1.0/24"] },
      ],
      encryption: { enabled: true, enforcement: "AllowUnencrypted" },
      flowTimeoutInMinutes: 4,
      enableDdosProtection: false,
    },
    wrong: [
      [{ "addressSpace.addressPrefixes.0": "10.0.0.1/16" }, "addressSpace.addressPrefixes"],
      [{ "addressSpace.addressPrefixes.0": "10.0.0.0/30" }, "addressSpace.addressPrefixes"],
      [{ "subnets.0.addressPrefix": "10.1.0.0/24" }, "subnets[0].addressPrefix"],
      [{ "subnets.0.addressPrefix": "10.0.0.0/23" }, "subnets[1].addressPrefix"],
      [{ "encryption.enforcement": "DropUnencrypted" }, "encryption.enforcement"],
      [{ flowTimeoutInMinutes: 31 }, "flowTimeoutInMinutes"],
      [{ enableDdosProtection: true }, "ddosProtectionPlan"],
    ],
  },
  {
    type: "network:Subnet",
    right: {
      resourceGroupName: "rg",
      virtualNetworkName: "v",
      subnetName: "new",
      addressPrefix: "10.0.2.0/24",
      defaultOutboundAccess: false,
      privateEndpointNetworkPolicies: "Enabled",
      privateLinkServiceNetworkPolicies: "Enabled",
    },
    wrong: [
      [{ virtualNetworkName: "gone" }, "virtualNetworkName"],
      [{ addressPrefix: undefined }, "addressPrefix"],
      [{ addressPrefix: "10.1.0.0/24" }, "addressPrefix"],
      [{ addressPrefix: "10.0.0.128/25" }, "addressPrefix"],
      [{ addressPrefix: "10.0.2.0/30" }, "addressPrefix"],
      [{ privateEndpointNetworkPolicies: "On" }, "privateEndpointNetworkPolicies"],
      [{ privateLinkServiceNetworkPolicies: "On" }, "privateLinkServiceNetworkPolicies"],
      [{ sharingScope: "Tenant", defaultOutboundAccess: true }, "sharingScope"],
      [{ networkSecurityGroup: { id: idOf("Microsoft.Network/networkSecurityGroups/gone") } }, "networkSecurityGroup"],
    ],
  },
]);
