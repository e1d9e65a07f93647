import { armTypeOf } from "../../../emulator/azure-native/arm.ts";
import { names } from "../../../emulator/azure-native/checks/names.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, type Sample } from "./samples.ts";

const rule: Values = {
  priority: 100,
  sourcePortRange: "*",
  sourceAddressPrefix: "*",
  destinationPortRange: "*",
  destinationAddressPrefix: "*",
};

/** What such a resource must have beside its name to be right. */
const NEEDED: Readonly<Record<string, Values>> = {
  "containerservice:ManagedCluster": { dnsPrefix: "honua", identity: { type: "SystemAssigned" } },
  "dbforpostgresql:Server": { createMode: "Update" },
  "monitor:MetricAlert": { location: "global" },
  "monitor:ScheduledQueryRule": { kind: "LogToMetric" },
  "network:ApplicationGateway": { sku: { capacity: 1 } },
  "network:PrivateEndpoint": { privateLinkServiceConnections: [{ name: "x" }] },
  "network:PublicIPAddress": { sku: { name: "Standard" }, publicIPAllocationMethod: "Static" },
  "network:SecurityRule": rule,
  "network:Subnet": { addressPrefix: "10.0.2.0/24" },
  "privatedns:VirtualNetworkLink": { location: "Global" },
  "resources:ResourceGroup": { location: "westeurope" },
};

function named(type: string, right: string, ...wrong: string[]): Sample {
  const property = armTypeOf(type)?.name ?? "";
  return {
    type,
    right: { ...NEEDED[type], [property]: right },
    wrong: wrong.map((name) => [{ [property]: name }, property]),
  };
}

const NETWORK =
  "Subnet NetworkSecurityGroup PublicIPAddress NetworkInterface LoadBalancer RouteTable NatGateway PrivateEndpoint " +
  "SecurityRule Route VirtualNetworkPeering VirtualNetworkGateway ApplicationGateway ApplicationSecurityGroup " +
  "PublicIPPrefix NetworkWatcher DdosProtectionPlan PrivateDnsZoneGroup WebApplicationFirewallPolicy";
const dotted = [...NETWORK.split(" ").map((name) => `network:${name}`), "privatedns:VirtualNetworkLink"];
const alerts = ["ActionGroup", "ActivityLogAlert", "MetricAlert", "ScheduledQueryRule"];

describeChecks("names", names, [
  named("resources:ResourceGroup", "my-rg", "ends.", "a b", "x".repeat(91)),
  named("storage:StorageAccount", "abc123", "ab", "Abc", "a-b-c", "x".repeat(25)),
  named("storage:BlobContainer", "$web", "Up", "a--b", "-ab"),
  named("storage:FileShare", "share-1", "S", "-share"),
  named("storage:Queue", "queue-1", "Queue"),
  named("keyvault:Vault", "kv-acme", "1kv", "kv--x", "kv-", "k".repeat(25)),
  named("keyvault:Secret", "db-password", "db_password"),
  named("keyvault:Key", "disk", "disk.key"),
  named("containerregistry:Registry", "acme1", "acme", "ac-me1", "a".repeat(51)),
  named("containerregistry:Replication", "northeurope", "no", "north-europe"),
  named("containerregistry:Webhook", "hook1", "ho-ok"),
  named("containerservice:ManagedCluster", "my_cluster-1", "-x", "x-", "x".repeat(64)),
  named("network:VirtualNetwork", "v.net_1", "v", "-vnet", "vnet."),
  ...dotted.map((type) => named(type, "apps", "apps-", "a b", "x".repeat(81))),
  named("dbforpostgresql:Server", "honua-db", "db", "Honua", "-db-"),
  named("dbforpostgresql:FirewallRule", "office_1", "office 1", "x".repeat(129)),
  named("dbformysql:Server", "honua-db", "Honua"),
  named("sql:Server", "honua", "honua-"),
  named("redis:Redis", "cache-1", "cache--1", "-c"),
  named("redisenterprise:RedisEnterprise", "cache-1", "cache--1", "x".repeat(61)),
  named("cosmosdb:DatabaseAccount", "acme", "ac", "Acme"),
  named("web:WebApp", "site", "s", "site_1"),
  named("web:AppServicePlan", "plan_1", "plan 1"),
  named("managedidentity:UserAssignedIdentity", "id-1", "_id", "id"),
  named("compute:DiskEncryptionSet", "disks", "disks!", "x".repeat(81)),
  named("compute:Disk", "disk", "disk!"),
  named("authorization:ManagementLockByScope", "keep_(it)", "keep it", "x".repeat(91)),
  ...alerts.map((name) => named(`monitor:${name}`, "High memory", "100%", "a/b", "memory.", "x".repeat(261))),
  named("operationalinsights:Workspace", "logs", "log", "-logs"),
  named("dashboard:Grafana", "honua", "1honua", "x".repeat(24)),
  named("eventhub:Namespace", "events", "1event", "bus"),
  named("servicebus:Namespace", "events", "events-"),
  named("app:ContainerApp", "app-1", "1app", "a--b", "x".repeat(33)),
  named("apimanagement:ApiManagementService", "api", "1api"),
  named("search:Service", "search", "S"),
  named("batch:BatchAccount", "batch1", "batch-1"),
  named("datafactory:Factory", "factory", "fa"),
]);
