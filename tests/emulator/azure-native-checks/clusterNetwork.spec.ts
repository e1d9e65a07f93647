import { clusterNetwork } from "../../../emulator/azure-native/checks/clusterNetwork.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, idOf, live, subnet, subnetId } from "./samples.ts";

const cluster = (networkProfile: Values, vnetSubnetID: string | undefined = subnetId("nodes")): Values => ({
  resourceGroupName: "rg",
  resourceName: "honua",
  location: "westeurope",
  dnsPrefix: "honua",
  identity: { type: "SystemAssigned" },
  networkProfile,
  agentPoolProfiles: [{ name: "system", mode: "System", vnetSubnetID }],
});

const overlay: Values = {
  networkPlugin: "azure",
  networkPluginMode: "overlay",
  networkDataplane: "cilium",
  networkPolicy: "cilium",
  podCidr: "10.244.0.0/16",
  serviceCidr: "10.245.0.0/16",
  dnsServiceIP: "10.245.0.10",
  loadBalancerSku: "standard",
  outboundType: "loadBalancer",
  loadBalancerProfile: { idleTimeoutInMinutes: 30, allocatedOutboundPorts: 0 },
  natGatewayProfile: { idleTimeoutInMinutes: 4, managedOutboundIPProfile: { count: 1 } },
  advancedNetworking: { enabled: true, security: { enabled: true } },
};

const wrongNetwork = (property: string, ...values: readonly (Values[string] | Values)[]) =>
  values.map((value) => [{ [`networkProfile.${property}`]: value }, `networkProfile.${property}`] as const);

describeChecks("networks of clusters", clusterNetwork, [
  {
    type: "containerservice:ManagedCluster",
    live: [
      live("network:VirtualNetwork", "Microsoft.Network/virtualNetworks/far", {}, { location: "northeurope" }),
      live("network:Subnet", "Microsoft.Network/virtualNetworks/far/subnets/s"),
    ],
    right: cluster(overlay),
    wrong: [
      ...wrongNetwork("networkPlugin", "cni"),
      ...wrongNetwork("networkPluginMode", "underlay", undefined).slice(0, 1),
      ...wrongNetwork("networkPolicy", "calico", "azure", "open"),
      ...wrongNetwork("networkDataplane", "iptables"),
      ...wrongNetwork("outboundType", "natGateway", "managedNATGateway"),
      ...wrongNetwork("loadBalancerSku", "basic"),
      ...wrongNetwork("loadBalancerProfile.idleTimeoutInMinutes", 3),
      ...wrongNetwork("loadBalancerProfile.allocatedOutboundPorts", 64_001),
      ...wrongNetwork("natGatewayProfile.idleTimeoutInMinutes", 121),
      ...wrongNetwork("natGatewayProfile.managedOutboundIPProfile.count", 17),
      ...wrongNetwork("dnsServiceIP", undefined, "10.246.0.10", "10.245.0.1"),
      ...wrongNetwork("podCidr", "10.244.0.1/16", "172.31.0.0/20", "10.0.0.0/24"),
      ...wrongNetwork("serviceCidr", "10.240.0.0/12", "10.244.0.0/20", "10.0.1.0/24"),
      [{ "networkProfile.networkPlugin": "kubenet" }, "networkProfile.networkPluginMode"],
      [{ "networkProfile.networkPlugin": "none" }, "networkProfile.networkDataplane"],
      [{ "networkProfile.networkPluginMode": undefined }, "networkProfile.podCidr"],
      [{ "networkProfile.networkDataplane": "azure" }, "networkProfile.networkPolicy"],
      [{ "networkProfile.networkDataplane": undefined }, "networkProfile.advancedNetworking.security"],
      [{ "networkProfile.serviceCidr": undefined }, "networkProfile.dnsServiceIP"],
      [
        { "networkProfile.networkPlugin": "kubenet", "networkProfile.networkMode": "bridge" },
        "networkProfile.networkMode",
      ],
      [{ "agentPoolProfiles.0.vnetSubnetID": subnetId("db") }, "vnetSubnetID"],
      [{ "agentPoolProfiles.0.vnetSubnetID": subnetId("gone") }, "agentPoolProfiles"],
      [{ "agentPoolProfiles.0.vnetSubnetID": idOf("Microsoft.Network/virtualNetworks/far/subnets/s") }, "location"],
    ],
  },
  {
    type: "containerservice:ManagedCluster",
    live: [
      live("network:NatGateway", "Microsoft.Network/natGateways/n"),
      subnet("out", "10.0.8.0/24", { natGateway: { id: idOf("Microsoft.Network/natGateways/n") } }),
    ],
    right: cluster(
      { networkPlugin: "azure", networkPolicy: "calico", outboundType: "userAssignedNATGateway" },
      subnetId("out"),
    ),
    wrong: [
      [{ "agentPoolProfiles.0.vnetSubnetID": subnetId("nodes") }, "networkProfile.outboundType"],
      [{ "agentPoolProfiles.0.vnetSubnetID": undefined }, "networkProfile.outboundType"],
      [{ "networkProfile.loadBalancerProfile": { idleTimeoutInMinutes: 30 } }, "networkProfile.loadBalancerProfile"],
      [
        { "networkProfile.networkPlugin": "kubenet", "networkProfile.networkPolicy": "azure" },
        "networkProfile.networkPolicy",
      ],
    ],
  },
]);
