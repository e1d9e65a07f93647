/** Addresses and names that networks give out. */
import ipaddr from "ipaddr.js";
import { always, extend, extendEach, type Formats } from "../../formatting.ts";
import type { Cloud, Format, SynthesisContext, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { publicAddressOf, textAt } from "../../text.ts";
import { addressIn } from "../../cidr.ts";
import { groupsOf } from "../privateLink.ts";
import { prefixesOf, subnetWithId } from "../subnets.ts";
import { regionName, resourceWithId } from "../subscription.ts";
import { nameOf, part, regionOf } from "./common.ts";

/** An address of the subnet with that id. */
export function addressInSubnet(id: string, { cloud, hex }: SynthesisContext, salt = "address"): string {
  const [prefix = ""] = prefixesOf(subnetWithId(cloud, id) ?? {});
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

const endpointOf = (context: SynthesisContext) =>
  resourceWithId(context.cloud, context.id.split("/privateDnsZoneGroups/")[0] ?? "");

/** The names that an endpoint's target has, below the zone that the group points at. */
const recordSets = (config: Values, context: SynthesisContext): Values => {
  const zone = textAt(config, "privateDnsZoneId").split("/").at(-1) ?? "";
  const endpoint = endpointOf(context)?.outputs ?? {};
  const [fqdn = nameOf(context)] = valuesAt(endpoint, "customDnsConfigs[].fqdn").map(String);
  const recordSetName = fqdn.replace(`.${zone.replace(/^privatelink\./, "")}`, "");
  const ipAddresses = valuesAt(endpoint, "customDnsConfigs[].ipAddresses[]");
  return {
    recordSets: [
      {
        fqdn: `${recordSetName}.${zone}`,
        ipAddresses,
        recordSetName,
        recordType: "A",
        ttl: 10,
        provisioningState: "Succeeded",
      },
    ],
  };
};

/** `<target>.<domain of its service>`: https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const customDnsConfigs: Format = (context) => {
  const { inputs, cloud } = context;
  const [target = ""] = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]
    .flatMap((connections) => valuesAt(inputs, `${connections}[]`))
    .filter(isRecord)
    .map((connection) => domainOf(connection, cloud));
  return [{ fqdn: target, ipAddresses: [addressInSubnet(textAt(inputs, "subnet.id"), context)] }];
};

function domainOf(connection: Values, cloud: Cloud): string {
  const id = textAt(connection, "privateLinkServiceId");
  const domain = groupsOf(id)?.[textAt(connection, "groupIds[]")];
  const region = regionName(textAt(resourceWithId(cloud, id)?.outputs ?? {}, "location"));
  const name = id.split("/").at(-1) ?? "";
  return domain === undefined ? name : `${name}.${domain.replace("{region}", region)}`;
}

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

function networkInterfaceIdOf({ id, inputs, hex }: SynthesisContext): string {
  const group = id.split("/providers/")[0] ?? "";
  const name = textAt(inputs, "customNetworkInterfaceName") || `${id.split("/").at(-1) ?? ""}.nic.${hex(32, "nic")}`;
  return `${group}/providers/Microsoft.Network/networkInterfaces/${name}`;
}

function recordName(zone: string): Format {
  return (context) => {
    const name = nameOf(context);
    return `${name === "@" ? "" : `${name}.`}${textAt(context.inputs, zone)}.`;
  };
}
