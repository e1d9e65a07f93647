import assert from "node:assert/strict";
import { azureNative } from "../../emulator/azure-native/index.ts";
import type { Values } from "../../emulator/model.ts";
import { cloudWith, contextOf, formatted, type Live } from "./support.ts";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";

const token = (type: string) => `azure-native:${type}`;
const live = (type: string, path: string, inputs: Values, outputs: Values = {}): Live => ({
  type: token(type),
  id: `${GROUP}/providers/${path}`,
  inputs: { resourceGroupName: "rg", ...inputs },
  outputs: { name: path.split("/").at(-1) ?? "rg", ...outputs },
});
const group: Live = {
  type: token("resources:ResourceGroup"),
  id: GROUP,
  inputs: { location: "West US 2" },
  outputs: { name: "rg" },
};

describe("emulated Azure: formats", () => {
  /** Of something that is called Own. */
  const FORMATS: readonly (readonly [type: string, property: string, pattern: RegExp, inputs?: Values])[] = [
    ["containerregistry:Registry", "loginServer", /^own\.azurecr\.io$/],
    ["containerservice:ManagedCluster", "fqdn", /^k-[0-9a-f]{8}\.hcp\.westus2\.azmk8s\.io$/, { dnsPrefix: "k" }],
    ["containerservice:ManagedCluster", "nodeResourceGroup", /^MC_rg_Own_westus2$/],
    ["dbforpostgresql:Server", "fullyQualifiedDomainName", /^own\.postgres\.database\.azure\.com$/],
    ["dbforpostgresql:Server", "replicationRole", /^Primary$/],
    ["dbforpostgresql:Server", "replicationRole", /^AsyncReplica$/, { createMode: "Replica" }],
    ["redisenterprise:RedisEnterprise", "hostName", /^own\.westus2\.redis\.azure\.net$/],
    ["web:WebApp", "defaultHostName", /^own\.azurewebsites\.net$/],
    ["cdn:Endpoint", "hostName", /^own\.azureedge\.net$/],
    ["cache:Redis", "hostName", /^own\.redis\.cache\.windows\.net$/],
    ["network:PublicIPAddress", "ipAddress", /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/],
    ["network:VirtualNetwork", "etag", /^W\/"[0-9a-f-]{36}"$/],
    ["network:VirtualNetwork", "azureApiVersion", /^\d{4}-\d\d-\d\d/],
    ["managedidentity:UserAssignedIdentity", "principalId", /^[0-9a-f-]{36}$/],
    ["managedidentity:UserAssignedIdentity", "clientId", /^[0-9a-f-]{36}$/],
    ["operationalinsights:Workspace", "customerId", /^[0-9a-f-]{36}$/],
    [
      "keyvault:Key",
      "keyUriWithVersion",
      /^https:\/\/kv\.vault\.azure\.net\/keys\/Own\/[0-9a-f]{32}$/,
      { vaultName: "KV" },
    ],
  ];

  const own = (type: string, inputs: Values, live: readonly Live[] = [], path = "Microsoft.X/things/Own") =>
    contextOf(
      token(type),
      { resourceGroupName: "rg", ...inputs },
      cloudWith([group, ...live]),
      `${GROUP}/providers/${path}`,
    );

  for (const [type, property, pattern, inputs = {}] of FORMATS) {
    it(`gives ${type} its ${property}${Object.values(inputs).map(String).join()}`, () => {
      assert.match(String(formatted(azureNative, own(type, inputs), property)), pattern);
    });
  }

  it("tells where data endpoints and clusters of logs are, where there are some", () => {
    const hosts = (dataEndpointEnabled: boolean) =>
      formatted(azureNative, own("containerregistry:Registry", { dataEndpointEnabled }), "dataEndpointHostNames");
    assert.deepEqual([hosts(true), hosts(false)], [["own.westus2.data.azurecr.io"], []]);
    const settings = formatted(
      azureNative,
      own("monitor:AzureMonitorWorkspace", {}),
      "defaultIngestionSettings",
    ) as Values;
    assert.match(
      String(settings["dataCollectionRuleResourceId"]),
      /\/MA_Own_westus2_managed\/.*\/dataCollectionRules\/Own$/,
    );
  });

  it("tells what a database's standby is doing", () => {
    const stateOf = (mode: string) =>
      (
        formatted(
          azureNative,
          own("dbforpostgresql:Server", { highAvailability: { mode } }),
          "highAvailability",
        ) as Values
      )["state"];
    assert.deepEqual([stateOf("ZoneRedundant"), stateOf("Disabled")], ["Healthy", "NotEnabled"]);
  });

  it("puts on the nodes of a Spot pool what AKS puts there", () => {
    const pool = own("containerservice:AgentPool", { scaleSetPriority: "Spot" });
    assert.deepEqual(formatted(azureNative, pool, "nodeTaints"), [
      "kubernetes.azure.com/scalesetpriority=spot:NoSchedule",
    ]);
    assert.deepEqual(formatted(azureNative, pool, "nodeLabels"), { "kubernetes.azure.com/scalesetpriority": "spot" });
    assert.equal(formatted(azureNative, own("containerservice:AgentPool", {}), "nodeTaints"), undefined);
  });

  it("gives private endpoints an interface, and the name and address of what they lead to", () => {
    const cache = live(
      "redisenterprise:RedisEnterprise",
      "Microsoft.Cache/redisEnterprise/cache",
      {},
      { location: "westus2" },
    );
    const network = live("network:VirtualNetwork", "Microsoft.Network/virtualNetworks/v", {});
    const subnet = live("network:Subnet", "Microsoft.Network/virtualNetworks/v/subnets/s", {
      addressPrefix: "10.0.1.0/24",
    });
    const inputs = {
      customNetworkInterfaceName: "cache-nic",
      subnet: { id: subnet.id },
      privateLinkServiceConnections: [{ privateLinkServiceId: cache.id, groupIds: ["redisEnterprise"] }],
    };
    const path = "Microsoft.Network/privateEndpoints/e";
    const endpoint = own("network:PrivateEndpoint", inputs, [cache, network, subnet], path);
    const configs = formatted(azureNative, endpoint, "customDnsConfigs") as Values[];
    assert.equal(configs[0]?.["fqdn"], "cache.westus2.redis.azure.net");
    assert.match(String(configs[0]["ipAddresses"]), /^10\.0\.1\.\d+$/);
    assert.deepEqual(formatted(azureNative, endpoint, "networkInterfaces"), [
      { id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/cache-nic` },
    ]);

    const zone = `${GROUP}/providers/Microsoft.Network/privateDnsZones/privatelink.redis.azure.net`;
    const config = { privateDnsZoneConfigs: [{ name: "redis", privateDnsZoneId: zone }] };
    const living = live("network:PrivateEndpoint", path, inputs, { customDnsConfigs: configs });
    const group = own("network:PrivateDnsZoneGroup", config, [living], `${path}/privateDnsZoneGroups/default`);
    const [filled] = formatted(azureNative, group, "privateDnsZoneConfigs") as { recordSets: Values[] }[];
    assert.equal(filled?.recordSets[0]?.["recordSetName"], "cache.westus2");
    assert.equal(filled.recordSets[0]["fqdn"], "cache.westus2.privatelink.redis.azure.net");
  });

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

  const identity = live(
    "managedidentity:UserAssignedIdentity",
    "Microsoft.ManagedIdentity/userAssignedIdentities/i",
    {},
    { clientId: "c", principalId: "p" },
  );

  it("tells identities: the system's own, and the user's, given as a list or as a map", () => {
    const identityOf = (type: string, given: Values) =>
      formatted(azureNative, own(type, { identity: given }, [identity]), "identity") as Values;
    assert.match(String(identityOf("web:WebApp", { type: "SystemAssigned" })["principalId"]), /^[0-9a-f-]{36}$/);
    for (const userAssignedIdentities of [[identity.id], { [identity.id]: {} }]) {
      const told = identityOf("dbforpostgresql:Server", { type: "UserAssigned", userAssignedIdentities });
      assert.deepEqual(told["userAssignedIdentities"], { [identity.id]: { clientId: "c", principalId: "p" } });
    }
  });

  it("tells whom a cluster's nodes act as: one of AKS's, or the program's own", () => {
    const nodesOf = (inputs: Values) =>
      (
        formatted(azureNative, own("containerservice:ManagedCluster", inputs, [identity]), "identityProfile") as Record<
          string,
          Values
        >
      )["kubeletidentity"];
    assert.match(String(nodesOf({})?.["resourceId"]), /\/MC_rg_Own_westus2\/.*\/Own-agentpool$/);
    assert.deepEqual(nodesOf({ identityProfile: { kubeletidentity: { resourceId: identity.id } } }), {
      clientId: "c",
      objectId: "p",
      resourceId: identity.id,
    });
  });
});
