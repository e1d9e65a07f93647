import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { armTypeOf, resourceTypeOf } from "../../emulator/azure-native/arm.ts";
import { COLLECTIONS, PATHS } from "../../emulator/azure-native/collections.ts";
import { azureNative } from "../../emulator/azure-native/index.ts";
import { conventions } from "../../emulator/azure-native/conventions.ts";
import { short } from "../../emulator/azure-native/tokens.ts";
import type { Values } from "../../emulator/model.ts";
import { physicalName } from "../../emulator/naming.ts";
import { cloudWith, contextOf, formatted, type Live } from "./support.ts";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;
const SEED = Buffer.from("seed");

const token = (type: string) => `azure-native:${type}`;
const live = (type: string, path: string, inputs: Values, outputs: Values = {}): Live => ({
  type: token(type),
  id: `${GROUP}${path}`,
  inputs: { resourceGroupName: "rg", ...inputs },
  outputs: { name: path.split("/").at(-1) ?? "rg", ...outputs },
});
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

  it("state a source for every check and reference", () => {
    for (const { source } of [...azureNative.checks, ...azureNative.references]) assert.ok(source.length > 10);
  });
});

describe("emulated Azure: ids and names", () => {
  const IDS: readonly (readonly [type: string, inputs: Values, path: string])[] = [
    ["resources:ResourceGroup", {}, ""],
    ["network:VirtualNetwork", { virtualNetworkName: "v" }, "/providers/Microsoft.Network/virtualNetworks/v"],
    [
      "network:Subnet",
      { virtualNetworkName: "v", subnetName: "s" },
      "/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
    ],
    ["network:PublicIPAddress", { publicIpAddressName: "p" }, "/providers/Microsoft.Network/publicIPAddresses/p"],
    [
      "storage:BlobContainer",
      { accountName: "a", containerName: "c" },
      "/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c",
    ],
    [
      "storage:Blob",
      { accountName: "a", containerName: "c", blobName: "b" },
      "/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c/blobs/b",
    ],
    [
      "containerservice:AgentPool",
      { resourceName: "k", agentPoolName: "p" },
      "/providers/Microsoft.ContainerService/managedClusters/k/agentPools/p",
    ],
    ["containerregistry:Registry", { registryName: "r" }, "/providers/Microsoft.ContainerRegistry/registries/r"],
    ["dbforpostgresql:Server", { serverName: "d" }, "/providers/Microsoft.DBforPostgreSQL/flexibleServers/d"],
    [
      "dbforpostgresql:Database",
      { serverName: "d", databaseName: "x" },
      "/providers/Microsoft.DBforPostgreSQL/flexibleServers/d/databases/x",
    ],
    [
      "redisenterprise:Database",
      { clusterName: "c", databaseName: "default" },
      "/providers/Microsoft.Cache/redisEnterprise/c/databases/default",
    ],
    ["keyvault:Secret", { vaultName: "v", secretName: "s" }, "/providers/Microsoft.KeyVault/vaults/v/secrets/s"],
    ["web:WebApp", { name: "w" }, "/providers/Microsoft.Web/sites/w"],
    ["web:WebAppSlot", { name: "w", slot: "s" }, "/providers/Microsoft.Web/sites/w/slots/s"],
    ["web:AppServicePlan", { name: "p" }, "/providers/Microsoft.Web/serverfarms/p"],
    ["app:ContainerApp", { containerAppName: "c" }, "/providers/Microsoft.App/containerApps/c"],
    [
      "privatedns:VirtualNetworkLink",
      { privateZoneName: "z", virtualNetworkLinkName: "l" },
      "/providers/Microsoft.Network/privateDnsZones/z/virtualNetworkLinks/l",
    ],
    [
      "managedidentity:FederatedIdentityCredential",
      { resourceName: "i", federatedIdentityCredentialResourceName: "f" },
      "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i/federatedIdentityCredentials/f",
    ],
    [
      "cosmosdb:SqlResourceSqlContainer",
      { accountName: "a", databaseName: "d", containerName: "c" },
      "/providers/Microsoft.DocumentDB/databaseAccounts/a/sqlDatabases/d/containers/c",
    ],
    [
      "documentdb:SqlResourceSqlDatabase",
      { accountName: "a", databaseName: "d" },
      "/providers/Microsoft.DocumentDB/databaseAccounts/a/sqlDatabases/d",
    ],
    ["insights:Component", { resourceName: "c" }, "/providers/Microsoft.Insights/components/c"],
    ["network/v20230901:VirtualNetwork", { virtualNetworkName: "v" }, "/providers/Microsoft.Network/virtualNetworks/v"],
  ];

  for (const [type, inputs, path] of IDS) {
    it(`gives ${type} its ARM path`, () => {
      const context = contextOf(token(type), { resourceGroupName: "rg", ...inputs });
      assert.equal(conventions(token(type))?.id(context), GROUP + path);
    });
  }

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

describe("emulated Azure: formats", () => {
  const FORMATS: readonly (readonly [type: string, path: string, inputs: Values, property: string, pattern: RegExp])[] =
    [
      ["containerregistry:Registry", "/registries/Acme", {}, "loginServer", /^acme\.azurecr\.io$/],
      [
        "containerservice:ManagedCluster",
        "/managedClusters/k",
        { dnsPrefix: "k" },
        "fqdn",
        /^k-[0-9a-f]{8}\.hcp\.westus2\.azmk8s\.io$/,
      ],
      ["containerservice:ManagedCluster", "/managedClusters/k", {}, "nodeResourceGroup", /^MC_rg_k_westus2$/],
      [
        "dbforpostgresql:Server",
        "/flexibleServers/db",
        {},
        "fullyQualifiedDomainName",
        /^db\.postgres\.database\.azure\.com$/,
      ],
      ["redisenterprise:RedisEnterprise", "/redisEnterprise/c", {}, "hostName", /^c\.westus2\.redis\.azure\.net$/],
      ["web:WebApp", "/sites/w", {}, "defaultHostName", /^w\.azurewebsites\.net$/],
      ["cdn:Endpoint", "/endpoints/e", {}, "hostName", /^e\.azureedge\.net$/],
      ["cache:Redis", "/redis/r", {}, "hostName", /^r\.redis\.cache\.windows\.net$/],
      [
        "network:PublicIPAddress",
        "/publicIPAddresses/p",
        {},
        "ipAddress",
        /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/,
      ],
      ["network:VirtualNetwork", "/virtualNetworks/v", {}, "etag", /^W\/"[0-9a-f-]{36}"$/],
      ["network:VirtualNetwork", "/virtualNetworks/v", {}, "azureApiVersion", /^\d{4}-\d\d-\d\d/],
      ["managedidentity:UserAssignedIdentity", "/userAssignedIdentities/i", {}, "principalId", /^[0-9a-f-]{36}$/],
    ];

  for (const [type, path, inputs, property, pattern] of FORMATS) {
    it(`gives ${type} its ${property}`, () => {
      const all = { resourceGroupName: "rg", ...inputs };
      const context = contextOf(token(type), all, cloudWith([group]), `${GROUP}/providers/Microsoft.X${path}`);
      assert.match(String(formatted(azureNative, context, property)), pattern);
    });
  }

  it("tells the name and the type from the id", () => {
    const id = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`;
    const context = contextOf(token("network:Subnet"), {}, cloudWith(), id);
    assert.equal(formatted(azureNative, context, "name"), "s");
    assert.equal(formatted(azureNative, context, "type"), "Microsoft.Network/virtualNetworks/subnets");
  });

  it("gives the parts of a network ids, and interfaces addresses of their subnet", () => {
    const id = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`;
    const subnets = [{ name: "a", addressPrefix: "10.0.1.0/24" }];
    const network = contextOf(token("network:VirtualNetwork"), { subnets }, cloudWith(), id);
    const given = formatted(azureNative, network, "subnets") as Values[];
    assert.equal(given[0]?.["id"], `${id}/subnets/a`);
    const cloud = cloudWith([{ type: token("network:VirtualNetwork"), id, outputs: { subnets: given } }]);
    const inputs = { ipConfigurations: [{ name: "ip", subnet: { id: `${id}/subnets/a` } }] };
    const [ip] = formatted(
      azureNative,
      contextOf(token("network:NetworkInterface"), inputs, cloud),
      "ipConfigurations",
    ) as Values[];
    assert.match(String(ip?.["privateIPAddress"]), /^10\.0\.1\.\d+$/);
  });

  it("tells identities: the system's own and the user's", () => {
    const identityId = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i`;
    const cloud = cloudWith([
      {
        type: token("managedidentity:UserAssignedIdentity"),
        id: identityId,
        outputs: { clientId: "c", principalId: "p" },
      },
    ]);
    const own = contextOf(token("web:WebApp"), { identity: { type: "SystemAssigned" } }, cloud);
    assert.match(String((formatted(azureNative, own, "identity") as Values)["principalId"]), /^[0-9a-f-]{36}$/);
    const users = contextOf(
      token("web:WebApp"),
      { identity: { type: "UserAssigned", userAssignedIdentities: [identityId] } },
      cloud,
    );
    assert.deepEqual((formatted(azureNative, users, "identity") as Values)["userAssignedIdentities"], {
      [identityId]: { clientId: "c", principalId: "p" },
    });
  });
});

describe("emulated Azure: functions", () => {
  const cluster = live(
    "containerservice:ManagedCluster",
    "/providers/Microsoft.ContainerService/managedClusters/k",
    { resourceName: "k" },
    { fqdn: "k.azmk8s.io" },
  );
  const site = live("web:WebApp", "/providers/Microsoft.Web/sites/w", {
    name: "w",
    siteConfig: { appSettings: [{ name: "A", value: "1" }] },
  });
  const namespace = live("servicebus:Namespace", "/providers/Microsoft.ServiceBus/namespaces/bus", {
    namespaceName: "bus",
  });
  const account = live("storage:StorageAccount", "/providers/Microsoft.Storage/storageAccounts/sa", {
    accountName: "sa",
  });
  const cloud = cloudWith([group, cluster, site, namespace, account]);
  const invoke = async (function_: string, args: Values) => {
    const answer = azureNative.invokes[token(function_)] ?? azureNative.invokeOf?.(token(function_));
    assert.ok(answer, `${function_} is not known`);
    return answer({ resourceGroupName: "rg", ...args }, { cloud, preview: false });
  };

  it("say who is signed in", async () => {
    const client = await invoke("authorization:getClientConfig", {});
    assert.equal(client["subscriptionId"], "00000000-0000-0000-0000-000000000000");
  });

  it("hand out a kubeconfig that can be read", async () => {
    for (const kind of ["User", "Admin"]) {
      const { kubeconfigs } = await invoke(`containerservice:listManagedCluster${kind}Credentials`, {
        resourceName: "k",
      });
      const [{ value }] = kubeconfigs as [{ value: string }];
      const config = parse(Buffer.from(value, "base64").toString()) as { clusters: { cluster: { server: string } }[] };
      assert.equal(config.clusters[0]?.cluster.server, "https://k.azmk8s.io:443");
    }
  });

  it("list keys, the same every time, and settings as they were given", async () => {
    const keys = await invoke("storage:listStorageAccountKeys", { accountName: "sa" });
    assert.deepEqual(keys, await invoke("storage:listStorageAccountKeys", { accountName: "sa" }));
    const settings = await invoke("web:listWebAppApplicationSettings", { name: "w" });
    assert.deepEqual(settings["properties"], { A: "1" });
  });

  it("answer with texts where the SDK declares texts", async () => {
    const keys = await invoke("servicebus:listNamespaceKeys", { namespaceName: "bus", authorizationRuleName: "rule" });
    assert.match(
      String(keys["primaryConnectionString"]),
      /^Endpoint=sb:\/\/bus\.servicebus\.windows\.net\/;SharedAccessKeyName=rule;SharedAccessKey=.+=$/,
    );
  });

  it("are known by the modules of the SDK's version 2 too", () => {
    for (const function_ of ["documentdb:listDatabaseAccountKeys", "cache:listRedisKeys", "insights:getComponent"]) {
      assert.ok(azureNative.invokeOf?.(token(function_)), function_);
    }
  });

  it("look up every type that lives, in whatever spelling, and nothing else", async () => {
    const found = await invoke("containerservice:getManagedCluster", { resourceGroupName: "RG", resourceName: "k" });
    assert.equal(found["id"], cluster.id);
    await assert.rejects(invoke("containerservice:getManagedCluster", { resourceName: "other" }), /ResourceNotFound/);
    await assert.rejects(invoke("storage:listStorageAccountKeys", { accountName: "other" }), /ResourceNotFound/);
    assert.equal(azureNative.invokeOf?.(token("nowhere:getThing")), undefined);
  });
});
