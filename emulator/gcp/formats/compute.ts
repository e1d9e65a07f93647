/** Machines, addresses, disks, load balancers and names. */
import { addressIn, overlaps, parseBlock } from "../../cidr.ts";
import { always, extend, extendEach, type Formats } from "../../formatting.ts";
import type { Format, SynthesisContext, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { digitsOf, publicAddressOf, textAt } from "../../text.ts";
import { lastPart, projectOf, regionOf, zoneOf } from "../project.ts";
import { sameNetwork } from "../places.ts";
import { token } from "../tokens.ts";
import { related } from "./common.ts";

const API = "https://www.googleapis.com/compute/v1/";

/** An address of that subnetwork; its first two and last two are Google's. */
export function addressInSubnetwork(subnetwork: unknown, context: SynthesisContext, salt: string): string {
  const range = textAt(related(subnetwork, "compute:Subnetwork", context)?.outputs ?? {}, "ipCidrRange");
  return addressIn(range || "10.128.0.0/20", 2 + (parseInt(context.hex(4, salt), 16) % 200));
}

const networkInterface = (given: Values, context: SynthesisContext, index: number): Values => {
  const subnetwork = related(given["subnetwork"], "compute:Subnetwork", context);
  const configs = valuesAt(given, "accessConfigs[]").filter(isRecord);
  return {
    name: `nic${index}`,
    network:
      given["network"] ??
      subnetwork?.outputs["network"] ??
      `${API}projects/${projectOf(context.inputs, context.cloud)}/global/networks/default`,
    networkIp: textAt(given, "networkIp") || addressInSubnetwork(given["subnetwork"], context, `nic${index}`),
    stackType: textAt(given, "stackType") || "IPV4_ONLY",
    accessConfigs: configs.map((config) => ({
      ...config,
      natIp: textAt(config, "natIp") || publicAddressOf(context, `nat${index}`),
      networkTier: textAt(config, "networkTier") || "PREMIUM",
    })),
  };
};

/** Internal addresses come from their subnetwork, others from the world's. */
const address: Format = (context) => {
  const { inputs } = context;
  if (textAt(inputs, "address")) return inputs["address"];
  const isInternal = textAt(inputs, "addressType") === "INTERNAL" || textAt(inputs, "purpose") === "VPC_PEERING";
  if (!isInternal) return publicAddressOf(context, "address");
  return inputs["subnetwork"]
    ? addressInSubnetwork(inputs["subnetwork"], context, "address")
    : freeRange(context, Number(inputs["prefixLength"] ?? 32));
};

/** A range that no subnetwork of the network has yet. */
function freeRange({ inputs, cloud, hex }: SynthesisContext, prefix: number): string {
  const taken = cloud
    .ofType(token("compute:Subnetwork"))
    .filter((subnetwork) => sameNetwork(subnetwork.inputs["network"], inputs["network"]))
    .flatMap(({ inputs: own }) => [
      ...valuesAt(own, "ipCidrRange"),
      ...valuesAt(own, "secondaryIpRanges[].ipCidrRange"),
    ])
    .map((text) => parseBlock(String(text)));
  const start = parseInt(hex(2, "range"), 16);
  const candidates = Array.from({ length: 256 }, (_, step) => `10.${(start + step) % 256}.0.0`);
  const isFree = (first: string) => {
    const block = parseBlock(`${first}/${Math.max(prefix, 16)}`);
    return block !== undefined && !taken.some((other) => other !== undefined && overlaps(block, other));
  };
  return candidates.find(isFree) ?? `10.${start}.0.0`;
}

const ruleAddress: Format = (context) => {
  const { inputs } = context;
  if (textAt(inputs, "ipAddress")) return inputs["ipAddress"];
  return /INTERNAL/.test(textAt(inputs, "loadBalancingScheme"))
    ? addressInSubnetwork(inputs["subnetwork"], context, "rule")
    : publicAddressOf(context, "rule");
};

const nameServers: Format = ({ hex }) => {
  const letter = "abcde".charAt(parseInt(hex(2, "ns"), 16) % 5);
  return [1, 2, 3, 4].map((number) => `ns-cloud-${letter}${number}.googledomains.com.`);
};

const instanceGroup: Format = ({ id }) => `${API}${id.replace("/instanceGroupManagers/", "/instanceGroups/")}`;

export const compute: Formats = {
  "compute:Network": {
    networkId: (context) => digitsOf(context, 19, "network"),
    gatewayIpv4: always(""),
    routingMode: always("REGIONAL"),
    mtu: always(1460),
  },
  "compute:Subnetwork": {
    subnetworkId: (context) => Number(digitsOf(context, 15, "subnetwork")),
    gatewayAddress: ({ inputs }) => addressIn(textAt(inputs, "ipCidrRange"), 1),
    privateIpv6GoogleAccess: always("DISABLE_GOOGLE_ACCESS"),
    purpose: always("PRIVATE"),
    stackType: always("IPV4_ONLY"),
  },
  "compute:Firewall": { direction: always("INGRESS"), priority: always(1000) },
  "compute:Address": { address, users: always([]) },
  "compute:GlobalAddress": { address },
  "compute:ForwardingRule": {
    ipAddress: ruleAddress,
    forwardingRuleId: (context) => Number(digitsOf(context, 15, "rule")),
  },
  "compute:GlobalForwardingRule": { ipAddress: ruleAddress },
  "compute:Instance": {
    networkInterfaces: extendEach("networkInterfaces", networkInterface),
    instanceId: (context) => digitsOf(context, 19, "instance"),
    currentStatus: always("RUNNING"),
    cpuPlatform: always("Intel Broadwell"),
    bootDisk: extend("bootDisk", (_, { inputs, cloud, id }) => ({
      deviceName: "persistent-disk-0",
      source: `${API}projects/${projectOf(inputs, cloud)}/zones/${zoneOf(inputs, cloud)}/disks/${lastPart(id)}`,
    })),
  },
  "compute:InstanceGroupManager": { instanceGroup },
  "compute:RegionInstanceGroupManager": { instanceGroup },
  "compute:InstanceTemplate": {
    selfLinkUnique: (context) => `${API}${context.id}?uniqueId=${digitsOf(context, 19, "unique")}`,
  },
  "compute:ManagedSslCertificate": { certificateId: (context) => Number(digitsOf(context, 15, "certificate")) },
  "compute:HealthCheck": {
    type: ({ inputs }) =>
      Object.keys(inputs)
        .find((key) => key.endsWith("HealthCheck"))
        ?.replace("HealthCheck", "")
        .toUpperCase(),
  },
  "dns:ManagedZone": { nameServers, managedZoneId: (context) => digitsOf(context, 19, "zone") },
  "vpcaccess:Connector": { selfLink: ({ id }) => id, state: always("READY") },
  "servicenetworking:Connection": { peering: ({ inputs }) => textAt(inputs, "service").replaceAll(".", "-") },
  "compute:NetworkPeering": { state: always("ACTIVE"), stateDetails: always("Connected.") },
  "compute:RouterNat": { region: ({ inputs, cloud }) => regionOf(inputs, cloud) },
};
