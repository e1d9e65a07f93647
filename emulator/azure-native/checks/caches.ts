/** What Azure Managed Redis and the older Azure Cache for Redis refuse. */
import type { Candidate, Check, Cloud, CloudResource, Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { resourceWithId, sameName } from "../subscription.ts";
import { about, among, isAbsent, isOff, late, matching, rule, says, valued } from "./rules.ts";

const REDIS = "https://learn.microsoft.com/azure/redis/";
const CLASSIC = "https://learn.microsoft.com/azure/azure-cache-for-redis/";
const SDK = "@pulumi/azure-native redisenterprise.DatabaseArgs";
const ONE_DATABASE = "terraform-provider-azurerm, managed_redis_resource.go: defaultDatabaseName";

const CLUSTER = "redisenterprise:RedisEnterprise";
const DATABASE = "redisenterprise:Database";
const CACHE = "redis:Redis";

/** The sizes of Managed Redis; those of its forerunner, Enterprise_E10 and the like, are no longer sold. */
const SIZES: Readonly<Record<string, string>> = {
  Balanced_B: "0 1 3 5 10 20 50 100 150 250 350 500 700 1000",
  MemoryOptimized_M: "10 20 50 100 150 250 350 500 700 1000 1500 2000",
  ComputeOptimized_X: "3 5 10 20 50 100 150 250 350 500 700",
  FlashOptimized_A: "250 500 700 1000 1500 2000 4500",
};
const SKUS = Object.entries(SIZES).flatMap(([tier, sizes]) => sizes.split(" ").map((size) => `${tier}${size}`));

const clusterOf = (candidate: Candidate, cloud: Cloud): CloudResource | undefined =>
  resourceWithId(cloud, idFrom(candidate.type, candidate.inputs)?.split("/databases/")[0] ?? "");

const skuOf = (candidate: Candidate, cloud: Cloud) => textAt(clusterOf(candidate, cloud)?.outputs ?? {}, "sku.name");

const hasSearch = (inputs: Values) => valuesAt(inputs, "modules[].name").includes("RediSearch");
const isLinked = (inputs: Values) => !isAbsent(inputs, "geoReplication");

function persistenceIsWhole({ inputs }: Candidate): Finding {
  const on = ["rdb", "aof"].filter((kind) => says(inputs, `persistence.${kind}Enabled`, "true"));
  if (on.length === 2) return { property: "persistence", reason: "is either RDB or AOF, not both" };
  const [kind] = on;
  if (kind !== undefined && isAbsent(inputs, `persistence.${kind}Frequency`)) {
    return { property: `persistence.${kind}Frequency`, reason: `is missing beside ${kind}Enabled` };
  }
  return kind !== undefined && isLinked(inputs)
    ? { property: "persistence", reason: "does not go with geoReplication" }
    : undefined;
}

/** Sharded by the cluster, which takes 25 GB on one shard at most. */
function unshardedIsSmall(candidate: Candidate, cloud: Cloud): Finding {
  const size = Number(/\d+$/.exec(skuOf(candidate, cloud))?.[0] ?? 0);
  return says(candidate.inputs, "clusteringPolicy", "NoCluster") && size > 20
    ? {
        property: "clusteringPolicy",
        reason: `"NoCluster" is for up to 25 GB; the cluster is ${skuOf(candidate, cloud)}`,
      }
    : undefined;
}

const smallIsNotLinked = (candidate: Candidate, cloud: Cloud): Finding =>
  isLinked(candidate.inputs) && /^(Balanced_B[01]|Flash.*)$/.test(skuOf(candidate, cloud))
    ? { property: "geoReplication", reason: `is not for ${skuOf(candidate, cloud)}` }
    : undefined;

const databaseIsAlone = (candidate: Candidate, cloud: Cloud): Finding => {
  const cluster = clusterOf(candidate, cloud)?.id;
  const twin = cloud
    .ofType(candidate.type)
    .find(({ urn, id }) => urn !== candidate.urn && cluster !== undefined && id.startsWith(`${cluster}/`));
  return twin && { property: "clusterName", reason: `has the database ${twin.id} already; one is all it may` };
};

const managed: readonly Check[] = [
  matching(
    CLUSTER,
    "sku.name",
    new RegExp(`^(${SKUS.join("|")})$`),
    Object.keys(SIZES)
      .map((tier) => `${tier}<size>`)
      .join(", ") + ", as in Balanced_B10",
    "terraform-provider-azurerm, managedredis/validate/managed_redis_sku.go",
  ),
  about(CLUSTER, "sku.capacity", "@pulumi/azure-native redisenterprise.SkuArgs", (inputs) =>
    textAt(inputs, "sku.capacity") === "" ? undefined : "is for the former Enterprise sizes; here the name says it all",
  ),
  about(
    CLUSTER,
    "highAvailability",
    `${REDIS}architecture#running-without-high-availability-mode-enabled`,
    (inputs, before) =>
      before && says(inputs, "highAvailability", "Disabled") && !says(before, "highAvailability", "Disabled")
        ? "cannot be turned off once the cluster exists"
        : undefined,
  ),
  valued(CLUSTER, "highAvailability", "Enabled Disabled", "@pulumi/azure-native redisenterprise.HighAvailability"),
  valued(
    CLUSTER,
    "publicNetworkAccess",
    "Enabled Disabled",
    "@pulumi/azure-native redisenterprise.PublicNetworkAccess",
  ),
  valued(
    CLUSTER,
    "minimumTlsVersion",
    "1.2",
    "@pulumi/azure-native redisenterprise.RedisEnterpriseArgs: minimumTlsVersion",
  ),
  matching(
    CLUSTER,
    "encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl",
    /^https:\/\/[^/]+\/keys\/[^/]+\/[0-9a-f]{32}$/i,
    "a key's URL with its version",
    "@pulumi/azure-native redisenterprise.ClusterPropertiesCustomerManagedKeyEncryptionArgs",
  ),
  matching(DATABASE, "databaseName", /^default$/, '"default"', ONE_DATABASE),
  late(rule(DATABASE, ONE_DATABASE, databaseIsAlone)),
  among(DATABASE, "port", [10000], `${REDIS}architecture#cluster-policies`),
  valued(DATABASE, "clientProtocol", "Encrypted Plaintext", SDK),
  valued(DATABASE, "clusteringPolicy", "EnterpriseCluster OSSCluster NoCluster", SDK),
  valued(
    DATABASE,
    "evictionPolicy",
    "AllKeysLFU AllKeysLRU AllKeysRandom VolatileLRU VolatileLFU VolatileTTL VolatileRandom NoEviction",
    SDK,
  ),
  valued(DATABASE, "accessKeysAuthentication", "Enabled Disabled", SDK),
  valued(DATABASE, "persistence.rdbFrequency", "1h 6h 12h", SDK),
  valued(
    DATABASE,
    "persistence.aofFrequency",
    "1s",
    "terraform-provider-azurerm, managedredis/validate/managed_redis_database_persistence.go",
  ),
  valued(
    DATABASE,
    "modules[].name",
    "RedisBloom RedisTimeSeries RediSearch RedisJSON",
    "terraform-provider-azurerm, managed_redis_resource.go",
  ),
  rule(DATABASE, `${REDIS}how-to-persistence#prerequisites-and-limitations`, persistenceIsWhole),
  about(
    DATABASE,
    "clusteringPolicy",
    "terraform-provider-azurerm, managed_redis_resource.go: CustomizeDiff",
    (inputs) =>
      hasSearch(inputs) && (isAbsent(inputs, "clusteringPolicy") || says(inputs, "clusteringPolicy", "OSSCluster"))
        ? '"EnterpriseCluster" is what the module RediSearch needs'
        : undefined,
  ),
  about(DATABASE, "evictionPolicy", "terraform-provider-azurerm, managed_redis_resource.go: CustomizeDiff", (inputs) =>
    hasSearch(inputs) &&
    !isAbsent(inputs, "evictionPolicy") &&
    !["", "noeviction"].includes(textAt(inputs, "evictionPolicy").toLowerCase())
      ? '"NoEviction" is what the module RediSearch needs'
      : undefined,
  ),
  about(DATABASE, "clusteringPolicy", SDK, (inputs, before) => {
    const [was, is] = [textAt(before ?? {}, "clusteringPolicy"), textAt(inputs, "clusteringPolicy")];
    return before && was !== "" && is !== "" && !sameName(was, is) && !sameName(was, "NoCluster")
      ? `cannot be changed from ${was} to ${is}: delete the database first`
      : undefined;
  }),
  late(rule(DATABASE, `${REDIS}architecture#cluster-policies`, unshardedIsSmall)),
  late(rule(DATABASE, `${REDIS}overview#feature-comparison`, smallIsNotLinked)),
  valued(
    "redisenterprise:AccessPolicyAssignment",
    "accessPolicyName",
    "default",
    "@pulumi/azure-native redisenterprise.AccessPolicyAssignmentArgs",
  ),
];

const FAMILIES: Readonly<Record<string, readonly [family: string, capacities: readonly number[]]>> = {
  basic: ["C", [0, 1, 2, 3, 4, 5, 6]],
  standard: ["C", [0, 1, 2, 3, 4, 5, 6]],
  premium: ["P", [1, 2, 3, 4, 5]],
};

function sizeFits({ inputs }: Candidate): Finding {
  const name = textAt(inputs, "sku.name");
  const [family, capacities] = FAMILIES[name.toLowerCase()] ?? [];
  const [given, capacity] = [textAt(inputs, "sku.family"), valuesAt(inputs, "sku.capacity")[0]];
  if (family && given && !sameName(given, family))
    return { property: "sku.family", reason: `of ${name} is "${family}", not "${given}"` };
  return capacities && typeof capacity === "number" && !capacities.includes(capacity)
    ? { property: "sku.capacity", reason: `${capacity} is none of ${capacities.join(", ")}, which ${name} has` }
    : undefined;
}

const isBelowPremium = (inputs: Values) => !["", "premium"].includes(textAt(inputs, "sku.name").toLowerCase());

const premiumOnly = ({ inputs }: Candidate): Finding => {
  const [shards, subnet] = [inputs["shardCount"], inputs["subnetId"]];
  const used =
    shards !== undefined && shards !== 0
      ? "shardCount"
      : subnet !== undefined
        ? "subnetId"
        : says(inputs, "redisConfiguration.rdbBackupEnabled", "true")
          ? "redisConfiguration.rdbBackupEnabled"
          : undefined;
  return used !== undefined && isBelowPremium(inputs)
    ? { property: used, reason: `needs sku.name "Premium", not "${textAt(inputs, "sku.name")}"` }
    : undefined;
};

const classic: readonly Check[] = [
  among(
    CACHE,
    "redisVersion",
    ["4", "4.0", "6", "6.0", "latest"],
    "@pulumi/azure-native redis.RedisArgs: redisVersion",
  ),
  valued(CACHE, "sku.name", "Basic Standard Premium", "@pulumi/azure-native redis.SkuName"),
  rule(CACHE, "terraform-provider-azurerm, redis_cache_resource.go: sku_name, family, capacity", sizeFits),
  rule(CACHE, `${CLASSIC}cache-overview#feature-comparison`, premiumOnly),
  valued(CACHE, "minimumTlsVersion", "1.2", `${CLASSIC}cache-remove-tls-10-11`),
  valued(CACHE, "publicNetworkAccess", "Enabled Disabled", "@pulumi/azure-native redis.PublicNetworkAccess"),
  among(
    CACHE,
    "redisConfiguration.rdbBackupFrequency",
    ["15", "30", "60", "360", "720", "1440"],
    "@pulumi/azure-native redis.RedisCommonPropertiesRedisConfigurationArgs",
  ),
  about(
    CACHE,
    "redisConfiguration.rdbStorageConnectionString",
    "terraform-provider-azurerm, redis_cache_resource.go",
    (inputs) =>
      says(inputs, "redisConfiguration.rdbBackupEnabled", "true") &&
      isAbsent(inputs, "redisConfiguration.rdbStorageConnectionString") &&
      !says(inputs, "redisConfiguration.preferredDataPersistenceAuthMethod", "ManagedIdentity")
        ? "is missing beside rdbBackupEnabled"
        : undefined,
  ),
  about(CACHE, "disableAccessKeyAuthentication", "terraform-provider-azurerm, redis_cache_resource.go", (inputs) =>
    says(inputs, "disableAccessKeyAuthentication", "true") && isOff(inputs, "redisConfiguration.aadEnabled")
      ? 'needs redisConfiguration.aadEnabled "true"'
      : undefined,
  ),
];

export const caches: readonly Check[] = [...managed, ...classic];
