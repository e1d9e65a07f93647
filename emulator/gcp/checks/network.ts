/** What Google Cloud refuses of networks: blocks, secondary ranges, rules, gateways. */
import { overlaps, parseBlock } from "../../cidr.ts";
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { lastPart } from "../project.ts";
import { token } from "../tokens.ts";
import { between, exactlyOne, rule } from "./rules.ts";

const VPC = "https://cloud.google.com/vpc/docs/subnets";

const rangesOf = (values: Values): { property: string; text: string }[] => [
  ...[textAt(values, "ipCidrRange")].filter(Boolean).map((text) => ({ property: "ipCidrRange", text })),
  ...valuesAt(values, "secondaryIpRanges[]")
    .filter(isRecord)
    .map((range) => ({ property: "secondaryIpRanges", text: textAt(range, "ipCidrRange") }))
    .filter(({ text }) => text !== ""),
];

function blocksAreApart({ inputs }: Candidate): Finding {
  const seen: string[] = [];
  for (const { property, text } of rangesOf(inputs)) {
    const block = parseBlock(text);
    if (!block) return { property, reason: `"${text}" is no IPv4 block; write its first address, as in 10.0.0.0/20` };
    if (block.prefix < 4 || block.prefix > 29)
      return { property, reason: `"${text}" is a /${block.prefix}; /4 to /29 are allowed` };
    const clash = seen.find((other) => touches(text, other));
    if (clash !== undefined) return { property, reason: `"${text}" overlaps ${clash} of the same subnetwork` };
    seen.push(text);
  }
  return undefined;
}

function touches(a: string, b: string): boolean {
  const [first, second] = [parseBlock(a), parseBlock(b)];
  return first !== undefined && second !== undefined && overlaps(first, second);
}

/** Primary and secondary ranges of a network's subnetworks must all be apart. */
function networkHasRoom({ type, urn, inputs }: Candidate, cloud: Cloud): Finding {
  const network = lastPart(textAt(inputs, "network"));
  const others = cloud
    .ofType(type)
    .filter((other) => other.urn !== urn && lastPart(textAt(other.inputs, "network")) === network && network !== "");
  for (const { property, text } of rangesOf(inputs)) {
    for (const other of others) {
      const clash = rangesOf(other.inputs).find((range) => touches(text, range.text));
      if (clash)
        return { property, reason: `"${text}" overlaps ${clash.text} of ${lastPart(other.id)} in the same network` };
    }
  }
  return undefined;
}

function natHasAddresses({ inputs }: Candidate): Finding {
  const isManual = textAt(inputs, "natIpAllocateOption") === "MANUAL_ONLY";
  const isGiven = inputs["natIps"] !== undefined || inputs["initialNatIps"] !== undefined;
  return isManual && !isGiven
    ? { property: "natIps", reason: "must be given where natIpAllocateOption is MANUAL_ONLY" }
    : undefined;
}

/** The ranges that a cluster takes its pods and services from are the subnetwork's. */
function rangesExist({ inputs }: Candidate, cloud: Cloud): Finding {
  const wanted = textAt(inputs, "subnetwork");
  const subnetwork = cloud.find(
    ({ type, id, outputs }) =>
      type === token("compute:Subnetwork") && [id, outputs["selfLink"], outputs["name"]].includes(wanted),
  );
  if (!subnetwork) return undefined;
  const ranges = valuesAt(subnetwork.inputs, "secondaryIpRanges[].rangeName");
  for (const property of ["clusterSecondaryRangeName", "servicesSecondaryRangeName"]) {
    const name = textAt(inputs, `ipAllocationPolicy.${property}`);
    if (name !== "" && !ranges.includes(name)) {
      return {
        property: `ipAllocationPolicy.${property}`,
        reason: `"${name}" is none of the subnetwork's ranges ${ranges.join(", ")}`,
      };
    }
  }
  return undefined;
}

export const network: readonly Check[] = [
  rule("compute:Subnetwork", `${VPC}#manually_created_subnet_ip_ranges`, blocksAreApart),
  { ...rule("compute:Subnetwork", `${VPC}#manually_created_subnet_ip_ranges`, networkHasRoom), late: true },
  exactlyOne("compute:Firewall", ["allows", "denies"], "https://cloud.google.com/firewall/docs/firewalls"),
  between(
    "compute:Firewall",
    "priority",
    0,
    65535,
    "https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules",
  ),
  rule("compute:RouterNat", "@pulumi/gcp compute.RouterNat: natIps", natHasAddresses),
  {
    ...rule("container:Cluster", "https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips", rangesExist),
    late: true,
  },
];
