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
    cloud.create(token("compute:Firewall"), "f", {
      network: "default",
      allows: [{ protocol: "tcp" }],
      sourceRanges: ["10.0.0.0/8"],
    });
  });

  it("is protected by default where the provider has it so", () => {
    const place = { location: "europe-west1", initialNodeCount: 1 };
    const cluster = cloud.create(token("container:Cluster"), "a", place);
    assert.throws(() => cloud.remove(cluster), /protected by deletionProtection/);
    const open = cloud.create(token("container:Cluster"), "b", { ...place, deletionProtection: false });
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
      addressType: "INTERNAL",
      purpose: "VPC_PEERING",
      prefixLength: 16,
    });
    const peering = cloud.create(token("servicenetworking:Connection"), "peering", {
      network: network.id,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: [String(range.inputs["name"])],
    });
    const { id } = database();
    assert.match(id, /^db-[0-9a-f]{7}$/);
    assert.throws(() => cloud.remove(peering), new RegExp(`still used by gcp:sql/.+ "${id}"`));
  });

  it("keeps what is only abandoned, and what that uses", () => {
    const network = cloud.create(token("compute:Network"), "main", {});
    const range = cloud.create(token("compute:GlobalAddress"), "range", {
      network: network.id,
      addressType: "INTERNAL",
      purpose: "VPC_PEERING",
      prefixLength: 16,
    });
    const peering = cloud.create(token("servicenetworking:Connection"), "peering", {
      network: network.id,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: [String(range.inputs["name"])],
      deletionPolicy: "ABANDON",
    });
    cloud.remove(peering);
    cloud.remove(range);
    assert.throws(() => cloud.remove(network), /still used by gcp:servicenetworking/);
    const held = cloud.create(token("pubsub:Topic"), "t", { deletionPolicy: "PREVENT" });
    assert.throws(() => cloud.remove(held), /protected by deletionPolicy: set it to another value/);
  });

  it("gives no name again that the cloud keeps", () => {
    const ring = cloud.create(token("kms:KeyRing"), "ring", { name: "honua", location: "europe-west1" });
    cloud.remove(ring);
    assert.throws(
      () => cloud.create(token("kms:KeyRing"), "ring", { name: "honua", location: "europe-west1" }),
      /existed before: key rings and keys cannot be deleted/,
    );
    assert.match(cloud.create(token("kms:KeyRing"), "ring", { location: "europe-west1" }).id, /ring-[0-9a-f]{7}$/);
  });

  it("takes what is enabled or granted already as it is", () => {
    const service = { service: "compute.googleapis.com" };
    cloud.create(token("projects:Service"), "a", service);
    assert.equal(cloud.create(token("projects:Service"), "b", service).id, "acme/compute.googleapis.com");
    const topic = { name: "events" };
    cloud.create(token("pubsub:Topic"), "a", topic);
    assert.throws(() => cloud.create(token("pubsub:Topic"), "b", topic), /already exists/);
  });

  it("refuses what a service that is not enabled would make, once a program enables some", () => {
    cloud.create(token("kms:KeyRing"), "a", { location: "global" });
    cloud.create(token("projects:Service"), "a", { service: "compute.googleapis.com" });
    assert.throws(
      () => cloud.create(token("kms:KeyRing"), "b", { location: "global" }),
      /cloudkms.googleapis.com is not enabled in acme/,
    );
    cloud.create(token("projects:Service"), "b", { service: "cloudkms.googleapis.com" });
    cloud.create(token("kms:KeyRing"), "b", { location: "global" });
  });

  it("is replaced for what its id and the provider's schema say, and for nothing else", () => {
    const network = cloud.create(token("compute:Network"), "main", {});
    assert.deepEqual(cloud.replaces(network, { name: "other" }), ["name"]);
    assert.deepEqual(cloud.replaces(network, { autoCreateSubnetworks: false }), ["autoCreateSubnetworks"]);
    assert.deepEqual(cloud.replaces(network, { routingMode: "GLOBAL" }), []);
  });
});
