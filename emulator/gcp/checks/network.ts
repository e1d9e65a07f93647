/** What Google Cloud refuses of networks and subnetworks: blocks, secondary ranges, purposes, flow logs. */
import ipaddr from "ipaddr.js";
import { overlaps, parseBlock, type Block } from "../../cidr.ts";
import type { Candidate, Check, Cloud, CloudResource, Values } from "../../model.ts";
import { isRecord, valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { sameNetwork } from "../places.ts";
import { lastPart } from "../project.ts";
import { token } from "../tokens.ts";
import { among, atMost, between, late, onlyWhere, recordsAt, rule, type Finding } from "./rules.ts";

const SUBNETS = "https://cloud.google.com/vpc/docs/subnets";
const SDK = "@pulumi/gcp compute.Subnetwork";

interface Range {
  readonly property: string;
  readonly text: string;
}

const rangesOf = (values: Values): Range[] => [
  ...[textAt(values, "ipCidrRange")].filter(Boolean).map((text) => ({ property: "ipCidrRange", text })),
  ...valuesAt(values, "secondaryIpRanges[]")
    .filter(isRecord)
    .map((range) => ({ property: "secondaryIpRanges", text: textAt(range, "ipCidrRange") }))
    .filter(({ text }) => text !== "" && !text.includes(":")), // IPv6 has room enough
];

function blocksAreApart({ inputs }: Candidate): Finding {
  const seen: string[] = [];
  for (const { property, text } of rangesOf(inputs)) {
    const block = blockOf(text);
    if (!block) return { property, reason: `"${text}" is no IPv4 block, as in 10.0.0.0/20` };
    if (block.prefix < 4 || block.prefix > 29)
      return { property, reason: `"${text}" is a /${block.prefix}; /4 to /29 are allowed` };
    const clash = seen.find((other) => touches(text, other));
    if (clash !== undefined) return { property, reason: `"${text}" overlaps ${clash} of the same subnetwork` };
    seen.push(text);
  }
  return undefined;
}

/** Compute Engine looks at no bits behind the prefix: 10.0.0.1/16 is 10.0.0.0/16. */
function blockOf(text: string): Block | undefined {
  if (!ipaddr.IPv4.isValidCIDR(text)) return undefined;
  return parseBlock(`${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${text.split("/")[1]}`);
}

export function touches(a: string, b: string): boolean {
  const [first, second] = [blockOf(a), blockOf(b)];
  return first !== undefined && second !== undefined && overlaps(first, second);
}

/** Ranges that no subnetwork may have: the Internet's own, and those of Google's private access. */
const PROHIBITED = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "199.36.153.4/30",
  "199.36.153.8/30",
  "224.0.0.0/4",
  "255.255.255.255/32",
];

function rangeIsAllowed({ inputs }: Candidate): Finding {
  for (const { property, text } of rangesOf(inputs)) {
    const reserved = PROHIBITED.find((range) => touches(text, range));
    if (reserved) return { property, reason: `"${text}" overlaps ${reserved}, which no subnetwork may have` };
  }
  return undefined;
}

/** What is taken of a network by other than subnetworks: ranges for peered services, and control planes. */
const takenBy = ({ type, inputs, outputs }: CloudResource): string[] => {
  if (type === token("compute:GlobalAddress") && textAt(inputs, "purpose") === "VPC_PEERING")
    return [`${textAt(outputs, "address")}/${textAt(outputs, "prefixLength")}`];
  if (type === token("container:Cluster")) return [textAt(inputs, "privateClusterConfig.masterIpv4CidrBlock")];
  return type === token("compute:Subnetwork") ? rangesOf(inputs).map(({ text }) => text) : [];
};

/** A live resource of the same network that already has a part of that range. */
export function clashInNetwork(text: string, { urn, inputs }: Candidate, cloud: Cloud): string | undefined {
  for (const other of cloud.all()) {
    if (other.urn === urn || !sameNetwork(other.inputs["network"], inputs["network"])) continue;
    const taken = takenBy(other).find((range) => touches(text, range));
    if (taken !== undefined) return `overlaps ${taken} of ${lastPart(other.id)} in the same network`;
  }
  return undefined;
}

function networkHasRoom(candidate: Candidate, cloud: Cloud): Finding {
  for (const { property, text } of rangesOf(candidate.inputs)) {
    const clash = clashInNetwork(text, candidate, cloud);
    if (clash !== undefined) return { property, reason: `"${text}" ${clash}` };
  }
  return undefined;
}

/** A network in auto mode has a subnetwork in every region already. */
const AUTO_MODE = "10.128.0.0/9";

function autoModeHasRoom({ inputs }: Candidate, cloud: Cloud): Finding {
  const network = cloud.find(
    ({ type, id }) => type === token("compute:Network") && sameNetwork(id, inputs["network"] ?? ""),
  );
  if (!network || textAt(network.inputs, "autoCreateSubnetworks") === "false") return undefined;
  const clash = rangesOf(inputs).find(({ text }) => touches(text, AUTO_MODE));
  return clash && { property: clash.property, reason: `"${clash.text}" overlaps ${AUTO_MODE}, which auto mode uses` };
}

function rangesHaveNames({ inputs }: Candidate): Finding {
  const names = (recordsAt(inputs, "secondaryIpRanges") ?? []).map((range) => textAt(range, "rangeName"));
  const wrong = names.find((name) => name !== "" && !/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name));
  if (wrong !== undefined)
    return {
      property: "secondaryIpRanges",
      reason: `"${wrong}" is no range's name: up to 63 lowercase letters, digits and hyphens`,
    };
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : { property: "secondaryIpRanges", reason: `"${twice}" names two ranges of the subnetwork` };
}

const PROXIES = ["REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY", "INTERNAL_HTTPS_LOAD_BALANCER"];

/** A subnetwork for load balancers' proxies holds nothing else, and at least 64 addresses. */
function proxiesHaveRoom({ inputs }: Candidate): Finding {
  if (!PROXIES.includes(textAt(inputs, "purpose"))) return undefined;
  if (textAt(inputs, "purpose") === "REGIONAL_MANAGED_PROXY" && valueAt(inputs, "role") === undefined)
    return { property: "role", reason: "must be ACTIVE or BACKUP where purpose is REGIONAL_MANAGED_PROXY" };
  const prefix = blockOf(textAt(inputs, "ipCidrRange"))?.prefix ?? 0;
  if (prefix > 26) return { property: "ipCidrRange", reason: `a /${prefix} is too small for proxies; /26 or larger` };
  const extra = ["logConfig", "secondaryIpRanges"].find((path) => valuesAt(inputs, path).length > 0);
  return extra === undefined ? undefined : { property: extra, reason: "is not supported by a proxy-only subnetwork" };
}

export const network: readonly Check[] = [
  between("compute:Network", "mtu", 1300, 8896, "@pulumi/gcp compute.Network: mtu"),
  rule("compute:Subnetwork", `${SUBNETS}#manually_created_subnet_ip_ranges`, blocksAreApart),
  rule("compute:Subnetwork", `${SUBNETS}#restricted-ranges`, rangeIsAllowed),
  late(rule("compute:Subnetwork", `${SUBNETS}#manually_created_subnet_ip_ranges`, networkHasRoom)),
  late(rule("compute:Subnetwork", `${SUBNETS}#ip-ranges`, autoModeHasRoom)),
  rule("compute:Subnetwork", `${SDK}: secondaryIpRanges[].rangeName`, rangesHaveNames),
  atMost("compute:Subnetwork", "secondaryIpRanges", 170, "https://cloud.google.com/vpc/docs/quota#per_network"),
  among(
    "compute:Subnetwork",
    "purpose",
    [...PROXIES, "PRIVATE", "PRIVATE_RFC_1918", "PRIVATE_SERVICE_CONNECT", "PEER_MIGRATION", "PRIVATE_NAT"],
    `${SDK}: purpose`,
  ),
  rule("compute:Subnetwork", "https://cloud.google.com/load-balancing/docs/proxy-only-subnets", proxiesHaveRoom),
  between("compute:Subnetwork", "logConfig.flowSampling", 0, 1, `${SDK}: logConfig.flowSampling`),
  onlyWhere(
    "compute:Subnetwork",
    "logConfig.metadataFields",
    ["logConfig.metadata", ["CUSTOM_METADATA"], "INCLUDE_ALL_METADATA"],
    `${SDK}: logConfig.metadataFields`,
  ),
];
