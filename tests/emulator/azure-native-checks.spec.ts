/** What the emulated Azure refuses: for every check a wrong value that it finds and a right one that it lets pass. */
import assert from "node:assert/strict";
import { azureNative } from "../../emulator/azure-native/index.ts";
import { UNKNOWN, type Values } from "../../emulator/model.ts";
import { matchesType } from "../../emulator/paths.ts";
import { candidate, cloudWith, faults, type Live } from "./support.ts";

interface Sample {
  readonly type: string;
  readonly right: Values;
  /** What is changed in the right inputs, and the property that is then found. */
  readonly wrong: readonly (readonly [change: Values, property: string])[];
  /** The state that an update starts from. */
  readonly old?: Values;
}

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";
const token = (type: string) => `azure-native:${type}`;
const live = (type: string, path: string, inputs: Values = {}): Live => ({
  type: token(type),
  id: `${GROUP}/providers/${path}`,
  inputs: { resourceGroupName: "rg", ...inputs },
  outputs: { name: path.split("/").at(-1) },
});

const VNET = "Microsoft.Network/virtualNetworks/v";
const subnetId = (name: string) => `${GROUP}/providers/${VNET}/subnets/${name}`;
const CLOUD = cloudWith([
  { type: token("resources:ResourceGroup"), id: GROUP, outputs: { name: "rg" } },
  live("network:VirtualNetwork", VNET, { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }),
  live("network:Subnet", `${VNET}/subnets/nodes`, { addressPrefix: "10.0.0.0/24" }),
  live("network:Subnet", `${VNET}/subnets/db`, {
    addressPrefix: "10.0.1.0/24",
    delegations: [{ serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }],
  }),
  live("containerregistry:Registry", "Microsoft.ContainerRegistry/registries/basic", { sku: { name: "Basic" } }),
  live("containerregistry:Registry", "Microsoft.ContainerRegistry/registries/premium", { sku: { name: "Premium" } }),
  live("containerservice:ManagedCluster", "Microsoft.ContainerService/managedClusters/k", { resourceName: "k" }),
  live("managedidentity:UserAssignedIdentity", "Microsoft.ManagedIdentity/userAssignedIdentities/full"),
  live("managedidentity:UserAssignedIdentity", "Microsoft.ManagedIdentity/userAssignedIdentities/free"),
  ...Array.from({ length: 20 }, (_, index) =>
    live(
      "managedidentity:FederatedIdentityCredential",
      `Microsoft.ManagedIdentity/userAssignedIdentities/full/x/${index}`,
      {
        resourceName: "full",
      },
    ),
  ),
]);

const named = (type: string, property: string, right: string, ...wrong: string[]): Sample => ({
  type,
  right: { [property]: right },
  wrong: wrong.map((name) => [{ [property]: name }, property]),
});

const pool = (name: string, mode = "System"): Values => ({ name, mode, vnetSubnetID: subnetId("nodes") });

const SAMPLES: readonly Sample[] = [
  named("resources:ResourceGroup", "resourceGroupName", "my-rg", "ends.", "a b", "x".repeat(91)),
  named("storage:StorageAccount", "accountName", "abc123", "ab", "Abc", "a-b-c", "x".repeat(25)),
  named("storage:BlobContainer", "containerName", "$web", "Up", "a--b", "-ab"),
  named("storage:FileShare", "shareName", "share-1", "S", "-share"),
  named("storage:Queue", "queueName", "queue-1", "Queue"),
  named("keyvault:Vault", "vaultName", "kv-acme", "1kv", "kv--x", "kv-", "k".repeat(25)),
  named("keyvault:Secret", "secretName", "db-password", "db_password"),
  named("keyvault:Key", "keyName", "disk", "disk.key"),
  named("containerregistry:Registry", "registryName", "acme1", "acme", "ac-me1", "a".repeat(51)),
  named("containerregistry:Webhook", "webhookName", "hook1", "ho-ok"),
  named("containerservice:ManagedCluster", "resourceName", "my_cluster-1", "-x", "x-", "x".repeat(64)),
  named("network:VirtualNetwork", "virtualNetworkName", "v.net_1", "v", "-vnet", "vnet."),
  named("network:Subnet", "subnetName", "apps", "apps-", "x".repeat(81)),
  named("dbforpostgresql:Server", "serverName", "honua-db", "db", "Honua", "-db-"),
  named("dbformysql:Server", "serverName", "honua-db", "Honua"),
  named("sql:Server", "serverName", "honua", "honua-"),
  named("redis:Redis", "name", "cache-1", "cache--1", "-c"),
  named("redisenterprise:RedisEnterprise", "clusterName", "cache-1", "cache--1", "x".repeat(61)),
  named("cosmosdb:DatabaseAccount", "accountName", "acme", "ac", "Acme"),
  named("web:WebApp", "name", "site", "s", "site_1"),
  named("web:AppServicePlan", "name", "plan_1", "plan 1"),
  named("managedidentity:UserAssignedIdentity", "resourceName", "id-1", "_id", "id"),
  named("operationalinsights:Workspace", "workspaceName", "logs", "log", "-logs"),
  named("eventhub:Namespace", "namespaceName", "events", "1event", "bus"),
  named("servicebus:Namespace", "namespaceName", "events", "events-"),
  named("app:ContainerApp", "containerAppName", "app-1", "1app", "a--b", "x".repeat(33)),
  named("apimanagement:ApiManagementService", "serviceName", "api", "1api"),
  named("search:Service", "searchServiceName", "search", "S"),
  named("batch:BatchAccount", "accountName", "batch1", "batch-1"),
  named("datafactory:Factory", "factoryName", "factory", "fa"),
  {
    type: "resources:ResourceGroup",
    right: { location: "westeurope", tags: { owner: "team" } },
    wrong: [
      [{ location: undefined }, "location"],
      [{ tags: { "a<b": "c" } }, "tags"],
      [{ tags: { long: "x".repeat(257) } }, "tags"],
      [{ tags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`t${n}`, ""])) }, "tags"],
    ],
  },
  {
    type: "network:VirtualNetwork",
    right: {
      resourceGroupName: "rg",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [
        { name: "a", addressPrefix: "10.0.0.0/24" },
        { name: "b", addressPrefix: "10.0.1.0/24" },
      ],
    },
    wrong: [
      [{ resourceGroupName: "gone" }, "resourceGroupName"],
      [{ addressSpace: { addressPrefixes: ["10.0.0.1/16"] } }, "addressSpace.addressPrefixes"],
      [{ subnets: [{ name: "a", addressPrefix: "10.1.0.0/24" }] }, "subnets[0].addressPrefix"],
      [
        {
          subnets: [
            { name: "a", addressPrefix: "10.0.0.0/23" },
            { name: "b", addressPrefix: "10.0.1.0/24" },
          ],
        },
        "subnets[1].addressPrefix",
      ],
    ],
  },
  {
    type: "network:Subnet",
    right: { resourceGroupName: "rg", virtualNetworkName: "v", subnetName: "new", addressPrefix: "10.0.2.0/24" },
    wrong: [
      [{ virtualNetworkName: "gone" }, "virtualNetworkName"],
      [{ addressPrefix: "10.1.0.0/24" }, "addressPrefix"],
      [{ addressPrefix: "10.0.0.128/25" }, "addressPrefix"],
      [{ addressPrefix: "10.0.2.0/30" }, "addressPrefix"],
      [
        { networkSecurityGroup: { id: `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/gone` } },
        "networkSecurityGroup",
      ],
    ],
  },
  {
    type: "network:PublicIPAddress",
    right: { sku: { name: "Standard" }, publicIPAllocationMethod: "Static" },
    wrong: [[{ publicIPAllocationMethod: "Dynamic" }, "publicIPAllocationMethod"]],
  },
  {
    type: "network:NetworkSecurityGroup",
    right: {
      securityRules: [
        { name: "a", direction: "Inbound", priority: 100 },
        { name: "b", direction: "Outbound", priority: 100 },
      ],
    },
    wrong: [
      [{ securityRules: [{ name: "a", priority: 99 }] }, "securityRules[].priority"],
      [{ securityRules: [1, 2].map((n) => ({ name: `r${n}`, direction: "Inbound", priority: 200 })) }, "securityRules"],
    ],
  },
  { type: "network:SecurityRule", right: { priority: 4096 }, wrong: [[{ priority: 4097 }, "priority"]] },
  {
    type: "network:NatGateway",
    right: { idleTimeoutInMinutes: 4 },
    wrong: [[{ idleTimeoutInMinutes: 1 }, "idleTimeoutInMinutes"]],
  },
  { type: "privatedns:PrivateZone", right: { location: "Global" }, wrong: [[{ location: "westeurope" }, "location"]] },
  {
    type: "containerservice:ManagedCluster",
    right: { agentPoolProfiles: [pool("system"), pool("user1", "User")] },
    wrong: [
      [{ agentPoolProfiles: [pool("system-pool")] }, "agentPoolProfiles[].name"],
      [{ agentPoolProfiles: [pool("user", "User")] }, "agentPoolProfiles"],
      [{ agentPoolProfiles: [{ ...pool("system"), vnetSubnetID: subnetId("db") }] }, "vnetSubnetID"],
      [{ agentPoolProfiles: [{ ...pool("system"), vnetSubnetID: subnetId("gone") }] }, "agentPoolProfiles"],
    ],
  },
  {
    type: "containerservice:AgentPool",
    right: { resourceGroupName: "rg", resourceName: "k", agentPoolName: "apps", osType: "Linux", count: 3 },
    wrong: [
      [{ agentPoolName: "Apps" }, "agentPoolName"],
      [{ agentPoolName: "windows", osType: "Windows" }, "agentPoolName"],
      [{ count: 1001 }, "count"],
      [{ resourceName: "gone" }, "resourceName"],
    ],
  },
  {
    type: "dbforpostgresql:Server",
    right: {
      sku: { tier: "GeneralPurpose" },
      highAvailability: { mode: "ZoneRedundant" },
      storage: { storageSizeGB: 256 },
      backup: { backupRetentionDays: 30 },
      administratorLogin: "honua",
      network: {
        delegatedSubnetResourceId: subnetId("db"),
        privateDnsZoneArmResourceId: "/x/honua.postgres.database.azure.com",
      },
    },
    wrong: [
      [{ sku: { tier: "Burstable" } }, "highAvailability.mode"],
      [{ storage: { storageSizeGB: 200 } }, "storage.storageSizeGB"],
      [{ backup: { backupRetentionDays: 36 } }, "backup.backupRetentionDays"],
      [{ administratorLogin: "admin" }, "administratorLogin"],
      [{ network: { delegatedSubnetResourceId: subnetId("nodes") } }, "network.delegatedSubnetResourceId"],
      [{ network: { privateDnsZoneArmResourceId: "/x/honua.internal" } }, "network.privateDnsZoneArmResourceId"],
    ],
  },
  {
    type: "containerregistry:Registry",
    right: { sku: { name: "Premium" }, zoneRedundancy: "Enabled" },
    wrong: [[{ sku: { name: "Standard" } }, "zoneRedundancy"]],
  },
  {
    type: "containerregistry:Replication",
    right: { resourceGroupName: "rg", registryName: "premium", replicationName: "northeurope" },
    wrong: [
      [{ registryName: "basic" }, "registryName"],
      [{ replicationName: "no" }, "replicationName"],
    ],
  },
  {
    type: "redis:Redis",
    right: { redisVersion: "6", shardCount: 3, sku: { name: "Premium" } },
    wrong: [
      [{ redisVersion: "7.0" }, "redisVersion"],
      [{ sku: { name: "Standard" } }, "shardCount"],
    ],
  },
  {
    type: "keyvault:Vault",
    right: { properties: { enablePurgeProtection: true, softDeleteRetentionInDays: 90 } },
    old: { properties: { enablePurgeProtection: true } },
    wrong: [
      [
        { properties: { enablePurgeProtection: true, softDeleteRetentionInDays: 91 } },
        "properties.softDeleteRetentionInDays",
      ],
      [{ properties: {} }, "properties.enablePurgeProtection"],
    ],
  },
  {
    type: "consumption:Budget",
    right: { notifications: { a: {} }, timePeriod: { startDate: "2026-01-01T00:00:00Z" } },
    wrong: [
      [{ notifications: { a: {}, b: {}, c: {}, d: {}, e: {}, f: {} } }, "notifications"],
      [{ timePeriod: { startDate: "2026-01-15" } }, "timePeriod.startDate"],
    ],
  },
  {
    type: "managedidentity:FederatedIdentityCredential",
    right: { resourceGroupName: "rg", resourceName: "free", federatedIdentityCredentialResourceName: "f" },
    wrong: [[{ resourceName: "full" }, "resourceName"]],
  },
];

describe("emulated Azure: checks", () => {
  for (const { type, right, wrong, old } of SAMPLES) {
    const subject = (change: Values = {}) => {
      const inputs = { ...(type === "resources:ResourceGroup" && { location: "x" }), ...right, ...change };
      const before = old && { type: token(type), id: "x", urn: "x", inputs: old, outputs: old };
      return candidate(token(type), inputs, before);
    };

    it(`lets a right ${type} pass, unknown values too`, () => {
      assert.deepEqual(faults(azureNative, subject(), CLOUD), []);
      const unknown: Values = Object.fromEntries(Object.keys(right).map((key) => [key, UNKNOWN]));
      const found = faults(azureNative, subject(unknown), CLOUD);
      assert.deepEqual(old ? [] : found, []);
    });

    for (const [change, property] of wrong) {
      it(`finds ${type} with ${JSON.stringify(change).slice(0, 80)} at fault`, () => {
        assert.ok(faults(azureNative, subject(change), CLOUD).includes(property));
      });
    }
  }

  it("are all shown to find something", () => {
    const idle = azureNative.checks.filter(
      (row) =>
        !SAMPLES.some(({ type, right, wrong, old }) =>
          wrong.some(([change]) => {
            const before = old && { type: token(type), id: "x", urn: "x", inputs: old, outputs: old };
            const subject = candidate(token(type), { ...right, ...change }, before);
            return matchesType(row.types, subject.type) && row.check(subject, CLOUD) !== undefined;
          }),
        ),
    );
    // The same rule for names guards types that need no sample of their own.
    const networks = /^azure-native:(network|privatedns|dns|trafficmanager|dnsresolver|frontdoor):/;
    assert.deepEqual(
      idle.flatMap((row) => row.types).filter((type) => !networks.test(type)),
      [],
    );
  });
});
