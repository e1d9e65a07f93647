import { caches } from "../../../emulator/azure-native/checks/caches.ts";
import { describeChecks, live } from "./samples.ts";

const cluster = (name: string, sku: string) =>
  live("redisenterprise:RedisEnterprise", `Microsoft.Cache/redisEnterprise/${name}`, { sku: { name: sku } });

describeChecks("caches", caches, [
  {
    type: "redisenterprise:RedisEnterprise",
    right: {
      clusterName: "honua",
      sku: { name: "Balanced_B10" },
      highAvailability: "Enabled",
      minimumTlsVersion: "1.2",
      publicNetworkAccess: "Disabled",
      encryption: {
        customerManagedKeyEncryption: {
          keyEncryptionKeyUrl: "https://elsewhere.vault.azure.net/keys/cache/0123456789abcdef0123456789abcdef",
        },
      },
    },
    wrong: [
      [{ "sku.name": "Balanced_B2" }, "sku.name"],
      [{ "sku.name": "Enterprise_E10" }, "sku.name"],
      [{ "sku.name": "ComputeOptimized_X1000" }, "sku.name"],
      [{ "sku.capacity": 2 }, "sku.capacity"],
      [{ highAvailability: "On" }, "highAvailability"],
      [{ minimumTlsVersion: "1.0" }, "minimumTlsVersion"],
      [{ publicNetworkAccess: "None" }, "publicNetworkAccess"],
      [
        {
          "encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl": "https://elsewhere.vault.azure.net/keys/cache",
        },
        "encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl",
      ],
    ],
    frozen: [[{ highAvailability: "Disabled" }, "highAvailability"]],
  },
  {
    type: "redisenterprise:Database",
    live: [
      cluster("c", "Balanced_B50"),
      cluster("tiny", "Balanced_B1"),
      cluster("taken", "Balanced_B10"),
      live("redisenterprise:Database", "Microsoft.Cache/redisEnterprise/taken/databases/default"),
    ],
    right: {
      resourceGroupName: "rg",
      clusterName: "c",
      databaseName: "default",
      port: 10000,
      clientProtocol: "Encrypted",
      clusteringPolicy: "OSSCluster",
      evictionPolicy: "NoEviction",
      accessKeysAuthentication: "Enabled",
      persistence: { rdbEnabled: true, rdbFrequency: "1h" },
      modules: [{ name: "RedisBloom" }],
    },
    wrong: [
      [{ databaseName: "main" }, "databaseName"],
      [{ clusterName: "taken" }, "clusterName"],
      [{ port: 6379 }, "port"],
      [{ clientProtocol: "TLS" }, "clientProtocol"],
      [{ clusteringPolicy: "Cluster" }, "clusteringPolicy"],
      [{ clusteringPolicy: "NoCluster" }, "clusteringPolicy"],
      [{ evictionPolicy: "allkeys-lru" }, "evictionPolicy"],
      [{ accessKeysAuthentication: "On" }, "accessKeysAuthentication"],
      [{ "persistence.rdbFrequency": "2h" }, "persistence.rdbFrequency"],
      [{ "persistence.rdbFrequency": undefined }, "persistence.rdbFrequency"],
      [{ persistence: { aofEnabled: true, aofFrequency: "always" } }, "persistence.aofFrequency"],
      [{ "persistence.aofEnabled": true }, "persistence"],
      [{ geoReplication: { groupNickname: "g" } }, "persistence"],
      [{ clusterName: "tiny", geoReplication: { groupNickname: "g" } }, "geoReplication"],
      [{ "modules.0.name": "RedisGraph" }, "modules[].name"],
      [{ "modules.0.name": "RediSearch" }, "clusteringPolicy"],
      [{ "modules.0.name": "RediSearch", evictionPolicy: "AllKeysLRU" }, "evictionPolicy"],
    ],
    frozen: [[{ clusteringPolicy: "EnterpriseCluster" }, "clusteringPolicy"]],
  },
  {
    type: "redisenterprise:AccessPolicyAssignment",
    live: [
      cluster("c", "Balanced_B50"),
      live("redisenterprise:Database", "Microsoft.Cache/redisEnterprise/c/databases/default"),
    ],
    right: { resourceGroupName: "rg", clusterName: "c", databaseName: "default", accessPolicyName: "default" },
    wrong: [[{ accessPolicyName: "Data Owner" }, "accessPolicyName"]],
  },
  {
    type: "redis:Redis",
    right: {
      name: "honua",
      redisVersion: "6",
      sku: { name: "Premium", family: "P", capacity: 1 },
      shardCount: 3,
      minimumTlsVersion: "1.2",
      publicNetworkAccess: "Disabled",
      disableAccessKeyAuthentication: true,
      redisConfiguration: {
        aadEnabled: "true",
        rdbBackupEnabled: "true",
        rdbBackupFrequency: "60",
        rdbStorageConnectionString: "DefaultEndpointsProtocol=https",
      },
    },
    wrong: [
      [{ redisVersion: "7.0" }, "redisVersion"],
      [{ "sku.name": "Enterprise" }, "sku.name"],
      [{ "sku.family": "C" }, "sku.family"],
      [{ "sku.capacity": 6 }, "sku.capacity"],
      [{ sku: { name: "Standard", family: "C", capacity: 1 } }, "shardCount"],
      [{ minimumTlsVersion: "1.1" }, "minimumTlsVersion"],
      [{ publicNetworkAccess: "None" }, "publicNetworkAccess"],
      [{ "redisConfiguration.rdbBackupFrequency": "90" }, "redisConfiguration.rdbBackupFrequency"],
      [{ "redisConfiguration.rdbStorageConnectionString": undefined }, "redisConfiguration.rdbStorageConnectionString"],
      [{ "redisConfiguration.aadEnabled": undefined }, "disableAccessKeyAuthentication"],
    ],
  },
]);
