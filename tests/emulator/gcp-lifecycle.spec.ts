import assert from "node:assert/strict";
import { gcp } from "../../emulator/gcp/index.ts";
import { token } from "../../emulator/gcp/tokens.ts";
import { lifecycleOf } from "./support.ts";

describe("emulated Google Cloud: a resource's life", () => {
  let cloud: ReturnType<typeof lifecycleOf>;
  beforeEach(() => (cloud = lifecycleOf(gcp, { project: "acme", region: "europe-west1" })));
  afterEach(() => cloud.end());

  it("points at others by id, link or name, and holds them", () => {
    const network = cloud.create(token("compute:Network"), "main", {});
    const { id } = network;
    const ways = [id, String(network.outputs["selfLink"]), String(network.inputs["name"])];
    const subnets = ways.map((way, index) =>
      cloud.create(token("compute:Subnetwork"), `s${index}`, { network: way, ipCidrRange: `10.${index}.0.0/16` }),
    );
    assert.throws(() => cloud.remove(network), /still used by gcp:compute\/subnetwork/);
    subnets.forEach(cloud.remove);
    cloud.remove(network);
    assert.equal(cloud.exists(network), false);
    assert.throws(
      () => cloud.create(token("compute:Subnetwork"), "s", { network: id, ipCidrRange: "10.0.0.0/16" }),
      /no such/,
    );
    cloud.create(token("compute:Firewall"), "f", { network: "default", allows: [{ protocol: "tcp" }] });
  });

  it("is protected by default where the provider has it so", () => {
    const cluster = cloud.create(token("container:Cluster"), "a", { location: "europe-west1" });
    assert.throws(() => cloud.remove(cluster), /protected by deletionProtection/);
    const open = cloud.create(token("container:Cluster"), "b", { location: "europe-west1", deletionProtection: false });
    const pool = cloud.create(token("container:NodePool"), "p", { cluster: open.id, location: "europe-west1" });
    cloud.remove(open);
    assert.equal(cloud.exists(pool), false);
  });

  it("waits for the peering that a private database needs", () => {
    const network = cloud.create(token("compute:Network"), "main", {});
    const settings = { tier: "db-f1-micro", ipConfiguration: { privateNetwork: network.id } };
    const database = () => cloud.create(token("sql:DatabaseInstance"), "db", { settings, deletionProtection: false });
    assert.throws(database, /no servicenetworking.Connection yet/);
    const range = cloud.create(token("compute:GlobalAddress"), "range", {
      network: network.id,
      purpose: "VPC_PEERING",
    });
    cloud.create(token("servicenetworking:Connection"), "peering", {
      network: network.id,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: [String(range.inputs["name"])],
    });
    assert.match(database().id, /^db-[0-9a-f]{7}$/);
    assert.throws(() => cloud.remove(range), /still used/);
  });

  it("is replaced for what its id and the provider's schema say, and for nothing else", () => {
    const network = cloud.create(token("compute:Network"), "main", {});
    assert.deepEqual(cloud.replaces(network, { name: "other" }), ["name"]);
    assert.deepEqual(cloud.replaces(network, { autoCreateSubnetworks: false }), ["autoCreateSubnetworks"]);
    assert.deepEqual(cloud.replaces(network, { routingMode: "GLOBAL" }), []);
  });
});
