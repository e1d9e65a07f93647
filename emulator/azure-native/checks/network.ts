/** What Azure refuses of networks: blocks, subnets, addresses and rules. */
import type { Candidate, Check, Cloud, CloudResource, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { contains, overlaps, parseBlock } from "../../cidr.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { sameName } from "../subscription.ts";
import { between, matching, rule } from "./rules.ts";

const VNET = "https://learn.microsoft.com/azure/virtual-network/";

const prefixesOf = (values: Values): string[] =>
  ["addressPrefix", "addressPrefixes[]"].flatMap((path) => valuesAt(values, path)).map(String);

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
function networkOf(candidate: Candidate, cloud: Cloud): CloudResource | undefined {
  const id = idFrom(candidate.type, candidate.inputs)?.split("/subnets/")[0];
  return id === undefined ? undefined : cloud.find((other) => sameName(other.id, id));
}

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

const standardIsStatic = ({ inputs }: Candidate): Finding =>
  /^Standard/.test(textAt(inputs, "sku.name")) && textAt(inputs, "publicIPAllocationMethod") === "Dynamic"
    ? { property: "publicIPAllocationMethod", reason: '"Dynamic" does not go with a Standard address; use "Static"' }
    : undefined;

function prioritiesDiffer({ inputs }: Candidate): Finding {
  const seen = new Map<string, string>();
  for (const given of valuesAt(inputs, "securityRules[]").filter(isRecord)) {
    const key = `${textAt(given, "direction")} ${textAt(given, "priority")}`;
    const other = seen.get(key);
    if (other !== undefined && textAt(given, "priority") !== "") {
      return {
        property: "securityRules",
        reason: `${other} and ${textAt(given, "name")} have the same priority and direction`,
      };
    }
    seen.set(key, textAt(given, "name"));
  }
  return undefined;
}

const PRIORITY = `${VNET}network-security-groups-overview#security-rules`;

export const network: readonly Check[] = [
  rule("network:VirtualNetwork", `${VNET}virtual-networks-faq`, spaceIsBlocks),
  rule("network:VirtualNetwork", `${VNET}virtual-networks-faq`, inlineSubnetsFit),
  { ...rule("network:Subnet", `${VNET}virtual-networks-faq`, subnetFits), late: true },
  rule("network:PublicIPAddress", `${VNET}ip-services/public-ip-addresses#sku`, standardIsStatic),
  rule("network:NetworkSecurityGroup", PRIORITY, prioritiesDiffer),
  between("network:SecurityRule", "priority", 100, 4096, PRIORITY),
  between("network:NetworkSecurityGroup", "securityRules[].priority", 100, 4096, PRIORITY),
  between("network:NatGateway", "idleTimeoutInMinutes", 4, 120, `${VNET}nat-gateway/nat-gateway-resource`),
  matching(
    "privatedns:PrivateZone",
    "location",
    /^global$/i,
    'private zones are "Global"',
    "https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones",
  ),
];
