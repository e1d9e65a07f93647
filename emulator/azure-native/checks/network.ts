/** What Azure refuses of networks and their subnets. */
import type { Candidate, Check, Cloud, CloudResource, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { contains, overlaps, parseBlock } from "../../cidr.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { prefixesOf } from "../subnets.ts";
import { resourceWithId, sameName } from "../subscription.ts";
import { between, isAbsent, late, rule, valued } from "./rules.ts";

const VNET = "https://learn.microsoft.com/azure/virtual-network/";

function blockFlaw(text: string, maxPrefix: number): string | undefined {
  if (text.includes(":")) return undefined; // IPv6 blocks are Azure's own affair
  const block = parseBlock(text);
  if (!block) return `"${text}" is no IPv4 block; write its first address, as in 10.0.0.0/16`;
  return block.prefix > maxPrefix ? `"${text}" is a /${block.prefix}; up to /${maxPrefix} is allowed` : undefined;
}

function spaceIsBlocks({ inputs }: Candidate): Finding {
  const texts = valuesAt(inputs, "addressSpace.addressPrefixes[]").map(String);
  const flaw = texts.map((text) => blockFlaw(text, 29)).find((found) => found !== undefined);
  return flaw === undefined ? undefined : { property: "addressSpace.addressPrefixes", reason: flaw };
}

/** The network that a subnet is in, by the names among its inputs. */
const networkOf = (candidate: Candidate, cloud: Cloud): CloudResource | undefined =>
  resourceWithId(cloud, idFrom(candidate.type, candidate.inputs)?.split("/subnets/")[0] ?? "");

function subnetFits(candidate: Candidate, cloud: Cloud): Finding {
  const network = networkOf(candidate, cloud);
  const spaces = valuesAt(network?.outputs ?? {}, "addressSpace.addressPrefixes[]").map(String);
  const siblings = cloud
    .all()
    .filter(({ id, urn }) => network && urn !== candidate.urn && id.startsWith(`${network.id}/subnets/`));
  const inline = valuesAt(network?.outputs ?? {}, "subnets[]").filter(isRecord);
  const taken = [...siblings.map(({ outputs }) => outputs), ...inline].filter(
    (other) => !sameName(textAt(other, "name"), textAt(candidate.inputs, "subnetName")),
  );
  return fitFlaw(prefixesOf(candidate.inputs), spaces, taken, "addressPrefix");
}

const inlineSubnetsFit = ({ inputs }: Candidate): Finding => {
  const spaces = valuesAt(inputs, "addressSpace.addressPrefixes[]").map(String);
  const subnets = valuesAt(inputs, "subnets[]").filter(isRecord);
  return subnets
    .map((subnet, index) =>
      fitFlaw(prefixesOf(subnet), spaces, subnets.slice(0, index), `subnets[${index}].addressPrefix`),
    )
    .find((found) => found !== undefined);
};

function fitFlaw(
  prefixes: readonly string[],
  spaces: readonly string[],
  taken: readonly Values[],
  property: string,
): Finding {
  for (const text of prefixes) {
    const flaw = blockFlaw(text, 29);
    if (flaw !== undefined) return { property, reason: flaw };
    const block = parseBlock(text);
    if (!block) continue;
    const isInside = spaces.some((space) => {
      const outer = parseBlock(space);
      return outer !== undefined && contains(outer, block);
    });
    if (spaces.length > 0 && !isInside) {
      return { property, reason: `"${text}" is not inside its network's ${spaces.join(", ")}` };
    }
    const clash = taken.flatMap(prefixesOf).find((other) => {
      const otherBlock = parseBlock(other);
      return otherBlock !== undefined && overlaps(block, otherBlock);
    });
    if (clash !== undefined) return { property, reason: `"${text}" overlaps ${clash} of another subnet` };
  }
  return undefined;
}

const hasBlock = ({ inputs }: Candidate): Finding =>
  ["addressPrefix", "addressPrefixes", "ipamPoolPrefixAllocations"].every((property) => isAbsent(inputs, property))
    ? { property: "addressPrefix", reason: "is missing: a subnet needs addressPrefix, addressPrefixes or a pool" }
    : undefined;

const protectionHasPlan = ({ inputs }: Candidate): Finding =>
  inputs["enableDdosProtection"] === true && isAbsent(inputs, "ddosProtectionPlan.id")
    ? { property: "ddosProtectionPlan", reason: "is missing: enableDdosProtection needs the id of a plan" }
    : undefined;

const sharingIsPrivate = ({ inputs }: Candidate): Finding =>
  !isAbsent(inputs, "sharingScope") && inputs["defaultOutboundAccess"] === true
    ? { property: "sharingScope", reason: "needs defaultOutboundAccess false" }
    : undefined;

const SUBNET = "network:Subnet";
const NETWORK = "network:VirtualNetwork";
const SDK_SUBNET = "@pulumi/azure-native network.SubnetArgs";

export const network: readonly Check[] = [
  rule(NETWORK, `${VNET}virtual-networks-faq`, spaceIsBlocks),
  rule(NETWORK, `${VNET}virtual-networks-faq`, inlineSubnetsFit),
  late(rule(SUBNET, `${VNET}virtual-networks-faq`, subnetFits)),
  rule(SUBNET, SDK_SUBNET, hasBlock),
  rule(SUBNET, SDK_SUBNET, sharingIsPrivate),
  valued(
    SUBNET,
    "privateEndpointNetworkPolicies",
    "Enabled Disabled NetworkSecurityGroupEnabled RouteTableEnabled",
    SDK_SUBNET,
  ),
  valued(SUBNET, "privateLinkServiceNetworkPolicies", "Enabled Disabled", SDK_SUBNET),
  rule(NETWORK, "@pulumi/azure-native network.VirtualNetworkArgs: enableDdosProtection", protectionHasPlan),
  valued(
    NETWORK,
    "encryption.enforcement",
    "AllowUnencrypted",
    `${VNET}virtual-network-encryption-overview#limitations`,
  ),
  between(
    NETWORK,
    "flowTimeoutInMinutes",
    4,
    30,
    "terraform-provider-azurerm, virtual_network_resource.go: flow_timeout_in_minutes",
  ),
];
