import { egress } from "../../../emulator/azure-native/checks/egress.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, idOf, live } from "./samples.ts";

const addressId = (name: string) => idOf(`Microsoft.Network/publicIPAddresses/${name}`);
const address = (name: string, outputs: Values = {}) =>
  live(
    "network:PublicIPAddress",
    `Microsoft.Network/publicIPAddresses/${name}`,
    { sku: { name: "Standard" }, zones: ["1"] },
    outputs,
  );

const gatewayId = idOf("Microsoft.Network/natGateways/n");
const gateway = live("network:NatGateway", "Microsoft.Network/natGateways/n", {
  publicIpAddresses: [{ id: addressId("taken") }],
});

describeChecks("egress", egress, [
  {
    type: "network:PublicIPAddress",
    right: {
      sku: { name: "Standard", tier: "Regional" },
      publicIPAllocationMethod: "Static",
      zones: ["1"],
      idleTimeoutInMinutes: 4,
      dnsSettings: { domainNameLabel: "honua" },
      ddosSettings: { protectionMode: "VirtualNetworkInherited" },
    },
    wrong: [
      [{ sku: undefined }, "sku.name"],
      [{ "sku.name": "Basic" }, "sku.name"],
      [{ "sku.tier": "Zonal" }, "sku.tier"],
      [{ publicIPAllocationMethod: "Dynamic" }, "publicIPAllocationMethod"],
      [{ publicIPAllocationMethod: undefined }, "publicIPAllocationMethod"],
      [{ idleTimeoutInMinutes: 31 }, "idleTimeoutInMinutes"],
      [{ "dnsSettings.domainNameLabel": "-honua" }, "dnsSettings.domainNameLabel"],
      [{ "ddosSettings.protectionMode": "On" }, "ddosSettings.protectionMode"],
      [{ "ddosSettings.ddosProtectionPlan": { id: "/x" } }, "ddosSettings.ddosProtectionPlan"],
    ],
    frozen: [[{ zones: ["2"] }, "zones"]],
  },
  {
    type: "network:PublicIPPrefix",
    right: { sku: { name: "Standard" } },
    wrong: [[{ "sku.name": "Basic" }, "sku.name"]],
  },
  {
    type: "network:NatGateway",
    live: [
      address("own"),
      address("taken"),
      address("basic", { sku: { name: "Basic" } }),
      address("zone2", { zones: ["2"] }),
      address("six", { publicIPAddressVersion: "IPv6" }),
      address("far", { location: "northeurope" }),
      gateway,
    ],
    right: {
      resourceGroupName: "rg",
      natGatewayName: "own",
      sku: { name: "Standard" },
      zones: ["1"],
      idleTimeoutInMinutes: 4,
      publicIpAddresses: [{ id: addressId("own") }],
    },
    wrong: [
      [{ "sku.name": "StandardV2" }, "sku.name"],
      [{ zones: ["1", "2"] }, "zones"],
      [{ idleTimeoutInMinutes: 3 }, "idleTimeoutInMinutes"],
      ...["taken", "basic", "zone2", "six", "far"].map(
        (name) => [{ "publicIpAddresses.0.id": addressId(name) }, "publicIpAddresses"] as const,
      ),
    ],
    frozen: [[{ zones: undefined }, "zones"]],
  },
  {
    type: "network:Subnet",
    live: [
      gateway,
      live("network:VirtualNetwork", "Microsoft.Network/virtualNetworks/w"),
      live("network:Subnet", "Microsoft.Network/virtualNetworks/w/subnets/s", {
        virtualNetworkName: "w",
        natGateway: { id: gatewayId },
      }),
    ],
    right: { resourceGroupName: "rg", virtualNetworkName: "v", subnetName: "new", addressPrefix: "10.0.2.0/24" },
    wrong: [[{ natGateway: { id: gatewayId } }, "natGateway"]],
  },
]);
