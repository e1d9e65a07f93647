/** What AKS refuses of a cluster: who may use it and from where, what it is, and what its identity has to be allowed. */
import ipaddr from "ipaddr.js";
import { parseBlock } from "../../cidr.ts";
import type { Candidate, Check, Cloud, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { hasGrant, principalOf } from "../grants.ts";
import { regionName, resourceGroupNamed, locationOf, sameName } from "../subscription.ts";
import { about, atMost, between, isAbsent, isOff, isUnsure, late, matching, rule, says, valued } from "./rules.ts";

const AKS = "https://learn.microsoft.com/azure/aks/";
const CLUSTER = "containerservice:ManagedCluster";
const SDK = "@pulumi/azure-native containerservice.ManagedClusterArgs";
const TERRAFORM = "terraform-provider-azurerm, kubernetes_cluster_resource.go";

/** A cluster that leaves nearly everything to AKS. */
const isAutomatic = (inputs: Values) => says(inputs, "sku.name", "Automatic");

const isPrivate = (inputs: Values) => says(inputs, "apiServerAccessProfile.enablePrivateCluster", "true");

const ownZoneOf = (inputs: Values): string => {
  const zone = textAt(inputs, "apiServerAccessProfile.privateDNSZone");
  return /^(system|none|)$/i.test(zone) ? "" : zone;
};

const RANGES = "apiServerAccessProfile.authorizedIPRanges";

function rangesAreBlocks({ inputs }: Candidate): Finding {
  const wrong = valuesAt(inputs, `${RANGES}[]`)
    .map(String)
    .find((text) => !ipaddr.IPv4.isValid(text) && parseBlock(text) === undefined);
  return wrong === undefined
    ? undefined
    : { property: RANGES, reason: `"${wrong}" is no block; write its first address, as in 203.0.113.0/24` };
}

const ZONE = "apiServerAccessProfile.privateDNSZone";

const zoneIsOfRegion = ({ inputs }: Candidate, cloud: Cloud): Finding => {
  const zone = ownZoneOf(inputs).split("/").at(-1) ?? "";
  const suffix = `privatelink.${regionName(locationOf(inputs, cloud))}.azmk8s.io`;
  const fits =
    zone === "" || suffix.includes("..") || sameName(zone, suffix) || zone.toLowerCase().endsWith(`.${suffix}`);
  return fits ? undefined : { property: ZONE, reason: `"${zone}" is not called ${suffix}, or something below it` };
};

const access: readonly Check[] = [
  about(CLUSTER, RANGES, `${AKS}api-server-authorized-ip-ranges#limitations-and-considerations`, (inputs) =>
    isPrivate(inputs) && valuesAt(inputs, `${RANGES}[]`).length > 0
      ? "are for a public API server; a private cluster has none"
      : undefined,
  ),
  atMost(CLUSTER, RANGES, 200, `${AKS}api-server-authorized-ip-ranges#limitations-and-considerations`),
  rule(CLUSTER, `${AKS}api-server-authorized-ip-ranges`, rangesAreBlocks),
  rule(CLUSTER, `${AKS}private-clusters#configure-a-private-dns-zone`, zoneIsOfRegion),
  about(CLUSTER, ZONE, `${AKS}private-clusters`, (inputs) =>
    says(inputs, ZONE, "none") && says(inputs, "apiServerAccessProfile.enablePrivateClusterPublicFQDN", "false")
      ? '"none" needs the public FQDN: without either, no name leads to the cluster'
      : undefined,
  ),
  about(CLUSTER, "dnsPrefix", TERRAFORM, (inputs) => {
    const [prefix, subdomain] = ["dnsPrefix", "fqdnSubdomain"].map((property) => !isAbsent(inputs, property));
    if (prefix && subdomain) return "cannot be given beside fqdnSubdomain";
    return prefix || subdomain || isAutomatic(inputs) ? undefined : "is missing: give it, or fqdnSubdomain";
  }),
  about(CLUSTER, "fqdnSubdomain", TERRAFORM, (inputs) =>
    textAt(inputs, "fqdnSubdomain") !== "" && ownZoneOf(inputs) === "" && !isUnsure(inputs, ZONE)
      ? "is for private clusters with a private DNS zone of your own"
      : undefined,
  ),
  matching(
    CLUSTER,
    "dnsPrefix",
    /^(?=.{1,54}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    "1 to 54 letters, digits and hyphens, with a letter or digit at both ends",
    "terraform-provider-azurerm, containers/validate/kubernetes.go",
  ),
  about(CLUSTER, "disableLocalAccounts", `${AKS}local-accounts`, (inputs) =>
    says(inputs, "disableLocalAccounts", "true") && isAbsent(inputs, "aadProfile")
      ? "needs aadProfile: nobody could sign in otherwise"
      : undefined,
  ),
  about(CLUSTER, "aadProfile", SDK, (inputs) =>
    !isAbsent(inputs, "aadProfile") && says(inputs, "enableRBAC", "false") ? "needs enableRBAC" : undefined,
  ),
  about(CLUSTER, "aadProfile.enableAzureRBAC", SDK, (inputs) =>
    says(inputs, "aadProfile.enableAzureRBAC", "true") && isOff(inputs, "aadProfile.managed")
      ? "needs aadProfile.managed"
      : undefined,
  ),
];

const LONG_TERM = "AKSLongTermSupport";

const features: readonly Check[] = [
  about(CLUSTER, "securityProfile.workloadIdentity", TERRAFORM, (inputs) =>
    says(inputs, "securityProfile.workloadIdentity.enabled", "true") && isOff(inputs, "oidcIssuerProfile.enabled")
      ? "needs oidcIssuerProfile.enabled"
      : undefined,
  ),
  about(CLUSTER, "oidcIssuerProfile.enabled", `${AKS}use-oidc-issuer`, (inputs, before) =>
    before && says(before, "oidcIssuerProfile.enabled", "true") && isOff(inputs, "oidcIssuerProfile.enabled")
      ? "cannot be turned off once it is on"
      : undefined,
  ),
  valued(CLUSTER, "sku.name", "Base Automatic", "@pulumi/azure-native containerservice.ManagedClusterSKUName"),
  valued(CLUSTER, "sku.tier", "Free Standard Premium", "@pulumi/azure-native containerservice.ManagedClusterSKUTier"),
  valued(
    CLUSTER,
    "supportPlan",
    `KubernetesOfficial ${LONG_TERM}`,
    "@pulumi/azure-native containerservice.KubernetesSupportPlan",
  ),
  about(CLUSTER, "supportPlan", `${AKS}free-standard-pricing-tiers`, (inputs) => {
    const isLong = says(inputs, "supportPlan", LONG_TERM);
    if (isUnsure(inputs, "sku.tier")) return undefined;
    if (isLong && !says(inputs, "sku.tier", "Premium")) return `"${LONG_TERM}" needs sku.tier "Premium"`;
    return says(inputs, "sku.tier", "Premium") &&
      (isAbsent(inputs, "supportPlan") || says(inputs, "supportPlan", "KubernetesOfficial"))
      ? `must be "${LONG_TERM}" with sku.tier "Premium"`
      : undefined;
  }),
  about(CLUSTER, "metricsProfile.costAnalysis", `${AKS}cost-analysis#prerequisites`, (inputs) =>
    says(inputs, "metricsProfile.costAnalysis.enabled", "true") &&
    (isAbsent(inputs, "sku.tier") || says(inputs, "sku.tier", "Free"))
      ? 'needs sku.tier "Standard" or "Premium"'
      : undefined,
  ),
  valued(
    CLUSTER,
    "autoUpgradeProfile.upgradeChannel",
    "rapid stable patch node-image none",
    "@pulumi/azure-native containerservice.UpgradeChannel",
  ),
  valued(
    CLUSTER,
    "autoUpgradeProfile.nodeOSUpgradeChannel",
    "None Unmanaged NodeImage SecurityPatch",
    "@pulumi/azure-native containerservice.NodeOSUpgradeChannel",
  ),
  about(CLUSTER, "autoUpgradeProfile.nodeOSUpgradeChannel", TERRAFORM, (inputs) =>
    says(inputs, "autoUpgradeProfile.upgradeChannel", "node-image") &&
    !["", "nodeimage"].includes(textAt(inputs, "autoUpgradeProfile.nodeOSUpgradeChannel").toLowerCase())
      ? 'must be "NodeImage" beside upgradeChannel "node-image"'
      : undefined,
  ),
  matching(CLUSTER, "kubernetesVersion", /^\d+\.\d+(\.\d+)?$/, "<major>.<minor> or <major>.<minor>.<patch>", SDK),
  between(CLUSTER, "securityProfile.imageCleaner.intervalHours", 24, 2160, TERRAFORM),
  atMost(
    CLUSTER,
    "linuxProfile.ssh.publicKeys",
    1,
    "@pulumi/azure-native containerservice.ContainerServiceSshConfigurationArgs",
  ),
];

/** Add-ons by the names that the API has for them: terraform-provider-azurerm, kubernetes_addons.go */
const ADDONS =
  "aciConnectorLinux azureKeyvaultSecretsProvider azurepolicy ACCSGXDevicePlugin httpApplicationRouting ingressApplicationGateway omsagent openServiceMesh".split(
    " ",
  );

const addonsExist = ({ inputs }: Candidate): Finding => {
  const given = inputs["addonProfiles"];
  const wrong = Object.keys(isRecord(given) ? given : {}).find(
    (name) => !ADDONS.some((addon) => sameName(addon, name)),
  );
  return wrong === undefined
    ? undefined
    : { property: "addonProfiles", reason: `"${wrong}" is none of ${ADDONS.join(", ")}` };
};

const addonKnowsWorkspace = ({ inputs }: Candidate): Finding => {
  const given = inputs["addonProfiles"];
  const [name, agent] = Object.entries(isRecord(given) ? given : {}).find(([key]) => sameName(key, "omsagent")) ?? [];
  if (!isRecord(agent) || agent["enabled"] !== true) return undefined;
  const config = agent["config"];
  const hasWorkspace =
    !isRecord(config) || Object.keys(config).some((key) => sameName(key, "logAnalyticsWorkspaceResourceID"));
  return hasWorkspace && config !== undefined
    ? undefined
    : { property: `addonProfiles.${name ?? ""}.config`, reason: "needs logAnalyticsWorkspaceResourceID" };
};

const nodeGroupIsNew = ({ inputs, old }: Candidate, cloud: Cloud): Finding => {
  const name = textAt(inputs, "nodeResourceGroup");
  return !old && name !== "" && resourceGroupNamed(cloud, name)
    ? { property: "nodeResourceGroup", reason: `"${name}" exists already; AKS makes that group itself` }
    : undefined;
};

const identityIdsOf = (inputs: Values): string[] => valuesAt(inputs, "identity.userAssignedIdentities[]").map(String);
const kubeletIdOf = (inputs: Values): string => textAt(inputs, "identityProfile.kubeletidentity.resourceId");

/** What the control plane acts on, and what it needs there. */
function mayAct({ inputs }: Candidate, cloud: Cloud): Finding {
  const [identity = ""] = identityIdsOf(inputs);
  const principal = principalOf(cloud, identity);
  if (principal === "") return undefined;
  const subnets = ["agentPoolProfiles[].vnetSubnetID", "apiServerAccessProfile.subnetId"].flatMap((path) =>
    valuesAt(inputs, path),
  );
  const targets: readonly (readonly [id: string, role: string])[] = [
    ...subnets.map((id) => [String(id), "Network Contributor"] as const),
    [ownZoneOf(inputs), "Private DNS Zone Contributor"],
    [kubeletIdOf(inputs), "Managed Identity Operator"],
  ];
  const [missing] = targets.filter(([id]) => id !== "" && !hasGrant(cloud, principal, id));
  return (
    missing && { property: "identity", reason: `${identity} has no role on ${missing[0]} yet; it needs ${missing[1]}` }
  );
}

const identities: readonly Check[] = [
  about(CLUSTER, "identity", TERRAFORM, (inputs) =>
    isAbsent(inputs, "identity") && isAbsent(inputs, "servicePrincipalProfile")
      ? "is missing: a cluster acts as something"
      : undefined,
  ),
  about(CLUSTER, "identity.userAssignedIdentities", SDK, (inputs) => {
    const count = identityIdsOf(inputs).length;
    return says(inputs, "identity.type", "UserAssigned") &&
      count !== 1 &&
      !isUnsure(inputs, "identity.userAssignedIdentities")
      ? `must name one identity, not ${count}`
      : undefined;
  }),
  about(CLUSTER, "identityProfile", `${AKS}pre-created-kubelet-managed-identity`, (inputs) =>
    kubeletIdOf(inputs) !== "" && says(inputs, "identity.type", "SystemAssigned")
      ? 'a kubelet identity of your own needs identity.type "UserAssigned"'
      : undefined,
  ),
  about(CLUSTER, ZONE, TERRAFORM, (inputs) =>
    ownZoneOf(inputs) !== "" && says(inputs, "identity.type", "SystemAssigned")
      ? 'a zone of your own needs identity.type "UserAssigned"'
      : undefined,
  ),
  late(rule(CLUSTER, `${AKS}concepts-network-cni-overview#aks-cni-networking-prerequisites`, mayAct)),
];

export const clusters: readonly Check[] = [
  ...access,
  ...features,
  ...identities,
  rule(CLUSTER, "terraform-provider-azurerm, kubernetes_addons.go", addonsExist),
  rule(CLUSTER, "terraform-provider-azurerm, kubernetes_addons.go: oms_agent", addonKnowsWorkspace),
  late(
    rule(
      CLUSTER,
      "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster#node_resource_group",
      nodeGroupIsNew,
    ),
  ),
];
