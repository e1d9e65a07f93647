import assert from "node:assert/strict";
import { AzureRegistry } from "../../../components/azure/registry.ts";
import type { RegistryArgs } from "../../../components/contract/registry.ts";
import { images } from "../../../components/tables/images.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { waitsFor, watchingOptions } from "../../support/options.ts";
import { azureKey, idOf, logStoreId, network, scope } from "./parts.ts";

const args: RegistryArgs = {
  images,
  scope,
  network,
  key: azureKey("registry"),
  retainedImages: 100,
  untaggedDays: 7,
  durability: "kept",
};

const replica = { region: "eastus2", manageReplication: true };

const registry = (changes: Partial<RegistryArgs> = {}, preview = false) =>
  deployed(() => new AzureRegistry("registry", { ...args, ...changes }), { preview });

const type = (name: string) => `azure-native:containerregistry:${name}`;

describe("AzureRegistry", () => {
  it("is encrypted with a key of ours, used as the key's identity", async () => {
    const { identity, encryption, sku } = (await registry()).one(type("Registry"), "registry").inputs;
    assert.equal(sku.name, "Premium");
    assert.deepEqual(encryption, {
      status: "enabled",
      keyVaultProperties: {
        keyIdentifier: "https://honua-keys.vault.azure.net/keys/registry",
        identity: "client-of-registry",
      },
    });
    assert.deepEqual(identity, {
      type: "UserAssigned",
      userAssignedIdentities: { [await valueOf(args.key.userId!)]: {} },
    });
  });

  it("takes nobody in without a credential of their own", async () => {
    const { inputs } = (await registry()).one(type("Registry"), "registry");
    assert.deepEqual([inputs["adminUserEnabled"], inputs["anonymousPullEnabled"]], [false, false]);
  });

  it("is reached by customers from outside, and by the platform without leaving the network", async () => {
    const { one } = await registry();
    const { registryName, publicNetworkAccess, dataEndpointEnabled } = one(type("Registry"), "registry").inputs;
    assert.deepEqual([publicNetworkAccess, dataEndpointEnabled], ["Enabled", true]);
    const endpoint = one("azure-native:network:PrivateEndpoint", "registry-endpoint").inputs;
    assert.equal(endpoint["subnet"].id, await valueOf(network.endpointSubnetIds[0]!));
    const [{ privateLinkServiceId, groupIds }] = endpoint["privateLinkServiceConnections"];
    assert.equal(privateLinkServiceId, idOf("Microsoft.ContainerRegistry/registries", registryName));
    assert.deepEqual(groupIds, ["registry"]);
    const group = one("azure-native:network:PrivateDnsZoneGroup", "registry-endpoint").inputs;
    assert.equal(group["privateDnsZoneGroupName"], "default");
    assert.match(group["privateDnsZoneConfigs"][0].privateDnsZoneId, /\/privateDnsZones\/privatelink\.azurecr\.io$/);
  });

  it("survives the loss of a zone", async () => {
    assert.equal((await registry()).one(type("Registry"), "registry").inputs["zoneRedundancy"], "Enabled");
  });

  it("deletes untagged images after days and tagged ones by number", async () => {
    const { one } = await registry();
    assert.deepEqual(one(type("Registry"), "registry").inputs["policies"].retentionPolicy, {
      status: "enabled",
      days: 7,
    });
    const task = one(type("Task"), "registry-purge").inputs;
    assert.equal(task["trigger"].timerTriggers[0].schedule, "30 2 * * *");
    const content = Buffer.from(task["step"].encodedTaskContent, "base64").toString();
    const [command] = /acr purge .*/.exec(content) ?? [];
    assert.match(command ?? "", / --ago 0d --keep 100$/);
    assert.deepEqual(
      [...(command ?? "").matchAll(/--filter '(.+?):\.\*'/g)].map(([, repository]) => repository),
      images.map((image) => `honua/${image}`),
    );
    assert.doesNotMatch(command ?? "", /--untagged/);
  });

  it("writes down who pulled and pushed what", async () => {
    const { inputs } = (await registry()).one("azure-native:monitor:DiagnosticSetting", "registry");
    assert.equal(inputs["workspaceId"], logStoreId);
    assert.deepEqual(inputs["logs"], [{ categoryGroup: "allLogs", enabled: true }]);
  });

  it("copies nothing by default", async () => {
    assert.deepEqual((await registry()).ofType(type("Replication")), []);
  });

  it("copies its images to another region, over zones where that has any", async () => {
    for (const [region, zoneRedundancy] of [
      ["eastus2", "Enabled"],
      ["westus", "Disabled"],
    ]) {
      const { one } = await registry({ replica: { ...replica, region: region! } });
      const { inputs } = one(type("Replication"), "registry-replica");
      assert.deepEqual([inputs["location"], inputs["replicationName"]], [region, region]);
      assert.deepEqual([inputs["zoneRedundancy"], inputs["regionEndpointEnabled"]], [zoneRedundancy, true]);
    }
  });

  it("gets its private endpoint after its copies, so that it has an address for each", async () => {
    const options = watchingOptions();
    await deployed(() => new AzureRegistry("registry", { ...args, replica }, options.opts));
    const { dependsOn } = options.of("honua:azure:PrivateEndpoint", "registry-endpoint");
    assert.deepEqual(waitsFor({ dependsOn }), ["registry-replica"]);
  });

  it("is protected where it is to be", async () => {
    for (const durability of ["kept", "protected"] as const) {
      const options = watchingOptions();
      await deployed(() => new AzureRegistry("registry", { ...args, durability }, options.opts));
      assert.equal(options.of(type("Registry"), "registry").protect, durability === "protected");
    }
  });

  it("says how to log in and where each image lives", async () => {
    const { result, one } = await registry();
    const { registryName } = one(type("Registry"), "registry").inputs;
    assert.match(registryName, /^registry\w{6}$/);
    assert.equal(await valueOf(result.loginCommand), `az acr login --name ${registryName}`);
    assert.deepEqual(
      await valueOf(result.repositoryUrls),
      Object.fromEntries(images.map((image) => [image, `${registryName}.azurecr.io/honua/${image}`])),
    );
    assert.equal(await valueOf(result.registryId), idOf("Microsoft.ContainerRegistry/registries", registryName));
  });

  it("plans without knowing what Azure computes", async () => {
    const list = ({ resources }: Awaited<ReturnType<typeof registry>>) =>
      resources.map((resource) => `${resource.type} ${resource.name}`).sort();
    assert.deepEqual(list(await registry({ replica }, true)), list(await registry({ replica })));
  });
});
