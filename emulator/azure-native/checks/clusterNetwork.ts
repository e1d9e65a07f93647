/** What AKS refuses of a cluster's network. */
import ipaddr from "ipaddr.js";
import { contains, overlaps, parseBlock, type Block } from "../../cidr.ts";
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { networkOfSubnet, prefixesOf, subnetWithId } from "../subnets.ts";
import { locationOf, regionName } from "../subscription.ts";
import { between, isAbsent, late, rule, valued } from "./rules.ts";

const AKS = "https://learn.microsoft.com/azure/aks/";
const CLUSTER = "containerservice:ManagedCluster";
const PROFILE = "networkProfile";
const SDK = "@pulumi/azure-native containerservice.ContainerServiceNetworkProfileArgs";
const TERRAFORM = "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster";

/** A setting in lower case; empty where it is missing or unknown. */
const setting = (inputs: Values, key: string) => textAt(inputs, `${PROFILE}.${key}`).toLowerCase();
const lacks = (inputs: Values, key: string) => isAbsent(inputs, `${PROFILE}.${key}`);

/** @param flawOf says what is wrong with a setting, given the others. */
const settings = (key: string, source: string, flawOf: (inputs: Values) => string | undefined): Check =>
  rule(CLUSTER, source, ({ inputs }) => {
    const reason = flawOf(inputs);
    return reason === undefined ? undefined : { property: `${PROFILE}.${key}`, reason };
  });

const isOtherPlugin = (inputs: Values) => ["kubenet", "none"].includes(setting(inputs, "networkPlugin"));

const FOR_AZURE = 'goes with networkPlugin "azure" only';

const combinations: readonly Check[] = [
  settings("networkPluginMode", `${AKS}azure-cni-overlay`, (inputs) =>
    setting(inputs, "networkPluginMode") !== "" && isOtherPlugin(inputs) ? FOR_AZURE : undefined,
  ),
  settings("podCidr", TERRAFORM, (inputs) =>
    setting(inputs, "networkPlugin") === "azure" &&
    lacks(inputs, "networkPluginMode") &&
    setting(inputs, "podCidr") !== ""
      ? 'goes with networkPluginMode "overlay"; without it, pods have addresses of a subnet'
      : undefined,
  ),
  settings("networkMode", TERRAFORM, (inputs) =>
    setting(inputs, "networkMode") !== "" && isOtherPlugin(inputs) ? FOR_AZURE : undefined,
  ),
  settings("networkDataplane", TERRAFORM, (inputs) =>
    setting(inputs, "networkDataplane") === "cilium" && isOtherPlugin(inputs) ? FOR_AZURE : undefined,
  ),
  settings("networkPolicy", TERRAFORM, (inputs) => {
    const policy = setting(inputs, "networkPolicy");
    const isCilium = setting(inputs, "networkDataplane") === "cilium";
    if (policy === "azure" && isOtherPlugin(inputs)) return FOR_AZURE;
    if (policy === "cilium" && (lacks(inputs, "networkDataplane") || setting(inputs, "networkDataplane") === "azure")) {
      return 'needs networkDataplane "cilium"';
    }
    return isCilium && ["azure", "calico"].includes(policy) ? 'must be "cilium", as networkDataplane is' : undefined;
  }),
  settings(
    "advancedNetworking.security",
    "terraform-provider-azurerm, kubernetes_cluster_resource.go: CustomizeDiff",
    (inputs) =>
      setting(inputs, "advancedNetworking.security.enabled") === "true" &&
      (lacks(inputs, "networkDataplane") || setting(inputs, "networkDataplane") === "azure")
        ? 'needs networkDataplane "cilium"'
        : undefined,
  ),
  settings("dnsServiceIP", "terraform-provider-azurerm, kubernetes_cluster_validate.go", (inputs) => {
    const isWithoutRange = lacks(inputs, "serviceCidr") && lacks(inputs, "serviceCidrs");
    if (lacks(inputs, "dnsServiceIP") === isWithoutRange) return undefined;
    return isWithoutRange ? "needs the serviceCidr that it lies in" : "is missing beside serviceCidr";
  }),
];

/** Ranges that AKS keeps. */
const RESERVED = ["169.254.0.0/16", "192.0.2.0/24", "172.30.0.0/16", "172.31.0.0/16"];

interface Range {
  readonly key: string;
  readonly text: string;
  readonly block: Block | undefined;
}

const rangesOf = (inputs: Values, kind: "pod" | "service"): Range[] =>
  [`${kind}Cidr`, `${kind}Cidrs[]`].flatMap((key) =>
    valuesAt(inputs, `${PROFILE}.${key}`)
      .map(String)
      .filter((text) => !text.includes(":"))
      .map((text) => ({ key: `${PROFILE}.${key}`, text, block: parseBlock(text) })),
  );

const meets = (block: Block, text: string): boolean => {
  const other = parseBlock(text);
  return other !== undefined && overlaps(block, other);
};

function rangesFit({ inputs }: Candidate): Finding {
  const [pods, services] = [rangesOf(inputs, "pod"), rangesOf(inputs, "service")];
  for (const { key, text, block } of [...pods, ...services]) {
    if (!block) return { property: key, reason: `"${text}" is no block; write its first address, as in 10.244.0.0/16` };
    const kept = RESERVED.find((reserved) => meets(block, reserved));
    if (kept !== undefined) return { property: key, reason: `"${text}" overlaps ${kept}, which AKS keeps` };
  }
  for (const { key, text, block } of services) {
    if (block && block.prefix <= 12)
      return { property: key, reason: `"${text}" is too large: it must be smaller than a /12` };
    const clash = pods.find((pod) => block && meets(block, pod.text));
    if (clash) return { property: key, reason: `"${text}" overlaps the pods' ${clash.text}` };
  }
  return undefined;
}

function dnsLiesInServices({ inputs }: Candidate): Finding {
  const property = `${PROFILE}.dnsServiceIP`;
  const address = textAt(inputs, property);
  const service = parseBlock(textAt(inputs, `${PROFILE}.serviceCidr`));
  if (address === "" || !service) return undefined;
  const block = ipaddr.IPv4.isValid(address) ? parseBlock(`${address}/32`) : undefined;
  if (!block || !contains(service, block)) return { property, reason: `"${address}" does not lie in serviceCidr` };
  return block.first <= service.first + 1
    ? { property, reason: `"${address}" is the first of serviceCidr, which is the API server's` }
    : undefined;
}

const subnetIdsOf = (inputs: Values): string[] =>
  ["agentPoolProfiles[].vnetSubnetID", "vnetSubnetID"].flatMap((path) => valuesAt(inputs, path)).map(String);

/** Pods keep off the nodes' subnets, services off every subnet of the network. */
function rangesLieOutside({ inputs }: Candidate, cloud: Cloud): Finding {
  const ids = subnetIdsOf(inputs);
  const near = ids.flatMap((id) => prefixesOf(subnetWithId(cloud, id) ?? {}));
  const networks = ids.map((id) => networkOfSubnet(cloud, id)?.id ?? "\n");
  const all = cloud
    .ofType("azure-native:network:Subnet")
    .filter(({ id }) => networks.some((network) => id.startsWith(`${network}/`)))
    .flatMap(({ outputs }) => prefixesOf(outputs));
  const pairs = [
    ...rangesOf(inputs, "pod").map((range) => [range, near] as const),
    ...rangesOf(inputs, "service").map((range) => [range, [...near, ...all]] as const),
  ];
  for (const [{ key, text, block }, taken] of pairs) {
    const clash = taken.find((other) => block && meets(block, other));
    if (clash !== undefined) return { property: key, reason: `"${text}" overlaps the subnet ${clash}` };
  }
  return undefined;
}

function networkIsNear({ inputs }: Candidate, cloud: Cloud): Finding {
  const own = regionName(locationOf(inputs, cloud));
  const far = subnetIdsOf(inputs).find((id) => {
    const its = regionName(textAt(networkOfSubnet(cloud, id)?.outputs ?? {}, "location"));
    return own !== "" && its !== "" && its !== own;
  });
  return far === undefined
    ? undefined
    : { property: "location", reason: `${own} is not the region of the network of ${far}` };
}

function nodesAreNotDelegated({ inputs }: Candidate, cloud: Cloud): Finding {
  const delegated = subnetIdsOf(inputs).find(
    (id) => valuesAt(subnetWithId(cloud, id) ?? {}, "delegations[]").length > 0,
  );
  if (delegated === undefined) return undefined;
  return {
    property: "vnetSubnetID",
    reason: `"${delegated}" is delegated to another service; nodes need a subnet that is not`,
  };
}

const OUTBOUND = `${PROFILE}.outboundType`;

/** The gateway must be there when the first nodes are. */
function gatewayIsAttached({ inputs }: Candidate, cloud: Cloud): Finding {
  if (setting(inputs, "outboundType") !== "userassignednatgateway") return undefined;
  const pools = valuesAt(inputs, "agentPoolProfiles[]").filter(isRecord);
  if (pools.some((pool) => isAbsent(pool, "vnetSubnetID"))) {
    return { property: OUTBOUND, reason: "userAssignedNATGateway needs a subnet of your own in vnetSubnetID" };
  }
  const bare = subnetIdsOf(inputs).find((id) => {
    const subnet = subnetWithId(cloud, id);
    return subnet && textAt(subnet, "natGateway.id") === "";
  });
  return bare === undefined ? undefined : { property: OUTBOUND, reason: `the subnet "${bare}" has no NAT gateway` };
}

const ways: readonly Check[] = [
  late(rule(CLUSTER, `${AKS}nat-gateway`, gatewayIsAttached)),
  settings("outboundType", `${AKS}nat-gateway#prerequisites`, (inputs) =>
    setting(inputs, "outboundType") === "managednatgateway" && subnetIdsOf(inputs).length > 0
      ? '"managedNATGateway" is for a network that AKS makes; beside vnetSubnetID it is "userAssignedNATGateway"'
      : undefined,
  ),
  settings("loadBalancerProfile", "https://github.com/hashicorp/terraform-provider-azurerm/issues/16712", (inputs) =>
    setting(inputs, "outboundType") === "userassignednatgateway" && !lacks(inputs, "loadBalancerProfile")
      ? "cannot be given beside outboundType userAssignedNATGateway"
      : undefined,
  ),
  between(CLUSTER, `${PROFILE}.natGatewayProfile.idleTimeoutInMinutes`, 4, 120, SDK),
  between(CLUSTER, `${PROFILE}.natGatewayProfile.managedOutboundIPProfile.count`, 1, 16, `${AKS}nat-gateway`),
  between(CLUSTER, `${PROFILE}.loadBalancerProfile.idleTimeoutInMinutes`, 4, 120, SDK),
  between(CLUSTER, `${PROFILE}.loadBalancerProfile.allocatedOutboundPorts`, 0, 64000, SDK),
];

const VALUES: readonly (readonly [key: string, values: string])[] = [
  ["networkPlugin", "azure kubenet none"],
  ["networkPluginMode", "overlay"],
  ["networkPolicy", "none calico azure cilium"],
  ["networkDataplane", "azure cilium"],
  ["outboundType", "loadBalancer userDefinedRouting managedNATGateway userAssignedNATGateway none"],
];

export const clusterNetwork: readonly Check[] = [
  ...VALUES.map(([key, values]) => valued(CLUSTER, `${PROFILE}.${key}`, values, SDK)),
  valued(CLUSTER, `${PROFILE}.loadBalancerSku`, "standard", `${AKS}upgrade-basic-load-balancer-on-aks`),
  ...combinations,
  rule(CLUSTER, `${AKS}concepts-network-cni-overview#aks-cni-networking-prerequisites`, rangesFit),
  rule(CLUSTER, `${AKS}concepts-network-ip-address-planning`, dnsLiesInServices),
  late(rule(CLUSTER, `${AKS}concepts-network-azure-cni-overlay#ip-address-planning`, rangesLieOutside)),
  late(rule(CLUSTER, `${AKS}configure-azure-cni`, networkIsNear)),
  late(
    rule(
      `${CLUSTER} containerservice:AgentPool`,
      `${AKS}concepts-network-cni-overview#aks-cni-networking-prerequisites`,
      nodesAreNotDelegated,
    ),
  ),
  ...ways,
];
