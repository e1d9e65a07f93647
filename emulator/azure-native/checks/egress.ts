/** What Azure refuses of public addresses and of the gateways that use them. */
import type { Candidate, Check, Cloud, CloudResource, Value, Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { locationOf, regionName, resourceWithId, sameName } from "../subscription.ts";
import { between, frozen, isAbsent, late, matching, rule, valued } from "./rules.ts";

const LEARN = "https://learn.microsoft.com/azure/";
const IPS = `${LEARN}virtual-network/ip-services/public-ip-addresses`;
const NAT = `${LEARN}nat-gateway/`;

const ADDRESS = "network:PublicIPAddress";
const PREFIX = "network:PublicIPPrefix";
const GATEWAY = "network:NatGateway";

/** Basic is what an address is that names no SKU, and no new ones are given out. */
const skuIsGiven = ({ inputs }: Candidate): Finding =>
  isAbsent(inputs, "sku.name")
    ? { property: "sku.name", reason: 'is missing, which means Basic: no longer given out; use "Standard"' }
    : undefined;

const standardIsStatic = ({ inputs }: Candidate): Finding =>
  isAbsent(inputs, "publicIPAllocationMethod") || sameName(textAt(inputs, "publicIPAllocationMethod"), "Dynamic")
    ? { property: "publicIPAllocationMethod", reason: 'must be "Static"; Dynamic went with the Basic addresses' }
    : undefined;

const planNeedsProtection = ({ inputs }: Candidate): Finding =>
  !isAbsent(inputs, "ddosSettings.ddosProtectionPlan.id") &&
  !["Enabled", ""].includes(textAt(inputs, "ddosSettings.protectionMode"))
    ? { property: "ddosSettings.ddosProtectionPlan", reason: "is for protectionMode Enabled only" }
    : undefined;

const zonesOf = (values: Values): Value[] => valuesAt(values, "zones[]");

const oneZone = ({ inputs }: Candidate): Finding => {
  const zones = zonesOf(inputs);
  return zones.length > 1
    ? { property: "zones", reason: `has ${zones.length}; a Standard gateway is in one zone, or in none of its own` }
    : undefined;
};

const addressIdsOf = (inputs: Values): string[] =>
  ["publicIpAddresses[].id", "publicIpPrefixes[].id"].flatMap((path) => valuesAt(inputs, path)).map(String);

function firstFlaw(
  candidate: Candidate,
  cloud: Cloud,
  flawOf: (address: CloudResource) => string | undefined,
): Finding {
  for (const id of addressIdsOf(candidate.inputs)) {
    const address = resourceWithId(cloud, id);
    const reason = address && flawOf(address);
    if (reason !== undefined) return { property: "publicIpAddresses", reason: `"${id}" ${reason}` };
  }
  return undefined;
}

const addressesFit = (candidate: Candidate, cloud: Cloud): Finding =>
  firstFlaw(candidate, cloud, ({ outputs }) => {
    const sku = textAt(outputs, "sku.name");
    if (sku !== "" && !sameName(sku, "Standard")) return `is ${sku}; the gateway takes Standard addresses`;
    if (textAt(outputs, "publicIPAddressVersion") === "IPv6") return "is IPv6; the gateway takes IPv4 addresses";
    const [gateway, address] = [locationOf(candidate.inputs, cloud), textAt(outputs, "location")].map(regionName);
    if (gateway && address && gateway !== address) return `is in ${address}, the gateway in ${gateway}`;
    const [zone, ...otherZones] = zonesOf(outputs);
    const [own] = zonesOf(candidate.inputs);
    const isElsewhere = own !== undefined && zone !== undefined && otherZones.length === 0 && zone !== own;
    return isElsewhere ? `is in zone ${String(zone)}, the gateway in zone ${String(own)}` : undefined;
  });

const addressesAreFree = (candidate: Candidate, cloud: Cloud): Finding =>
  firstFlaw(candidate, cloud, ({ id }) => {
    const user = cloud
      .ofType(candidate.type)
      .filter(({ urn }) => urn !== candidate.urn)
      .find(({ inputs }) => addressIdsOf(inputs).some((used) => sameName(used, id)));
    return user && `is used by ${user.id} already`;
  });

/** A gateway serves one network. */
function subnetsShareNetwork({ inputs }: Candidate, cloud: Cloud): Finding {
  const gateway = textAt(inputs, "natGateway.id");
  const network = textAt(inputs, "virtualNetworkName");
  const elsewhere = cloud
    .ofType("azure-native:network:Subnet")
    .filter((subnet) => gateway !== "" && sameName(textAt(subnet.inputs, "natGateway.id"), gateway))
    .find((subnet) => !sameName(textAt(subnet.inputs, "virtualNetworkName"), network));
  if (network === "" || !elsewhere) return undefined;
  return {
    property: "natGateway",
    reason: `"${gateway}" serves the network of ${elsewhere.id}; it can serve only one`,
  };
}

export const egress: readonly Check[] = [
  rule(ADDRESS, `${IPS}#sku`, skuIsGiven),
  valued(`${ADDRESS} ${PREFIX}`, "sku.name", "Standard", "network's API version 2024-05-01; Basic: " + `${IPS}#sku`),
  valued(ADDRESS, "sku.tier", "Regional Global", "@pulumi/azure-native network.PublicIPAddressSkuTier"),
  rule(ADDRESS, `${IPS}#sku`, standardIsStatic),
  rule(ADDRESS, "@pulumi/azure-native network.DdosSettingsArgs: ddosProtectionPlan", planNeedsProtection),
  valued(
    ADDRESS,
    "ddosSettings.protectionMode",
    "VirtualNetworkInherited Enabled Disabled",
    "@pulumi/azure-native network.DdosSettingsProtectionMode",
  ),
  between(
    ADDRESS,
    "idleTimeoutInMinutes",
    4,
    30,
    "terraform-provider-azurerm, public_ip_resource.go: idle_timeout_in_minutes",
  ),
  matching(
    ADDRESS,
    "dnsSettings.domainNameLabel",
    /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/,
    "3 to 63 lowercase letters, digits and hyphens, a letter first and no hyphen last",
    "terraform-provider-azurerm, network/validate/public_ip.go",
  ),
  // The network module's API version has no other SKU: StandardV2 came with 2024-07-01.
  valued(GATEWAY, "sku.name", "Standard", "@pulumi/azure-native network.NatGatewaySkuName"),
  rule(GATEWAY, `${NAT}nat-availability-zones#zonal`, oneZone),
  between(GATEWAY, "idleTimeoutInMinutes", 4, 120, `${NAT}nat-gateway-resource`),
  late(rule(GATEWAY, `${NAT}nat-availability-zones#zonal`, addressesFit)),
  late(rule(GATEWAY, `${NAT}nat-gateway-resource#limitations`, addressesAreFree)),
  late(rule("network:Subnet", `${NAT}nat-gateway-resource#limitations`, subnetsShareNetwork)),
  ...frozen(GATEWAY, ["zones"], `${NAT}nat-availability-zones#limitations`),
  ...frozen(ADDRESS, ["zones"], "terraform-provider-azurerm, public_ip_resource.go: zones force a new resource"),
];
