import { privateLink } from "../../../emulator/azure-native/checks/privateLink.ts";
import { describeChecks, idOf, live, subnetId, vnetId } from "./samples.ts";

const registry = (name: string, sku: string) =>
  live("containerregistry:Registry", `Microsoft.ContainerRegistry/registries/${name}`, { sku: { name: sku } });
const registryId = (name: string) => idOf(`Microsoft.ContainerRegistry/registries/${name}`);
const serverId = idOf("Microsoft.DBforPostgreSQL/flexibleServers/inside");
const zone = (name: string) =>
  live("privatedns:PrivateZone", `Microsoft.Network/privateDnsZones/${name}`, { privateZoneName: name });
const otherNetwork = live("network:VirtualNetwork", "Microsoft.Network/virtualNetworks/other");

describeChecks("private link", privateLink, [
  {
    type: "network:PrivateEndpoint",
    live: [
      registry("premium", "Premium"),
      registry("basic", "Basic"),
      live("dbforpostgresql:Server", "Microsoft.DBforPostgreSQL/flexibleServers/inside", {
        network: { delegatedSubnetResourceId: subnetId("db") },
      }),
    ],
    right: {
      resourceGroupName: "rg",
      location: "westeurope",
      subnet: { id: subnetId("endpoints") },
      privateLinkServiceConnections: [
        { name: "registry", privateLinkServiceId: registryId("premium"), groupIds: ["registry"] },
      ],
    },
    wrong: [
      [{ privateLinkServiceConnections: [] }, "privateLinkServiceConnections"],
      [{ "privateLinkServiceConnections.0.groupIds.0": "registries" }, "groupIds"],
      [{ "privateLinkServiceConnections.0.groupIds": [] }, "groupIds"],
      [
        { "privateLinkServiceConnections.0.privateLinkServiceId": registryId("basic") },
        "privateLinkServiceConnections",
      ],
      [
        { privateLinkServiceConnections: [{ privateLinkServiceId: serverId, groupIds: ["postgresqlServer"] }] },
        "privateLinkServiceConnections",
      ],
      [{ "subnet.id": subnetId("db") }, "subnet"],
      [{ location: "northeurope" }, "location"],
    ],
  },
  {
    type: "privatedns:PrivateZone",
    right: { privateZoneName: "privatelink.azurecr.io", location: "Global" },
    wrong: [
      [{ privateZoneName: "internal" }, "privateZoneName"],
      [{ privateZoneName: "a..b" }, "privateZoneName"],
      [{ location: "westeurope" }, "location"],
    ],
  },
  {
    type: "privatedns:VirtualNetworkLink",
    live: [
      otherNetwork,
      zone("one.internal"),
      zone("two.internal"),
      live("privatedns:VirtualNetworkLink", "Microsoft.Network/privateDnsZones/two.internal/virtualNetworkLinks/l", {
        virtualNetwork: { id: vnetId },
        registrationEnabled: true,
      }),
    ],
    right: {
      resourceGroupName: "rg",
      privateZoneName: "one.internal",
      virtualNetworkLinkName: "honua",
      location: "Global",
      registrationEnabled: false,
      virtualNetwork: { id: vnetId },
    },
    wrong: [
      [{ location: "westeurope" }, "location"],
      [{ privateZoneName: "two.internal" }, "virtualNetwork"],
      [{ registrationEnabled: true }, "registrationEnabled"],
    ],
  },
  {
    type: "network:PrivateDnsZoneGroup",
    live: [
      live("network:PrivateEndpoint", "Microsoft.Network/privateEndpoints/free"),
      live("network:PrivateEndpoint", "Microsoft.Network/privateEndpoints/taken"),
      live("network:PrivateDnsZoneGroup", "Microsoft.Network/privateEndpoints/taken/privateDnsZoneGroups/default"),
      zone("privatelink.azurecr.io"),
    ],
    right: {
      resourceGroupName: "rg",
      privateEndpointName: "free",
      privateDnsZoneGroupName: "own",
      privateDnsZoneConfigs: [
        { name: "registry", privateDnsZoneId: idOf("Microsoft.Network/privateDnsZones/privatelink.azurecr.io") },
      ],
    },
    wrong: [
      [{ privateEndpointName: "taken" }, "privateEndpointName"],
      [{ privateDnsZoneConfigs: Array.from({ length: 6 }, () => ({ name: "z" })) }, "privateDnsZoneConfigs"],
    ],
  },
]);
