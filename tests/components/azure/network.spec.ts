import assert from "node:assert/strict";
import { AzureNetwork, controlPlaneSubnetId } from "../../../components/azure/network.ts";
import type { NetworkArgs } from "../../../components/contract/network.ts";
import { type MockedResource, deployed, neededFor, valueOf } from "../../support/mocks.ts";
import { waitsFor, watchingOptions } from "../../support/options.ts";
import { azureKey, idOf, logStoreId, scope } from "./parts.ts";

const args: NetworkArgs = {
  scope,
  cidr: "10.1.0.0/16",
  zones: ["1", "2", "3"],
  natGateways: "per-zone",
  privateEndpoints: "essential",
  ddosProtection: "standard",
  logKey: azureKey("logs"),
  logRetentionDays: 30,
};

const network = (changes: Partial<NetworkArgs> = {}, preview = false) =>
  deployed(() => new AzureNetwork("net", { ...args, ...changes }), { preview });
const names = (resources: readonly MockedResource[]) => resources.map(({ name }) => name).sort();

const type = (name: string) => `azure-native:network:${name}`;
const virtualNetwork = type("VirtualNetwork");
const subnet = type("Subnet");
const nat = type("NatGateway");
const address = type("PublicIPAddress");
const group = type("NetworkSecurityGroup");
const link = "azure-native:privatedns:VirtualNetworkLink";

const networkId = idOf("Microsoft.Network/virtualNetworks", "net");
const subnetId = (name: string) => `${networkId}/subnets/${name}`;
const natId = (zone: string) => idOf("Microsoft.Network/natGateways", `net-nat-${zone}`);

describe("AzureNetwork", () => {
  it("has a private subnet in each zone and one subnet over all zones for each other tier", async () => {
    const { result, ofType, one } = await network();
    assert.equal(ofType(subnet).length, 7);
    assert.equal(one(subnet, "net-private-2").inputs["addressPrefix"], "10.1.32.0/19");
    assert.deepEqual(await valueOf(result.publicSubnetIds), [subnetId("public")]);
    assert.deepEqual(
      await valueOf(result.privateSubnetIds),
      ["1", "2", "3"].map((zone) => subnetId(`private-${zone}`)),
    );
    assert.deepEqual(await valueOf(result.databaseSubnetIds), [subnetId("database")]);
    assert.deepEqual(await valueOf(result.endpointSubnetIds), [subnetId("endpoints")]);
    assert.equal(await valueOf(result.networkId), networkId);
  });

  it("reserves subnets for PostgreSQL and for the cluster's control plane, which others find", async () => {
    const { result, one } = await network();
    const serviceOf = (name: string) => one(subnet, name).inputs["delegations"][0].serviceName;
    assert.equal(serviceOf("net-database"), "Microsoft.DBforPostgreSQL/flexibleServers");
    assert.equal(serviceOf("net-control-plane"), "Microsoft.ContainerService/managedClusters");
    for (const name of ["net-public", "net-private-1", "net-endpoints"])
      assert.equal(one(subnet, name).inputs["delegations"], undefined);
    assert.equal(await valueOf(controlPlaneSubnetId(result)), subnetId("control-plane"));
  });

  it("keeps what it has when a zone is added", async () => {
    const before = (await network({ zones: ["1", "3"] })).ofType(subnet);
    const after = await network({ zones: ["2", "1", "3"] });
    for (const { name, inputs } of before) {
      const { natGateway: _, ...kept } = after.one(subnet, name).inputs;
      const { natGateway: __, ...had } = inputs;
      assert.deepEqual(kept, had);
    }
  });

  it("leads each zone's private subnet through a NAT gateway of its zone", async () => {
    const { result, ofType, one } = await network();
    assert.deepEqual(names(ofType(nat)), ["net-nat-1", "net-nat-2", "net-nat-3"]);
    assert.deepEqual(await valueOf(result.egressIds), args.zones.map(natId));
    for (const zone of args.zones) {
      assert.deepEqual(one(subnet, `net-private-${zone}`).inputs["natGateway"], { id: natId(zone) });
      assert.deepEqual(one(nat, `net-nat-${zone}`).inputs["zones"], [zone]);
      const { sku, publicIPAllocationMethod, zones } = one(address, `net-nat-${zone}`).inputs;
      assert.deepEqual([sku.name, publicIPAllocationMethod, zones], ["Standard", "Static", ["1", "2", "3"]]);
    }
  });

  it("leads all of them through one where that is asked for, over the same subnets", async () => {
    const { result, ofType, one } = await network({ natGateways: "single" });
    assert.deepEqual(await valueOf(result.egressIds), [natId("1")]);
    assert.deepEqual(names(ofType(nat)), ["net-nat-1"]);
    for (const zone of args.zones)
      assert.deepEqual(one(subnet, `net-private-${zone}`).inputs["natGateway"], { id: natId("1") });
    assert.deepEqual(names(ofType(subnet)), names((await network()).ofType(subnet)));
  });

  it("gives no subnet another way out, and each its tier's security group", async () => {
    const { ofType, one } = await network();
    for (const { name, inputs } of ofType(subnet)) {
      assert.equal(inputs["defaultOutboundAccess"], false, name);
      assert.equal(inputs["natGateway"] !== undefined, name.includes("private"), name);
    }
    const groups = { public: "public", "private-2": "private", database: "database", endpoints: "endpoints" };
    for (const [role, tier] of Object.entries(groups)) {
      const { id } = one(subnet, `net-${role}`).inputs["networkSecurityGroup"];
      assert.equal(id, idOf("Microsoft.Network/networkSecurityGroups", `net-${tier}`));
      assert.equal(one(group, `net-${tier}`).inputs["securityRules"].length > 0, tier !== "private");
    }
  });

  it("holds private endpoints to the rules of their subnet", async () => {
    const { inputs } = (await network()).one(subnet, "net-endpoints");
    assert.equal(inputs["privateEndpointNetworkPolicies"], "NetworkSecurityGroupEnabled");
  });

  it("lets PostgreSQL reach storage as it would arrange by itself", async () => {
    const { inputs } = (await network()).one(subnet, "net-database");
    assert.deepEqual(inputs["serviceEndpoints"], [{ service: "Microsoft.Storage" }]);
  });

  it("makes one subnet after the other, and tells of itself when all are there", async () => {
    const options = watchingOptions();
    const { result, ofType } = await deployed(() => new AzureNetwork("net", args, options.opts));
    const [first, ...others] = ofType(subnet).map(({ name }) => waitsFor(options.of(subnet, name)));
    assert.deepEqual(first, []);
    assert.equal(new Set(others.flat()).size, others.length);
    assert.ok((await neededFor(result.networkId)).includes("net-control-plane"));
  });

  it("is protected from floods by a plan of its own where that is paid for", async () => {
    const { ofType, one } = await network();
    assert.equal(ofType(type("DdosProtectionPlan")).length, 0);
    assert.equal(one(virtualNetwork, "net").inputs["ddosProtectionPlan"], undefined);
    const { inputs } = (await network({ ddosProtection: "advanced" })).one(virtualNetwork, "net");
    assert.equal(inputs["enableDdosProtection"], true);
    assert.equal(inputs["ddosProtectionPlan"].id, idOf("Microsoft.Network/ddosProtectionPlans", "net"));
  });

  it("looks private addresses up in zones that are linked before the subnets are given", async () => {
    const { result, ofType, one } = await network();
    assert.deepEqual(
      ofType("azure-native:privatedns:PrivateZone").map(({ inputs }) => inputs["privateZoneName"]),
      [
        "honua.private.postgres.database.azure.com",
        "privatelink.redis.azure.net",
        "privatelink.azurecr.io",
        "privatelink.vaultcore.azure.net",
      ],
    );
    for (const { inputs } of ofType(link)) {
      assert.deepEqual(inputs["virtualNetwork"], { id: networkId });
      assert.deepEqual([inputs["location"], inputs["registrationEnabled"]], ["Global", false]);
    }
    assert.equal(one(link, "net-zones-vault").inputs["resolutionPolicy"], "NxDomainRedirect");
    assert.equal(one(link, "net-zones-postgres").inputs["resolutionPolicy"], undefined);
    for (const [output] of [result.databaseSubnetIds, result.endpointSubnetIds]) {
      const needed = await neededFor(output!);
      for (const zone of ["postgres", "redis", "registry", "vault"])
        assert.ok(needed.includes(`net-zones-${zone}`), zone);
    }
  });

  it("reaches the keys' vault without leaving the network", async () => {
    const { ofType, one } = await network();
    const endpoints = ofType(type("PrivateEndpoint"));
    assert.deepEqual(names(endpoints), ["net-vault"]);
    const { subnet: place, privateLinkServiceConnections } = endpoints[0]!.inputs;
    assert.equal(place.id, subnetId("endpoints"));
    assert.deepEqual(privateLinkServiceConnections, [
      { name: "vault", privateLinkServiceId: idOf("Microsoft.KeyVault/vaults", "honua-keys"), groupIds: ["vault"] },
    ]);
    const zones = one(type("PrivateDnsZoneGroup"), "net-vault").inputs["privateDnsZoneConfigs"];
    assert.deepEqual(zones, [
      {
        name: "vault",
        privateDnsZoneId: idOf("Microsoft.Network/privateDnsZones", "privatelink.vaultcore.azure.net"),
      },
    ]);
  });

  it("reaches the flow logs' archive in the same way where all endpoints are asked for", async () => {
    const { ofType, one } = await network({ privateEndpoints: "all" });
    assert.deepEqual(names(ofType(type("PrivateEndpoint"))), ["net-blob", "net-vault"]);
    assert.equal(one(link, "net-zones-blob").inputs["resolutionPolicy"], "NxDomainRedirect");
    const [connection] = one(type("PrivateEndpoint"), "net-blob").inputs["privateLinkServiceConnections"];
    assert.match(connection.privateLinkServiceId, /\/Microsoft\.Storage\/storageAccounts\/netflowlogs\w{6}$/);
  });

  it("records all its flows, in its own region, and sums them up in the log store", async () => {
    const { inputs } = (await network()).one(type("FlowLog"), "net-flow-logs");
    assert.equal(inputs["targetResourceId"], networkId);
    assert.deepEqual(
      [inputs["resourceGroupName"], inputs["networkWatcherName"]],
      ["NetworkWatcherRG", "NetworkWatcher_centralus"],
    );
    assert.equal(inputs["location"], "centralus");
    assert.equal(inputs["enabled"], true);
    assert.match(inputs["storageId"], /\/storageAccounts\/netflowlogs\w{6}$/);
    const analytics = inputs["flowAnalyticsConfiguration"].networkWatcherFlowAnalyticsConfiguration;
    assert.deepEqual([analytics.enabled, analytics.workspaceResourceId], [true, logStoreId]);
  });

  it("keeps flows in an archive that is encrypted with the key for logs, closed, and emptied in time", async () => {
    const { one } = await network();
    const account = one("azure-native:storage:StorageAccount", "net-flow-logs").inputs;
    assert.deepEqual(account["encryption"], {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyVaultUri: "https://honua-keys.vault.azure.net/", keyName: "logs" },
      encryptionIdentity: { encryptionUserAssignedIdentity: await valueOf(args.logKey.userId!) },
    });
    assert.deepEqual(account["identity"].userAssignedIdentities, [await valueOf(args.logKey.userId!)]);
    assert.deepEqual(account["networkRuleSet"], { defaultAction: "Deny", bypass: "AzureServices" });
    assert.equal(account["allowBlobPublicAccess"], false);
    assert.deepEqual([account["minimumTlsVersion"], account["enableHttpsTrafficOnly"]], ["TLS1_2", true]);
    const { policy } = one("azure-native:storage:ManagementPolicy", "net-flow-logs").inputs;
    assert.equal(policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan, 30);
  });

  it("plans without knowing what Azure computes", async () => {
    const list = ({ resources }: Awaited<ReturnType<typeof network>>) =>
      resources.map((resource) => `${resource.type} ${resource.name}`).sort();
    assert.deepEqual(
      list(await network({ privateEndpoints: "all" }, true)),
      list(await network({ privateEndpoints: "all" })),
    );
  });
});
