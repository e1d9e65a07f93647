/** What Google Cloud refuses of routers, NAT gateways and addresses. */
import type { Candidate, Check, Cloud, CloudResource } from "../../model.ts";
import { valueAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { sameNetwork } from "../places.ts";
import { lastPart, regionOf } from "../project.ts";
import { token } from "../tokens.ts";
import { atMostOne, isAbsent, isPresent, late, neededWhere, onlyWhere, rule, type Finding } from "./rules.ts";

const NAT = "@pulumi/gcp compute.RouterNat";
const ADDRESS = "@pulumi/gcp compute.Address";
const GLOBAL_ADDRESS = "@pulumi/gcp compute.GlobalAddress";

/** RFC 6996, and Google's own number for partners. */
function asnIsPrivate({ inputs }: Candidate): Finding {
  const asn = valueAt(inputs, "bgp.asn");
  const isPrivate = (number: number) =>
    (number >= 64512 && number <= 65534) || (number >= 4200000000 && number <= 4294967294) || number === 16550;
  return typeof asn !== "number" || isPrivate(asn)
    ? undefined
    : { property: "bgp.asn", reason: `${asn} is not private: 64512 to 65534, or 4200000000 to 4294967294` };
}

const isPowerOfTwo = (value: number) => Number.isInteger(Math.log2(value));

function portsFit({ inputs }: Candidate): Finding {
  const { minPortsPerVm: min, maxPortsPerVm: max, enableDynamicPortAllocation: isDynamic } = inputs;
  if (isDynamic !== true) return undefined;
  if (typeof min === "number" && (min < 32 || !isPowerOfTwo(min)))
    return {
      property: "minPortsPerVm",
      reason: `${min} is no power of two of 32 or more, as dynamic allocation needs`,
    };
  if (typeof max !== "number") return undefined;
  if (!isPowerOfTwo(max)) return { property: "maxPortsPerVm", reason: `${max} is no power of two` };
  return typeof min === "number" && max <= min
    ? { property: "maxPortsPerVm", reason: `${max} is not more than minPortsPerVm, ${min}` }
    : undefined;
}

const isWhole = (inputs: CloudResource["inputs"]) =>
  textAt(inputs, "sourceSubnetworkIpRangesToNat").startsWith("ALL_SUBNETWORKS");

/** A gateway for all subnetworks of a network's region stands alone there. */
function natIsAlone(candidate: Candidate, cloud: Cloud): Finding {
  const network = (inputs: CloudResource["inputs"]) =>
    cloud.find(
      ({ type, id }) =>
        type === token("compute:Router") &&
        lastPart(id) === lastPart(textAt(inputs, "router")) &&
        id.includes(`/regions/${regionOf(inputs, cloud)}/`),
    )?.inputs["network"];
  const own = network(candidate.inputs);
  const rival = cloud
    .ofType(candidate.type)
    .find(
      ({ urn, inputs }) =>
        urn !== candidate.urn &&
        (isWhole(inputs) || isWhole(candidate.inputs)) &&
        textAt(inputs, "type") !== "PRIVATE" &&
        textAt(candidate.inputs, "type") !== "PRIVATE" &&
        regionOf(inputs, cloud) === regionOf(candidate.inputs, cloud) &&
        sameNetwork(network(inputs), own),
    );
  return (
    rival && {
      property: "sourceSubnetworkIpRangesToNat",
      reason: `${lastPart(rival.id)} is in the same network and region, and one of the two is for all subnetworks`,
    }
  );
}

/** A range for peered services belongs to a network, and is internal. */
function rangeBelongsToNetwork({ inputs }: Candidate): Finding {
  if (!["VPC_PEERING", "PRIVATE_SERVICE_CONNECT"].includes(textAt(inputs, "purpose"))) return undefined;
  if ((inputs["addressType"] ?? "EXTERNAL") === "EXTERNAL")
    return { property: "addressType", reason: "must be INTERNAL where purpose is given" };
  return isAbsent(inputs, "network")
    ? { property: "network", reason: `must be given where purpose is ${textAt(inputs, "purpose")}` }
    : undefined;
}

const INTERNAL = ["addressType", ["INTERNAL"], "EXTERNAL"] as const;

export const gateways: readonly Check[] = [
  rule("compute:Router", "terraform-provider-google, verify/validation.go: ValidateRFC6996Asn", asnIsPrivate),
  neededWhere(
    "compute:RouterNat",
    ["natIps", "initialNatIps"],
    ["natIpAllocateOption", ["MANUAL_ONLY"]],
    `${NAT}: natIps`,
  ),
  onlyWhere("compute:RouterNat", "natIps", ["natIpAllocateOption", ["MANUAL_ONLY"]], `${NAT}: natIps`),
  onlyWhere("compute:RouterNat", "initialNatIps", ["natIpAllocateOption", ["MANUAL_ONLY"]], `${NAT}: initialNatIps`),
  atMostOne("compute:RouterNat", ["natIps", "initialNatIps"], `${NAT}: initialNatIps`),
  neededWhere(
    "compute:RouterNat",
    ["natIpAllocateOption"],
    ["type", ["PUBLIC"], "PUBLIC"],
    "https://cloud.google.com/nat/docs/ports-and-addresses#addresses",
  ),
  rule("compute:RouterNat", "terraform-provider-google, resource_compute_router_nat.go", ({ inputs, old }) =>
    !old && isPresent(inputs, "drainNatIps")
      ? { property: "drainNatIps", reason: "a new gateway has no addresses to drain" }
      : undefined,
  ),
  neededWhere(
    "compute:RouterNat",
    ["subnetworks"],
    ["sourceSubnetworkIpRangesToNat", ["LIST_OF_SUBNETWORKS"]],
    `${NAT}: subnetworks`,
  ),
  onlyWhere(
    "compute:RouterNat",
    "subnetworks",
    ["sourceSubnetworkIpRangesToNat", ["LIST_OF_SUBNETWORKS"]],
    `${NAT}: subnetworks`,
  ),
  rule("compute:RouterNat", `${NAT}: enableDynamicPortAllocation`, ({ inputs }) =>
    inputs["enableDynamicPortAllocation"] === true && inputs["enableEndpointIndependentMapping"] === true
      ? { property: "enableEndpointIndependentMapping", reason: "must be off with enableDynamicPortAllocation" }
      : undefined,
  ),
  rule("compute:RouterNat", `${NAT}: enableDynamicPortAllocation`, portsFit),
  late(rule("compute:RouterNat", `${NAT}: sourceSubnetworkIpRangesToNat`, natIsAlone)),
  onlyWhere("compute:Address", "purpose", INTERNAL, `${ADDRESS}: purpose`),
  onlyWhere("compute:Address", "subnetwork", INTERNAL, `${ADDRESS}: subnetwork`),
  onlyWhere("compute:Address", "network", INTERNAL, `${ADDRESS}: network`),
  onlyWhere("compute:Address", "networkTier", ["addressType", ["EXTERNAL"], "EXTERNAL"], `${ADDRESS}: networkTier`),
  rule("compute:GlobalAddress", `${GLOBAL_ADDRESS}: purpose`, rangeBelongsToNetwork),
  onlyWhere("compute:GlobalAddress", "network", INTERNAL, `${GLOBAL_ADDRESS}: network`),
  rule("compute:GlobalAddress", `${GLOBAL_ADDRESS}: prefixLength`, ({ inputs }) =>
    inputs["purpose"] === "PRIVATE_SERVICE_CONNECT" && isPresent(inputs, "prefixLength")
      ? { property: "prefixLength", reason: "cannot be given where purpose is PRIVATE_SERVICE_CONNECT" }
      : undefined,
  ),
];
