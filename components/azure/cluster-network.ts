import type * as azure from "@pulumi/azure-native";

type NetworkProfile = azure.types.input.containerservice.ContainerServiceNetworkProfileArgs;

/**
 * Addresses of the pods, seen in the cluster only: 256 for each of 4,096 nodes, from the range that is for carriers, which
 * no network of the settings can overlap.
 */
export const podCidr = "100.64.0.0/12";

/** Pods with addresses of their own (overlay), Calico for their policies, and out by the subnets' NAT gateways. */
export const networkProfile = (serviceCidr: string): NetworkProfile => ({
  networkPlugin: "azure",
  networkPluginMode: "overlay",
  networkDataplane: "azure",
  networkPolicy: "calico",
  podCidr,
  serviceCidr,
  dnsServiceIP: dnsAddress(serviceCidr),
  loadBalancerSku: "standard",
  outboundType: "userAssignedNATGateway",
});

/** The tenth address, as AKS has it; not the first, which is the API server's. */
const dnsAddress = (cidr: string): string => cidr.replace(/\.\d+\/\d+$/, ".10");
