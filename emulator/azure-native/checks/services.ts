/** What single services refuse: tiers, sizes, versions and limits. */
import type { Candidate, Check, Cloud } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { sameName } from "../subscription.ts";
import { among, between, matching, rule } from "./rules.ts";

const LEARN = "https://learn.microsoft.com/azure/";
const POSTGRES = `${LEARN}postgresql/flexible-server/`;

const POOL_NAME = /^[a-z][a-z0-9]{0,11}$/;
const POOL_ALLOWED = "1 to 12 lowercase letters and digits, a letter first";
const POOLS = `${LEARN}aks/create-node-pools#limitations`;

const windowsPoolName = (property: string, name: string, osType: string): Finding =>
  osType === "Windows" && name.length > 6
    ? { property, reason: `"${name}" is too long for a Windows pool: 6 characters are allowed` }
    : undefined;

const hasSystemPool = ({ inputs }: Candidate): Finding => {
  const pools = valuesAt(inputs, "agentPoolProfiles[]").filter(isRecord);
  const modes = pools.map(({ mode }) => mode);
  if (pools.length === 0 || modes.some((mode) => mode !== "User")) return undefined;
  return { property: "agentPoolProfiles", reason: 'has no pool with mode "System"; a cluster needs one' };
};

/** Premium SSD comes in these sizes, in GiB; the newer kinds of disk in any. */
const DISK_SIZES = [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767];

const diskSize = ({ inputs }: Candidate): Finding => {
  const [size] = valuesAt(inputs, "storage.storageSizeGB");
  const isStepped = ["", "Premium_LRS"].includes(textAt(inputs, "storage.type"));
  if (typeof size !== "number" || !isStepped || DISK_SIZES.includes(size)) return undefined;
  return { property: "storage.storageSizeGB", reason: `${size} is none of ${DISK_SIZES.join(", ")}` };
};

const burstableIsSingle = ({ inputs }: Candidate): Finding => {
  const mode = textAt(inputs, "highAvailability.mode");
  if (textAt(inputs, "sku.tier") !== "Burstable" || ["", "Disabled"].includes(mode)) return undefined;
  return {
    property: "highAvailability.mode",
    reason: `"${mode}" needs the tier GeneralPurpose or MemoryOptimized, not Burstable`,
  };
};

const DELEGATION = "Microsoft.DBforPostgreSQL/flexibleServers";

function subnetIsDelegated({ inputs }: Candidate, cloud: Cloud): Finding {
  const id = textAt(inputs, "network.delegatedSubnetResourceId");
  const subnet = id ? cloud.find((other) => sameName(other.id, id)) : undefined;
  const services = valuesAt(subnet?.outputs ?? {}, "delegations[].serviceName").map(String);
  if (!subnet || services.some((service) => sameName(service, DELEGATION))) return undefined;
  return { property: "network.delegatedSubnetResourceId", reason: `the subnet must be delegated to ${DELEGATION}` };
}

function nodesAreNotDelegated({ inputs }: Candidate, cloud: Cloud): Finding {
  const ids = [...valuesAt(inputs, "agentPoolProfiles[].vnetSubnetID"), ...valuesAt(inputs, "vnetSubnetID")];
  const delegated = ids.find((id) => {
    const subnet = cloud.find((other) => sameName(other.id, String(id)));
    return valuesAt(subnet?.outputs ?? {}, "delegations[]").length > 0;
  });
  if (delegated === undefined) return undefined;
  return {
    property: "vnetSubnetID",
    reason: `"${String(delegated)}" is delegated to another service; nodes need a subnet that is not`,
  };
}

const ACR_TIERS = `${LEARN}container-registry/container-registry-skus`;

/** What only a Premium registry has. */
const PREMIUM_FEATURES: Readonly<Record<string, (value: string) => boolean>> = {
  "encryption.status": (value) => value === "enabled",
  "policies.retentionPolicy.status": (value) => value === "enabled",
  "policies.trustPolicy.status": (value) => value === "enabled",
  zoneRedundancy: (value) => value === "Enabled",
  publicNetworkAccess: (value) => value === "Disabled",
  "networkRuleSet.defaultAction": (value) => value === "Deny",
  dataEndpointEnabled: (value) => value === "true",
};

const premiumFeatures = ({ inputs }: Candidate): Finding => {
  const tier = textAt(inputs, "sku.name");
  if (tier === "" || tier === "Premium") return undefined;
  const [property] = Object.entries(PREMIUM_FEATURES).find(([path, isUsed]) => isUsed(textAt(inputs, path))) ?? [];
  return property === undefined ? undefined : { property, reason: `needs sku.name "Premium", not "${tier}"` };
};

const replicaOfPremium = (candidate: Candidate, cloud: Cloud): Finding => {
  const id = idFrom(candidate.type, candidate.inputs)?.split("/replications/")[0] ?? "";
  const tier = textAt(cloud.find((other) => sameName(other.id, id))?.outputs ?? {}, "sku.name");
  if (tier === "" || tier === "Premium") return undefined;
  return { property: "registryName", reason: `the registry's sku is "${tier}"; replication needs "Premium"` };
};

const premiumCache = ({ inputs }: Candidate): Finding => {
  const used = ["shardCount", "subnetId"].find((property) => inputs[property] !== undefined && inputs[property] !== 0);
  const tier = textAt(inputs, "sku.name");
  if (used === undefined || tier === "" || tier === "Premium") return undefined;
  return { property: used, reason: `needs sku.name "Premium", not "${tier}"` };
};

const purgeProtectionStays = ({ inputs, old }: Candidate): Finding =>
  textAt(old?.inputs ?? {}, "properties.enablePurgeProtection") === "true" &&
  textAt(inputs, "properties.enablePurgeProtection") !== "true"
    ? { property: "properties.enablePurgeProtection", reason: "cannot be turned off once it is on" }
    : undefined;

const atMostNotifications = ({ inputs }: Candidate): Finding => {
  const { notifications } = inputs;
  const count = isRecord(notifications) ? Object.keys(notifications).length : 0;
  return count > 5 ? { property: "notifications", reason: `has ${count}; 5 are allowed` } : undefined;
};

const atMostCredentials = (candidate: Candidate, cloud: Cloud): Finding => {
  const identity = textAt(candidate.inputs, "resourceName");
  const others = cloud
    .ofType(candidate.type)
    .filter(({ urn, inputs }) => urn !== candidate.urn && textAt(inputs, "resourceName") === identity);
  if (identity === "" || others.length < 20) return undefined;
  return {
    property: "resourceName",
    reason: `"${identity}" has 20 federated credentials already, which is all it may`,
  };
};

const RESERVED = /^(azure_superuser|azure_pg_admin|admin|administrator|root|guest|public|pg_.*)$/i;

export const services: readonly Check[] = [
  matching("containerservice:AgentPool", "agentPoolName", POOL_NAME, POOL_ALLOWED, POOLS),
  matching("containerservice:ManagedCluster", "agentPoolProfiles[].name", POOL_NAME, POOL_ALLOWED, POOLS),
  rule("containerservice:AgentPool", POOLS, ({ inputs }) =>
    windowsPoolName("agentPoolName", textAt(inputs, "agentPoolName"), textAt(inputs, "osType")),
  ),
  rule("containerservice:ManagedCluster", `${LEARN}aks/use-system-pools`, hasSystemPool),
  between("containerservice:AgentPool", "count", 0, 1000, `${LEARN}aks/quotas-skus-regions`),
  {
    ...rule(
      "containerservice:ManagedCluster containerservice:AgentPool",
      `${LEARN}aks/concepts-network`,
      nodesAreNotDelegated,
    ),
    late: true,
  },
  rule("dbforpostgresql:Server", `${POSTGRES}concepts-storage`, diskSize),
  rule("dbforpostgresql:Server", `${POSTGRES}concepts-high-availability`, burstableIsSingle),
  between("dbforpostgresql:Server", "backup.backupRetentionDays", 7, 35, `${POSTGRES}concepts-backup-restore`),
  { ...rule("dbforpostgresql:Server", `${POSTGRES}concepts-networking-private`, subnetIsDelegated), late: true },
  matching(
    "dbforpostgresql:Server",
    "network.privateDnsZoneArmResourceId",
    /\.postgres\.database\.azure\.com$/i,
    "the zone's name must end in .postgres.database.azure.com",
    `${POSTGRES}concepts-networking-private`,
  ),
  rule("dbforpostgresql:Server", `${POSTGRES}quickstart-create-server`, ({ inputs }) =>
    RESERVED.test(textAt(inputs, "administratorLogin"))
      ? { property: "administratorLogin", reason: `"${textAt(inputs, "administratorLogin")}" is reserved` }
      : undefined,
  ),
  rule("containerregistry:Registry", ACR_TIERS, premiumFeatures),
  { ...rule("containerregistry:Replication", ACR_TIERS, replicaOfPremium), late: true },
  among(
    "redis:Redis",
    "redisVersion",
    ["4", "4.0", "6", "6.0", "latest"],
    "@pulumi/azure-native redis.Redis: redisVersion",
  ),
  rule("redis:Redis", `${LEARN}azure-cache-for-redis/cache-overview#feature-comparison`, premiumCache),
  between(
    "keyvault:Vault",
    "properties.softDeleteRetentionInDays",
    7,
    90,
    `${LEARN}key-vault/general/soft-delete-overview`,
  ),
  rule("keyvault:Vault", `${LEARN}key-vault/general/soft-delete-overview#purge-protection`, purgeProtectionStays),
  rule(
    "consumption:Budget costmanagement:Budget",
    "@pulumi/azure-native consumption.Budget: notifications",
    atMostNotifications,
  ),
  matching(
    "consumption:Budget costmanagement:Budget",
    "timePeriod.startDate",
    /^\d{4}-\d{2}-01/,
    "a budget starts on the first of a month",
    "@pulumi/azure-native consumption.Budget: timePeriod",
  ),
  rule(
    "managedidentity:FederatedIdentityCredential",
    "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
    atMostCredentials,
  ),
];
