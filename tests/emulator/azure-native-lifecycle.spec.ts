import assert from "node:assert/strict";
import { azureNative } from "../../emulator/azure-native/index.ts";
import { lifecycleOf } from "./support.ts";

const type = (short: string) => `azure-native:${short}`;

describe("emulated Azure: a resource's life", () => {
  let azure: ReturnType<typeof lifecycleOf>;
  beforeEach(() => (azure = lifecycleOf(azureNative, { location: "westeurope" })));
  afterEach(() => azure.end());

  const network = () => {
    const group = azure.create(type("resources:ResourceGroup"), "rg", {});
    const resourceGroupName = String(group.outputs["name"]);
    const addressSpace = { addressPrefixes: ["10.0.0.0/16"] };
    const vnet = azure.create(type("network:VirtualNetwork"), "vnet", { resourceGroupName, addressSpace });
    const virtualNetworkName = String(vnet.outputs["name"]);
    const subnet = azure.create(type("network:Subnet"), "apps", {
      resourceGroupName,
      virtualNetworkName,
      addressPrefix: "10.0.0.0/24",
    });
    return { group, resourceGroupName, vnet, subnet };
  };

  it("gets names, a location and an id below its group", () => {
    const { group, vnet, subnet } = network();
    assert.match(group.id, /\/resourceGroups\/rg[0-9a-f]{8}$/);
    assert.equal(vnet.outputs["location"], "westeurope");
    assert.equal(subnet.id, `${vnet.id}/subnets/apps`);
  });

  it("cannot start in a group or network that is not there", () => {
    const inputs = { resourceGroupName: "gone", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
    assert.throws(
      () => azure.create(type("network:VirtualNetwork"), "v", inputs),
      /the resource group "gone" does not exist/,
    );
    const { resourceGroupName } = network();
    const subnet = { resourceGroupName, virtualNetworkName: "gone", addressPrefix: "10.0.1.0/24" };
    assert.throws(() => azure.create(type("network:Subnet"), "s", subnet), /virtualNetworks "gone" does not exist/);
  });

  it("is held by what uses it, and goes with its group otherwise", () => {
    const { group, resourceGroupName, vnet, subnet } = network();
    const other = azure.create(type("resources:ResourceGroup"), "other", {});
    const nic = azure.create(type("network:NetworkInterface"), "nic", {
      resourceGroupName: String(other.outputs["name"]),
      ipConfigurations: [{ name: "ip", subnet: { id: subnet.id } }],
    });
    for (const held of [subnet, vnet, group])
      assert.throws(() => azure.remove(held), /still used by .*NetworkInterface/);
    azure.remove(nic);
    azure.remove(group);
    assert.deepEqual([azure.exists(vnet), azure.exists(subnet), azure.exists(other)], [false, false, true]);
    assert.throws(
      () =>
        azure.create(type("network:Subnet"), "t", {
          resourceGroupName,
          virtualNetworkName: "v",
          addressPrefix: "10.0.3.0/24",
        }),
      /does not exist/,
    );
  });

  it("is replaced for its place, name and what the provider's list says, and for nothing else", () => {
    const { vnet, subnet } = network();
    assert.deepEqual(azure.replaces(vnet, { location: "northeurope" }), ["location"]);
    assert.deepEqual(azure.replaces(vnet, { resourceGroupName: "other" }), ["resourceGroupName"]);
    assert.deepEqual(azure.replaces(vnet, { tags: { a: "b" } }), []);
    assert.deepEqual(azure.replaces(subnet, { addressPrefix: "10.0.2.0/24" }), []);
  });
});
