import { existence } from "../../../emulator/azure-native/checks/existence.ts";
import { describeChecks, idOf, live, subnetId } from "./samples.ts";

describeChecks("existence", existence, [
  {
    type: "resources:ResourceGroup",
    right: { resourceGroupName: "honua", location: "westeurope" },
    wrong: [[{ location: undefined }, "location"]],
  },
  {
    type: "network:NetworkInterface",
    live: [
      live("containerservice:ManagedCluster", "Microsoft.ContainerService/managedClusters/k", {
        nodeResourceGroup: "nodes-rg",
      }),
    ],
    right: { resourceGroupName: "nodes-rg", ipConfigurations: [{ name: "ip", subnet: { id: subnetId("nodes") } }] },
    wrong: [
      [{ resourceGroupName: "gone" }, "resourceGroupName"],
      [{ "ipConfigurations.0.subnet.id": subnetId("gone") }, "ipConfigurations"],
    ],
  },
  {
    type: "network:Subnet",
    right: { resourceGroupName: "rg", virtualNetworkName: "v", subnetName: "new", addressPrefix: "10.0.2.0/24" },
    wrong: [
      [{ virtualNetworkName: "gone" }, "virtualNetworkName"],
      [{ natGateway: { id: idOf("Microsoft.Network/natGateways/gone") } }, "natGateway"],
    ],
  },
]);
