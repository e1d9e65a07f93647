import assert from "node:assert/strict";
import { AzureCache } from "../../../components/azure/cache.ts";
import type { CacheArgs, CacheSize } from "../../../components/contract/cache.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { waitsFor, watchingOptions } from "../../support/options.ts";
import { sunday } from "../../support/parts.ts";
import { azureKey, idOf, logStoreId, network, scope } from "./parts.ts";

const key = azureKey("cache");

const args: CacheArgs = {
  scope,
  network,
  clientId: await valueOf(network.privateSubnetIds[0]!),
  zones: ["1", "2", "3"],
  size: { machine: "MemoryOptimized_M150", shards: 3, replicas: 2, clustered: true },
  backupDays: 7,
  window: sunday,
  key,
  secretsKey: azureKey("secrets"),
  logKey: azureKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
};

const name = "honua-production-cache";
const cluster = "azure-native:redisenterprise:RedisEnterprise";
const database = "azure-native:redisenterprise:Database";
const classic = "azure-native:redis:Redis";
const endpoint = "azure-native:network:PrivateEndpoint";
const zoneGroup = "azure-native:network:PrivateDnsZoneGroup";
const setting = "azure-native:monitor:DiagnosticSetting";
const lock = "azure-native:authorization:ManagementLockByScope";

async function cache(changes: Partial<CacheArgs> = {}, preview = false) {
  const { opts, of } = watchingOptions();
  const deployment = await deployed(() => new AzureCache(name, { ...args, ...changes }, opts), { preview });
  return { ...deployment, optionsOf: of };
}

const sized = (changes: Partial<CacheSize>) => cache({ size: { ...args.size, ...changes } });

/** What the secret holds, all of which is secret. */
const told = async (changes: Partial<CacheArgs> = {}) => {
  const { one, result } = await cache(changes);
  const { value } = one("azure-native:keyvault:Secret", name).inputs["properties"].value;
  return { secret: JSON.parse(value), result };
};

const sameInPreview = async (changes: Partial<CacheArgs>) => {
  const list = ({ resources }: Awaited<ReturnType<typeof cache>>) =>
    resources.map((resource) => `${resource.type} ${resource.name}`).sort();
  assert.deepEqual(list(await cache(changes, true)), list(await cache(changes)));
};

describe("AzureCache", () => {
  it("is Azure Managed Redis of the size asked for, which fixes shards and replicas", async () => {
    const { one, ofType } = await cache();
    const { sku, highAvailability } = one(cluster, name).inputs;
    assert.deepEqual(sku, { name: "MemoryOptimized_M150" });
    assert.equal(highAvailability, "Enabled");
    assert.deepEqual(ofType(classic), []);
    const alone = await sized({ machine: "Balanced_B5", shards: 1, replicas: 0, clustered: false });
    assert.equal(alone.one(cluster, name).inputs["highAvailability"], "Disabled");
  });

  it("has one database, in cluster mode, on one shard, or behind a proxy where that is too small", async () => {
    const policyOf = async (size: Partial<CacheSize>) =>
      (await sized(size)).one(database, name).inputs["clusteringPolicy"];
    assert.equal((await cache()).one(database, name).inputs["databaseName"], "default");
    assert.equal(await policyOf({ clustered: true }), "OSSCluster");
    assert.equal(await policyOf({ machine: "Balanced_B5", clustered: false }), "NoCluster");
    assert.equal(await policyOf({ machine: "Balanced_B50", clustered: false }), "EnterpriseCluster");
  });

  it("speaks TLS only, to whoever has the password, inside of the network", async () => {
    const { one } = await cache();
    const { minimumTlsVersion, publicNetworkAccess } = one(cluster, name).inputs;
    assert.deepEqual([minimumTlsVersion, publicNetworkAccess], ["1.2", "Disabled"]);
    const { clientProtocol, accessKeysAuthentication, port } = one(database, name).inputs;
    assert.deepEqual([clientProtocol, accessKeysAuthentication, port], ["Encrypted", "Enabled", 10000]);
    const { subnet, privateLinkServiceConnections } = one(endpoint, `${name}-endpoint`).inputs;
    assert.equal(subnet.id, await valueOf(network.endpointSubnetIds[0]!));
    assert.equal(privateLinkServiceConnections[0].privateLinkServiceId, idOf("Microsoft.Cache/redisEnterprise", name));
    assert.deepEqual(privateLinkServiceConnections[0].groupIds, ["redisEnterprise"]);
    const [{ privateDnsZoneId }] = one(zoneGroup, `${name}-endpoint`).inputs["privateDnsZoneConfigs"];
    assert.match(privateDnsZoneId, /\/privatelink\.redis\.azure\.net$/);
  });

  it("is encrypted with the key, used as the key's identity", async () => {
    const { encryption, identity } = (await cache()).one(cluster, name).inputs;
    assert.deepEqual(encryption.customerManagedKeyEncryption, {
      keyEncryptionKeyIdentity: {
        identityType: "userAssignedIdentity",
        userAssignedIdentityResourceId: await valueOf(key.userId!),
      },
      keyEncryptionKeyUrl: await valueOf(key.id),
    });
    assert.deepEqual(identity, { type: "UserAssigned", userAssignedIdentities: [await valueOf(key.userId!)] });
  });

  it("writes itself to disk, and lets go of what was not used for the longest time", async () => {
    const { persistence, evictionPolicy } = (await cache()).one(database, name).inputs;
    assert.deepEqual(persistence, { rdbEnabled: true, rdbFrequency: "12h" });
    assert.equal(evictionPolicy, "AllKeysLRU");
  });

  it("sends its database's logs to the log store, for the cluster has none", async () => {
    const { inputs } = (await cache()).one(setting, name);
    assert.equal(inputs["resourceUri"], idOf("Microsoft.Cache/redisEnterprise", `${name}/databases/default`));
    assert.equal(inputs["workspaceId"], logStoreId);
    assert.deepEqual(inputs["logs"], [{ categoryGroup: "allLogs", enabled: true }]);
  });

  it("says in a secret how to reach it", async () => {
    const { secret, result } = await told();
    const { password, ...place } = secret;
    assert.ok(password.length > 20);
    assert.deepEqual(place, { host: await valueOf(result.host), port: 10000, tls: true, cluster: true });
    assert.match(place.host, /\.redis\.azure\.net$/);
    assert.equal(await valueOf(result.secretName), name);
    assert.equal(result.authentication, "password");
    assert.equal(await valueOf(result.cacheId), idOf("Microsoft.Cache/redisEnterprise", name));
    assert.deepEqual(await valueOf(result.nodeIds), [await valueOf(result.cacheId)]);
  });

  it("cannot be deleted while it is protected", async () => {
    const { optionsOf, one } = await cache();
    for (const type of [cluster, database]) assert.equal(optionsOf(type, name).protect, true);
    assert.equal(one(lock, name).inputs["scope"], idOf("Microsoft.Cache/redisEnterprise", name));
    const kept = await cache({ durability: "kept" });
    assert.equal(kept.optionsOf(cluster, name).protect, false);
    assert.deepEqual(kept.ofType(lock), []);
  });

  it("plans without knowing what Azure computes", () => sameInPreview({}));

  describe("of a machine of Azure Cache for Redis", () => {
    const size: CacheSize = { machine: "Premium_P2", shards: 3, replicas: 2, clustered: true };

    it("is Redis 6 with the shards and replicas asked for, over the zones", async () => {
      const { one, ofType } = await cache({ size });
      const { sku, redisVersion, shardCount, replicasPerPrimary, zones } = one(classic, name).inputs;
      assert.deepEqual(sku, { name: "Premium", family: "P", capacity: 2 });
      assert.deepEqual([redisVersion, shardCount, replicasPerPrimary], ["6", 3, 2]);
      assert.deepEqual(zones, ["1", "2", "3"]);
      assert.deepEqual(ofType(cluster), []);
    });

    it("has no shards without cluster mode, and one replica at least", async () => {
      const { one } = await cache({ size: { ...size, shards: 1, replicas: 0, clustered: false } });
      const { shardCount, replicasPerPrimary, zones } = one(classic, name).inputs;
      assert.deepEqual([shardCount, replicasPerPrimary, zones], [undefined, 1, undefined]);
    });

    it("speaks TLS only, inside of the network, under a name that it makes the network know", async () => {
      const { one, optionsOf } = await cache({ size });
      const { enableNonSslPort, minimumTlsVersion, publicNetworkAccess } = one(classic, name).inputs;
      assert.deepEqual([enableNonSslPort, minimumTlsVersion, publicNetworkAccess], [false, "1.2", "Disabled"]);
      const [connection] = one(endpoint, `${name}-endpoint`).inputs["privateLinkServiceConnections"];
      assert.deepEqual(connection.groupIds, ["redisCache"]);
      const zone = one("azure-native:privatedns:PrivateZone", `${name}-zones-classic-redis`).inputs;
      assert.equal(zone["privateZoneName"], "privatelink.redis.cache.windows.net");
      const component = "honua:azure:PrivateEndpoint";
      assert.deepEqual(waitsFor(optionsOf(component, `${name}-endpoint`)), [`${name}-zones-classic-redis`]);
    });

    it("keeps a snapshot of each day where only it may write, encrypted with the key", async () => {
      const { one } = await cache({ size });
      const account = one("azure-native:storage:StorageAccount", `${name}-snapshots`).inputs;
      assert.equal(account["encryption"].keyVaultProperties.keyName, "cache");
      const configuration = one(classic, name).inputs["redisConfiguration"];
      assert.deepEqual(
        [
          configuration.rdbBackupEnabled,
          configuration.rdbBackupFrequency,
          configuration.rdbBackupMaxSnapshotCount,
          configuration.preferredDataPersistenceAuthMethod,
          configuration.maxmemoryPolicy,
        ],
        ["true", "1440", "7", "ManagedIdentity", "allkeys-lru"],
      );
      assert.equal(
        configuration.rdbStorageConnectionString,
        `DefaultEndpointsProtocol=https;BlobEndpoint=https://${account["accountName"]}.blob.core.windows.net/`,
      );
      const grant = one("azure-native:authorization:RoleAssignment", `${name}-snapshots`).inputs;
      assert.match(grant["roleDefinitionId"], /ba92f5b4-2d11-453d-a403-e96b0029c9fe$/);
      assert.match(grant["scope"], /\/storageAccounts\//);
    });

    it("is patched in its window, or longer where Azure wants that", async () => {
      const [entry] = (await cache({ size })).one("azure-native:redis:PatchSchedule", name).inputs["scheduleEntries"];
      assert.deepEqual(entry, { dayOfWeek: "Sunday", startHourUtc: 2, maintenanceWindow: "PT5H" });
    });

    it("says in a secret how to reach it, logs, and is protected", async () => {
      const { secret } = await told({ size });
      assert.deepEqual([secret.port, secret.cluster, secret.tls], [6380, true, true]);
      assert.match(secret.host, /\.redis\.cache\.windows\.net$/);
      const { one, optionsOf } = await cache({ size });
      assert.equal(one(setting, name).inputs["resourceUri"], idOf("Microsoft.Cache/redis", name));
      assert.equal(optionsOf(classic, name).protect, true);
    });

    it("plans without knowing what Azure computes", () => sameInPreview({ size }));
  });
});
