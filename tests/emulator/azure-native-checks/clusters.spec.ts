import { clusters } from "../../../emulator/azure-native/checks/clusters.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, grant, identity, identityId, idOf, live, subnetId, type Sample } from "./samples.ts";

const zoneId = (name: string) => idOf(`Microsoft.Network/privateDnsZones/${name}`);
const ZONE = "privatelink.westeurope.azmk8s.io";

const cluster: Values = {
  resourceGroupName: "rg",
  resourceName: "honua",
  location: "westeurope",
  sku: { name: "Base", tier: "Standard" },
  dnsPrefix: "honua",
  kubernetesVersion: "1.33",
  supportPlan: "KubernetesOfficial",
  identity: { type: "UserAssigned", userAssignedIdentities: [identityId("id")] },
  enableRBAC: true,
  aadProfile: { managed: true, enableAzureRBAC: true },
  disableLocalAccounts: true,
  apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24", "198.51.100.7"] },
  oidcIssuerProfile: { enabled: true },
  securityProfile: { workloadIdentity: { enabled: true }, imageCleaner: { enabled: true, intervalHours: 48 } },
  autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
  metricsProfile: { costAnalysis: { enabled: true } },
  linuxProfile: { adminUsername: "honua", ssh: { publicKeys: [{ keyData: "ssh-rsa x" }] } },
  addonProfiles: {
    azureKeyvaultSecretsProvider: { enabled: true },
    omsagent: { enabled: true, config: { logAnalyticsWorkspaceResourceID: "/w" } },
  },
  agentPoolProfiles: [{ name: "system", mode: "System", vnetSubnetID: subnetId("nodes") }],
};

const publicCluster: Sample = {
  type: "containerservice:ManagedCluster",
  live: [identity("id", "1"), identity("other", "2"), grant("1", subnetId("nodes"))],
  right: cluster,
  wrong: [
    [{ "apiServerAccessProfile.enablePrivateCluster": true }, "apiServerAccessProfile.authorizedIPRanges"],
    [{ "apiServerAccessProfile.authorizedIPRanges.0": "203.0.113.1/24" }, "apiServerAccessProfile.authorizedIPRanges"],
    [
      { "apiServerAccessProfile.authorizedIPRanges": Array.from({ length: 201 }, (_, n) => `203.0.113.${n}`) },
      "apiServerAccessProfile.authorizedIPRanges",
    ],
    [{ dnsPrefix: undefined }, "dnsPrefix"],
    [{ dnsPrefix: "-honua" }, "dnsPrefix"],
    [{ fqdnSubdomain: "honua" }, "dnsPrefix"],
    [{ dnsPrefix: undefined, fqdnSubdomain: "honua" }, "fqdnSubdomain"],
    [{ aadProfile: undefined }, "disableLocalAccounts"],
    [{ enableRBAC: false }, "aadProfile"],
    [{ "aadProfile.managed": undefined }, "aadProfile.enableAzureRBAC"],
    [{ "oidcIssuerProfile.enabled": false }, "securityProfile.workloadIdentity"],
    [{ "sku.name": "Basic" }, "sku.name"],
    [{ "sku.tier": "Paid" }, "sku.tier"],
    [{ "sku.tier": "Free" }, "metricsProfile.costAnalysis"],
    [{ "sku.tier": "Premium" }, "supportPlan"],
    [{ supportPlan: "AKSLongTermSupport" }, "supportPlan"],
    [{ supportPlan: "LTS" }, "supportPlan"],
    [{ "autoUpgradeProfile.upgradeChannel": "auto" }, "autoUpgradeProfile.upgradeChannel"],
    [{ "autoUpgradeProfile.nodeOSUpgradeChannel": "auto" }, "autoUpgradeProfile.nodeOSUpgradeChannel"],
    [
      { autoUpgradeProfile: { upgradeChannel: "node-image", nodeOSUpgradeChannel: "SecurityPatch" } },
      "autoUpgradeProfile.nodeOSUpgradeChannel",
    ],
    [{ kubernetesVersion: "v1.33" }, "kubernetesVersion"],
    [{ "securityProfile.imageCleaner.intervalHours": 12 }, "securityProfile.imageCleaner.intervalHours"],
    [{ "linuxProfile.ssh.publicKeys": [{}, {}] }, "linuxProfile.ssh.publicKeys"],
    [{ "addonProfiles.keyVault": { enabled: true } }, "addonProfiles"],
    [{ "addonProfiles.omsagent.config": {} }, "addonProfiles.omsagent.config"],
    [{ identity: undefined }, "identity"],
    [{ "identity.userAssignedIdentities": [] }, "identity.userAssignedIdentities"],
    [{ "identity.userAssignedIdentities": [identityId("other")] }, "identity"],
    [{ identityProfile: { kubeletidentity: { resourceId: identityId("other") } } }, "identity"],
    [
      {
        identity: { type: "SystemAssigned" },
        identityProfile: { kubeletidentity: { resourceId: identityId("other") } },
      },
      "identityProfile",
    ],
    [{ nodeResourceGroup: "rg" }, "nodeResourceGroup"],
  ],
};

const { dnsPrefix: _prefix, ...withoutPrefix } = cluster;
const privateCluster: Sample = {
  ...publicCluster,
  live: [
    ...(publicCluster.live ?? []),
    live("privatedns:PrivateZone", `Microsoft.Network/privateDnsZones/${ZONE}`),
    live("privatedns:PrivateZone", "Microsoft.Network/privateDnsZones/honua.internal"),
    grant("1", zoneId(ZONE)),
  ],
  right: {
    ...withoutPrefix,
    fqdnSubdomain: "honua",
    apiServerAccessProfile: {
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      privateDNSZone: zoneId(ZONE),
    },
  },
  wrong: [
    [{ "apiServerAccessProfile.privateDNSZone": zoneId("honua.internal") }, "apiServerAccessProfile.privateDNSZone"],
    [{ "apiServerAccessProfile.privateDNSZone": "none" }, "apiServerAccessProfile.privateDNSZone"],
    [{ identity: { type: "SystemAssigned" } }, "apiServerAccessProfile.privateDNSZone"],
  ],
};

const withoutIssuer: Sample = {
  ...publicCluster,
  right: { ...cluster, oidcIssuerProfile: { enabled: true }, securityProfile: {} },
  wrong: [],
  frozen: [[{ "oidcIssuerProfile.enabled": false }, "oidcIssuerProfile.enabled"]],
};

describeChecks("clusters", clusters, [publicCluster, privateCluster, withoutIssuer]);
