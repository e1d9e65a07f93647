import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { armTypeOf, resourceTypeOf } from "../../emulator/azure-native/arm.ts";
import { COLLECTIONS, PATHS } from "../../emulator/azure-native/collections.ts";
import { azureNative } from "../../emulator/azure-native/index.ts";
import { conventions } from "../../emulator/azure-native/conventions.ts";
import { short } from "../../emulator/azure-native/tokens.ts";
import type { Values } from "../../emulator/model.ts";
import { physicalName } from "../../emulator/naming.ts";
import { cloudWith, contextOf, type Live } from "./support.ts";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;
const SEED = Buffer.from("seed");

const token = (type: string) => `azure-native:${type}`;
const group: Live = {
  type: token("resources:ResourceGroup"),
  id: GROUP,
  inputs: { location: "West US 2" },
  outputs: { name: "rg" },
};

describe("emulated Azure: tables", () => {
  const root = dirname(createRequire(import.meta.url).resolve("@pulumi/azure-native/package.json"));
  const isDeclared = (type: string) => {
    const [module = "", name = ""] = type.split(":");
    const file = name.replace(/^[A-Z0-9]+/, (capitals) => capitals.toLowerCase());
    return [file, name.charAt(0).toLowerCase() + name.slice(1)].some((base) =>
      existsSync(join(root, module, `${base}.d.ts`)),
    );
  };
  const isKnown = (type: string) =>
    type.endsWith("*") ||
    isDeclared(short(type)) ||
    armTypeOf(type) !== undefined ||
    /^(cache|documentdb|insights|network|devices):/.test(short(type));

  it("name types and functions that the SDK has", () => {
    const types = [
      ...Object.keys(COLLECTIONS),
      ...Object.keys(PATHS),
      ...Object.keys(azureNative.formats).filter((type) => type !== "*"),
      ...Object.keys(azureNative.immutable),
      ...azureNative.checks.flatMap((row) => row.types),
      ...azureNative.references.flatMap((row) => [...row.types, ...row.to]),
      ...Object.keys(azureNative.invokes),
    ];
    assert.deepEqual(
      [...new Set(types)].filter((type) => !isKnown(type)),
      [],
    );
  });

  it("have a spec for every file of checks, which shows that each finds something", () => {
    const filesOf = (folder: string) => readdirSync(new URL(folder, import.meta.url));
    const specs = filesOf("azure-native-checks/").map((file) => file.replace(".spec.ts", ".ts"));
    assert.deepEqual(
      filesOf("../../emulator/azure-native/checks/").filter(
        (file) => !["index.ts", "rules.ts", ...specs].includes(file),
      ),
      [],
    );
  });

  it("state a source for every check and reference", () => {
    for (const { source } of [...azureNative.checks, ...azureNative.references]) assert.ok(source.length > 10);
  });
});

describe("emulated Azure: ids and names", () => {
  /** Below the group's providers; the names are the inputs that a program gives. */
  const PATHS: Readonly<Record<string, string>> = {
    "network:VirtualNetwork": "Microsoft.Network/virtualNetworks/{virtualNetworkName}",
    "network:Subnet": "Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}",
    "network:PublicIPAddress": "Microsoft.Network/publicIPAddresses/{publicIpAddressName}",
    "storage:BlobContainer":
      "Microsoft.Storage/storageAccounts/{accountName}/blobServices/default/containers/{containerName}",
    "storage:Blob":
      "Microsoft.Storage/storageAccounts/{accountName}/blobServices/default/containers/{containerName}/blobs/{blobName}",
    "containerservice:AgentPool":
      "Microsoft.ContainerService/managedClusters/{resourceName}/agentPools/{agentPoolName}",
    "containerregistry:Registry": "Microsoft.ContainerRegistry/registries/{registryName}",
    "dbforpostgresql:Server": "Microsoft.DBforPostgreSQL/flexibleServers/{serverName}",
    "dbforpostgresql:Database": "Microsoft.DBforPostgreSQL/flexibleServers/{serverName}/databases/{databaseName}",
    "redisenterprise:Database": "Microsoft.Cache/redisEnterprise/{clusterName}/databases/{databaseName}",
    "keyvault:Secret": "Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}",
    "web:WebApp": "Microsoft.Web/sites/{name}",
    "web:WebAppSlot": "Microsoft.Web/sites/{name}/slots/{slot}",
    "web:AppServicePlan": "Microsoft.Web/serverfarms/{name}",
    "app:ContainerApp": "Microsoft.App/containerApps/{containerAppName}",
    "privatedns:VirtualNetworkLink":
      "Microsoft.Network/privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}",
    "managedidentity:FederatedIdentityCredential":
      "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}",
    "cosmosdb:SqlResourceSqlContainer":
      "Microsoft.DocumentDB/databaseAccounts/{accountName}/sqlDatabases/{databaseName}/containers/{containerName}",
    "documentdb:SqlResourceSqlDatabase":
      "Microsoft.DocumentDB/databaseAccounts/{accountName}/sqlDatabases/{databaseName}",
    "insights:Component": "Microsoft.Insights/components/{resourceName}",
    "network/v20230901:VirtualNetwork": "Microsoft.Network/virtualNetworks/{virtualNetworkName}",
    "frontdoor:Policy": "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies/{policyName}",
    "monitor:AzureMonitorWorkspace": "Microsoft.Monitor/accounts/{azureMonitorWorkspaceName}",
    "dataprotection:BackupInstance":
      "Microsoft.DataProtection/backupVaults/{vaultName}/backupInstances/{backupInstanceName}",
    "securityinsights:SentinelOnboardingState":
      "Microsoft.OperationalInsights/workspaces/{workspaceName}/providers/Microsoft.SecurityInsights/onboardingStates/{sentinelOnboardingStateName}",
  };

  for (const [type, path] of Object.entries(PATHS)) {
    it(`gives ${type} its ARM path`, () => {
      const names = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, `own-${name}`]));
      const id = conventions(token(type))?.id(contextOf(token(type), { resourceGroupName: "rg", ...names }));
      assert.equal(id, `${GROUP}/providers/${path.replace(/\{(\w+)\}/g, "own-$1")}`);
    });
  }

  it("gives what is in no group its path: groups, and what is the subscription's", () => {
    const idOf = (type: string, inputs: Values) => conventions(token(type))?.id(contextOf(token(type), inputs));
    assert.equal(idOf("resources:ResourceGroup", { resourceGroupName: "rg" }), GROUP);
    assert.equal(
      idOf("monitor:SubscriptionDiagnosticSetting", { name: "audit" }),
      `${SUBSCRIPTION}/providers/Microsoft.Insights/diagnosticSettings/audit`,
    );
    assert.equal(
      idOf("security:Pricing", { scopeId: SUBSCRIPTION.slice(1), pricingName: "Containers" }),
      `${SUBSCRIPTION}/providers/Microsoft.Security/pricings/Containers`,
    );
  });

  it("puts extension resources behind their scope", () => {
    const inputs = { scope: `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`, roleAssignmentName: "x" };
    assert.equal(
      conventions(token("authorization:RoleAssignment"))?.id(contextOf("", inputs)),
      `${inputs.scope}/providers/Microsoft.Authorization/roleAssignments/x`,
    );
  });

  it("knows the path of nearly every type", () => {
    const missing = azureNative.checks
      .flatMap((row) => row.types)
      .filter((type) => !type.includes("*") && !armTypeOf(type));
    assert.deepEqual(missing, []);
    assert.equal(resourceTypeOf(armTypeOf("network:Subnet")?.path ?? ""), "Microsoft.Network/virtualNetworks/subnets");
  });

  const nameOf = (type: string, logical: string) => {
    const rule = conventions(token(type))?.name;
    if (!rule) return undefined;
    const name = physicalName(rule, logical, SEED);
    return [rule.property, rule.finish ? rule.finish(name, {}) : name] as const;
  };

  it("names top-level resources with eight digits, children by their logical name, role assignments by a GUID", () => {
    const [property, name] = nameOf("resources:ResourceGroup", "my-rg") ?? [];
    assert.equal(property, "resourceGroupName");
    assert.match(name ?? "", /^my-rg[0-9a-f]{8}$/);
    assert.match(nameOf("storage:StorageAccount", "sa")?.[1] ?? "", /^sa[0-9a-f]{8}$/);
    assert.deepEqual(nameOf("network:Subnet", "apps"), ["subnetName", "apps"]);
    assert.match(nameOf("authorization:RoleAssignment", "x")?.[1] ?? "", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(nameOf("cdn:Endpoint", "e")?.[1] ?? "", /^e[0-9a-f]{8}$/);
  });

  it("replaces for what an id consists of", () => {
    assert.deepEqual(conventions(token("network:Subnet"))?.immutable, [
      "resourceGroupName",
      "virtualNetworkName",
      "subnetName",
    ]);
  });

  it("has no conventions for what the SDK does not declare", () => {
    assert.equal(conventions(token("nowhere:Thing")), undefined);
  });

  it("places a resource where its group is, or where the provider's configuration says", () => {
    const subject = { type: token("network:VirtualNetwork"), urn: "", name: "", inputs: { resourceGroupName: "rg" } };
    assert.deepEqual(azureNative.defaults?.(subject, cloudWith([group])), { location: "West US 2" });
    assert.deepEqual(azureNative.defaults?.(subject, cloudWith([], { location: "eastus" })), { location: "eastus" });
    assert.deepEqual(azureNative.defaults?.({ ...subject, type: token("network:Subnet") }, cloudWith([group])), {});
  });
});
