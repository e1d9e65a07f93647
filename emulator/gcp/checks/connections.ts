/** What Google Cloud refuses where a network meets its services: peerings, Private Service Connect, private zones. */
import type { Candidate, Check, Cloud, Value, Values } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { named, sameNetwork, subnetworkNamed } from "../places.ts";
import { lastPart } from "../project.ts";
import { token } from "../tokens.ts";
import { between, each, late, matching, onlyWhere, rule, type Finding } from "./rules.ts";

const PSC = "https://cloud.google.com/vpc/docs/configure-service-connection-policies";
const ZONES = "https://cloud.google.com/dns/docs/zones";

const isOther = (a: Value, b: Value) => typeof b === "string" && !sameNetwork(a, b);

/** A peering gives out ranges that were reserved for one, in its own network. */
function rangesAreReserved({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = "reservedPeeringRanges";
  for (const name of valuesAt(inputs, `${property}[]`)) {
    const range = cloud.find(
      ({ type, outputs }) => type === token("compute:GlobalAddress") && outputs["name"] === name,
    );
    if (!range) continue; // whether it exists is asked of every reference
    if (textAt(range.inputs, "purpose") !== "VPC_PEERING")
      return { property, reason: `"${String(name)}" is not reserved for it: its purpose must be VPC_PEERING` };
    if (isOther(range.inputs["network"], inputs["network"]))
      return { property, reason: `"${String(name)}" is in another network` };
  }
  return undefined;
}

/** One policy for a service, a network and a region. */
function policyIsAlone(candidate: Candidate, cloud: Cloud): Finding {
  const { inputs, urn, type } = candidate;
  const rival = cloud
    .ofType(type)
    .find(
      (other) =>
        other.urn !== urn &&
        ["serviceClass", "location"].every((key) => other.inputs[key] === inputs[key]) &&
        sameNetwork(other.inputs["network"], inputs["network"]),
    );
  return rival && { property: "serviceClass", reason: `${lastPart(rival.id)} is the policy of this network already` };
}

function subnetworksFit({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = "pscConfig.subnetworks";
  const wrong = valuesAt(inputs, `${property}[]`).find((value) => {
    const found = subnetworkNamed(value, inputs, cloud);
    return found && isOther(found.inputs["network"], inputs["network"]);
  });
  if (wrong !== undefined) return { property, reason: `"${lastPart(String(wrong))}" is in another network` };
  const location = textAt(inputs, "location");
  const afar = valuesAt(inputs, `${property}[]`)
    .map(String)
    .find((value) => value.includes("/regions/") && location !== "" && !value.includes(`/regions/${location}/`));
  return afar === undefined ? undefined : { property, reason: `"${afar}" is not in ${location}` };
}

const isVisible = (inputs: Values) => valueAt(inputs, "visibility") ?? "public";

/** A record's name lies in its zone. */
function recordIsInZone({ inputs }: Candidate, cloud: Cloud): Finding {
  const name = textAt(inputs, "name");
  const zone = named(inputs["managedZone"], "dns:ManagedZone", cloud);
  const suffix = textAt(zone?.inputs ?? {}, "dnsName");
  return name === "" || suffix === "" || name === suffix || name.endsWith(`.${suffix}`)
    ? undefined
    : { property: "name", reason: `"${name}" does not end with the zone's ${suffix}` };
}

/** Names that records point at are absolute; addresses are addresses. */
function recordHasData({ inputs }: Candidate): Finding {
  const property = "rrdatas";
  const [kind, data] = [textAt(inputs, "type"), valuesAt(inputs, `${property}[]`).map(String)];
  if (kind === "CNAME" && data.length > 1) return { property, reason: "a CNAME has one value" };
  const relative = ["CNAME", "NS"].includes(kind) ? data.find((value) => !value.endsWith(".")) : undefined;
  if (relative !== undefined) return { property, reason: `"${relative}" must end with a dot` };
  const wrong = kind === "A" ? data.find((value) => !/^\d{1,3}(\.\d{1,3}){3}$/.test(value)) : undefined;
  return wrong === undefined ? undefined : { property, reason: `"${wrong}" is no IPv4 address` };
}

export const connections: readonly Check[] = [
  matching(
    "servicenetworking:Connection",
    "reservedPeeringRanges[]",
    /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
    "the name of a compute.GlobalAddress, neither its id nor its address",
    "github.com/hashicorp/terraform-provider-google/issues/11100",
  ),
  late(
    rule(
      "servicenetworking:Connection",
      "github.com/hashicorp/terraform-provider-google/issues/17041",
      rangesAreReserved,
    ),
  ),
  late(rule("networkconnectivity:ServiceConnectionPolicy", `${PSC}#create-policy`, policyIsAlone)),
  late(rule("networkconnectivity:ServiceConnectionPolicy", `${PSC}#create-policy`, subnetworksFit)),
  matching(
    "networkconnectivity:ServiceConnectionPolicy",
    "network",
    /projects\/[^/]+\/global\/networks\/[^/]+$/,
    "projects/{project}/global/networks/{name}, the network's id",
    "@pulumi/gcp networkconnectivity.ServiceConnectionPolicy: network",
  ),
  matching("dns:ManagedZone", "dnsName", /\.$/, "a domain that ends with a dot, as in example.com.", ZONES),
  onlyWhere(
    "dns:ManagedZone",
    "privateVisibilityConfig",
    ["visibility", ["private"], "public"],
    "@pulumi/gcp dns.ManagedZone: privateVisibilityConfig",
  ),
  each("dns:ManagedZone", "privateVisibilityConfig.networks", `${ZONES}#create-private-zone`, (network, { inputs }) =>
    isVisible(inputs) === "private" && /^[^/]+$/.test(textAt(network, "networkUrl"))
      ? `"${textAt(network, "networkUrl")}" is a name: write the network's id or link`
      : undefined,
  ),
  matching("dns:RecordSet", "name", /\.$/, "a name that ends with a dot", "@pulumi/gcp dns.RecordSet: name"),
  late(rule("dns:RecordSet", "https://cloud.google.com/dns/docs/records#add_a_record", recordIsInZone)),
  rule("dns:RecordSet", "https://cloud.google.com/dns/docs/records#add_a_record", recordHasData),
  between("dns:RecordSet", "ttl", 0, 2147483647, "https://datatracker.ietf.org/doc/html/rfc2181#section-8"),
];
