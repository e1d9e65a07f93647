/** Addresses and names that networks give out. */
import ipaddr from "ipaddr.js";
import { always, extend, extendEach, type Formats } from "../../formatting.ts";
import type { Format, SynthesisContext, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { publicAddressOf, textAt } from "../../text.ts";
import { addressIn } from "../../cidr.ts";
import { nameOf, part, regionOf } from "./common.ts";

const SUBNET = "azure-native:network:Subnet";

/** An address of the subnet with that id, which is a resource of its own or a part of its network. */
export function addressInSubnet(id: string, { cloud, hex }: SynthesisContext, salt = "address"): string {
  const own = cloud.get(SUBNET, id);
  const network = cloud.get("azure-native:network:VirtualNetwork", id.split("/subnets/")[0] ?? "");
  const inline = valuesAt(network?.outputs ?? {}, "subnets[]").find(
    (subnet) => isRecord(subnet) && subnet["id"] === id,
  );
  const subnet = own?.outputs ?? (isRecord(inline) ? inline : {});
  const prefix = textAt(subnet, "addressPrefix") || textAt(subnet, "addressPrefixes[]");
  if (!ipaddr.IPv4.isValidCIDR(prefix)) return "10.0.0.4";
  // Azure keeps the first four addresses: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
  return addressIn(prefix, 4 + (parseInt(hex(4, salt), 16) % 200));
}

const hostLabel = (context: SynthesisContext, given: Values): Values => {
  const label = textAt(given, "domainNameLabel");
  return label ? { fqdn: `${label}.${regionOf(context)}.cloudapp.azure.com` } : {};
};

const isStatic = (given: Values) => textAt(given, "privateIPAllocationMethod") === "Static";

const privateAddress = (given: Values, context: SynthesisContext): Values => {
  const subnet = textAt(given, "subnet.id");
  if (!subnet || isStatic(given)) return {};
  return { privateIPAddress: addressInSubnet(subnet, context, textAt(given, "name")) };
};

const recordSets = (config: Values, context: SynthesisContext): Values => {
  const zone = textAt(config, "privateDnsZoneId").split("/").at(-1) ?? "";
  const endpoint = context.id.split("/privateDnsZoneGroups/")[0] ?? "";
  const found = context.cloud.get("azure-native:network:PrivateEndpoint", endpoint);
  const target = textAt(found?.inputs ?? {}, "privateLinkServiceConnections[].privateLinkServiceId")
    .split("/")
    .at(-1);
  const recordSetName = target || nameOf(context);
  const ipAddresses = valuesAt(found?.outputs ?? {}, "customDnsConfigs[].ipAddresses[]");
  const fqdn = `${recordSetName}.${zone}`;
  return {
    recordSets: [{ fqdn, ipAddresses, recordSetName, recordType: "A", ttl: 10, provisioningState: "Succeeded" }],
  };
};

const customDnsConfigs: Format = (context) => {
  const target = textAt(context.inputs, "privateLinkServiceConnections[].privateLinkServiceId").split("/").at(-1) ?? "";
  return [{ fqdn: target, ipAddresses: [addressInSubnet(textAt(context.inputs, "subnet.id"), context)] }];
};

export const network: Formats = {
  "network:VirtualNetwork": {
    subnets: extendEach("subnets", (given, context) => part("subnets", given, context)),
    enableDdosProtection: always(false),
  },
  "network:Subnet": {
    privateEndpointNetworkPolicies: always("Disabled"),
    privateLinkServiceNetworkPolicies: always("Enabled"),
  },
  "network:NetworkSecurityGroup": {
    securityRules: extendEach("securityRules", (given, context) => part("securityRules", given, context)),
  },
  "network:RouteTable": { routes: extendEach("routes", (given, context) => part("routes", given, context)) },
  "network:PublicIPAddress": {
    ipAddress: (context) => publicAddressOf(context, "address"),
    dnsSettings: extend("dnsSettings", (given, context) => hostLabel(context, given)),
  },
  "network:PublicIPPrefix": {
    ipPrefix: (context) => `${publicAddressOf(context, "prefix").replace(/\.\d+$/, ".0")}/28`,
  },
  "network:NetworkInterface": {
    ipConfigurations: extendEach("ipConfigurations", (given, context) => ({
      ...part("ipConfigurations", given, context),
      ...privateAddress(given, context),
    })),
    macAddress: ({ hex }) =>
      `00-0D-3A-${hex(6, "mac")
        .toUpperCase()
        .replace(/(..)(..)/, "$1-$2-")}`,
    primary: always(true),
  },
  "network:LoadBalancer": {
    frontendIPConfigurations: extendEach("frontendIPConfigurations", (given, context) => ({
      ...part("frontendIPConfigurations", given, context),
      ...privateAddress(given, context),
    })),
    backendAddressPools: extendEach("backendAddressPools", (given, context) =>
      part("backendAddressPools", given, context),
    ),
    probes: extendEach("probes", (given, context) => part("probes", given, context)),
    loadBalancingRules: extendEach("loadBalancingRules", (given, context) =>
      part("loadBalancingRules", given, context),
    ),
  },
  "network:ApplicationGateway": {
    frontendIPConfigurations: extendEach("frontendIPConfigurations", (given, context) =>
      part("frontendIPConfigurations", given, context),
    ),
    backendAddressPools: extendEach("backendAddressPools", (given, context) =>
      part("backendAddressPools", given, context),
    ),
    operationalState: always("Running"),
  },
  "network:PrivateEndpoint": {
    networkInterfaces: (context) => [{ id: networkInterfaceIdOf(context) }],
    customDnsConfigs,
  },
  "network:PrivateDnsZoneGroup": { privateDnsZoneConfigs: extendEach("privateDnsZoneConfigs", recordSets) },
  "network:BastionHost": {
    dnsName: ({ hex }) => `bst-${hex(8, "a")}-${hex(4, "b")}-${hex(4, "c")}.bastion.azure.com`,
  },
  "network:AzureFirewall": {
    ipConfigurations: extendEach("ipConfigurations", (given, context) => ({
      ...part("azureFirewallIpConfigurations", given, context),
      ...privateAddress(given, context),
    })),
  },
  "network:VirtualNetworkPeering": { peeringState: always("Connected"), peeringSyncLevel: always("FullyInSync") },
  "privatedns:VirtualNetworkLink": { virtualNetworkLinkState: always("Completed") },
  "dns:Zone": {
    nameServers: ({ hex }) =>
      ["com", "net", "org", "info"].map((top, index) => `ns${index + 1}-0${hex(1, "ns")}.azure-dns.${top}.`),
  },
  "dns:RecordSet": { fqdn: recordName("zoneName") },
  "privatedns:PrivateRecordSet": { fqdn: recordName("privateZoneName") },
  "trafficmanager:Profile": {
    dnsConfig: extend("dnsConfig", ({ relativeName }) => ({ fqdn: `${String(relativeName)}.trafficmanager.net` })),
  },
  "cdn:Profile": {
    frontDoorId: (context) => context.hex(32, "frontdoor").replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
  },
  "cdn:Endpoint": {
    hostName: (context) => `${nameOf(context).toLowerCase()}.azureedge.net`,
    resourceState: always("Running"),
  },
  "cdn:AFDEndpoint": {
    hostName: (context) => `${nameOf(context).toLowerCase()}-${context.hex(16, "endpoint")}.z01.azurefd.net`,
  },
};

function networkInterfaceIdOf({ id, hex }: SynthesisContext): string {
  const group = id.split("/providers/")[0] ?? "";
  const name = id.split("/").at(-1) ?? "";
  return `${group}/providers/Microsoft.Network/networkInterfaces/${name}.nic.${hex(32, "nic")}`;
}

function recordName(zone: string): Format {
  return (context) => {
    const name = nameOf(context);
    return `${name === "@" ? "" : `${name}.`}${textAt(context.inputs, zone)}.`;
  };
}
