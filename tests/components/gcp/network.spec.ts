import assert from "node:assert/strict";
import type { NetworkArgs } from "../../../components/contract/network.ts";
import { GcpNetwork } from "../../../components/gcp/network.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { gcpKey, project } from "./parts.ts";

const args: NetworkArgs = {
  scope: project,
  cidr: "10.1.0.0/16",
  zones: ["us-central1-a", "us-central1-b", "us-central1-f"],
  natGateways: "per-zone",
  privateEndpoints: "all",
  ddosProtection: "standard",
  logKey: gcpKey("logs"),
  logRetentionDays: 30,
};

const network = (changes: Partial<NetworkArgs> = {}) => deployed(() => new GcpNetwork("net", { ...args, ...changes }));
const subnet = "gcp:compute/subnetwork:Subnetwork";

describe("GcpNetwork", () => {
  it("makes no subnet that is not asked for", async () => {
    const { one, ofType } = await network();
    assert.equal(one("gcp:compute/network:Network", "net").inputs["autoCreateSubnetworks"], false);
    assert.deepEqual(
      ofType(subnet)
        .map(({ name }) => name)
        .sort(),
      ["net-endpoints", "net-private", "net-public"],
    );
  });

  it("has ranges for pods and services beside the nodes' own", async () => {
    const { inputs } = (await network()).one(subnet, "net-private");
    assert.deepEqual(inputs["secondaryIpRanges"], [
      { rangeName: "pods", ipCidrRange: "10.1.0.0/17" },
      { rangeName: "services", ipCidrRange: "172.20.0.0/16" },
    ]);
    assert.equal(inputs["ipCidrRange"], "10.1.128.0/18");
    assert.equal(inputs["privateIpGoogleAccess"], true);
  });

  it("logs flows in every subnet that machines are in", async () => {
    const { one } = await network();
    for (const name of ["net-private", "net-endpoints"]) {
      assert.equal(one(subnet, name).inputs["logConfig"].metadata, "INCLUDE_ALL_METADATA", name);
    }
    const proxies = one(subnet, "net-public").inputs;
    assert.deepEqual([proxies["purpose"], proxies["role"]], ["REGIONAL_MANAGED_PROXY", "ACTIVE"]);
  });

  it("goes out from static addresses, one for each zone or one for all", async () => {
    const addresses = async (natGateways: NetworkArgs["natGateways"]) => {
      const { ofType, one } = await network({ natGateways });
      const { inputs } = one("gcp:compute/routerNat:RouterNat", "net-nat");
      assert.equal(inputs["natIpAllocateOption"], "MANUAL_ONLY");
      assert.equal(inputs["natIps"].length, ofType("gcp:compute/address:Address").length);
      return inputs["natIps"].length;
    };
    assert.equal(await addresses("per-zone"), 3);
    assert.equal(await addresses("single"), 1);
  });

  it("gives ports to nodes as they need them, which Google allows only without endpoint-independent mapping", async () => {
    const { inputs } = (await network()).one("gcp:compute/routerNat:RouterNat", "net-nat");
    assert.equal(inputs["enableDynamicPortAllocation"], true);
    assert.equal(inputs["enableEndpointIndependentMapping"], false);
    for (const ports of [inputs["minPortsPerVm"], inputs["maxPortsPerVm"]])
      assert.ok(Number.isInteger(Math.log2(ports)));
    assert.deepEqual(inputs["logConfig"], { enable: true, filter: "ERRORS_ONLY" });
  });

  it("refuses and logs what comes in, but for load balancers to the nodes", async () => {
    const { one, ofType } = await network();
    const firewall = "gcp:compute/firewall:Firewall";
    const deny = one(firewall, "net-firewall-deny").inputs;
    assert.deepEqual(
      [deny["priority"], deny["sourceRanges"], deny["denies"]],
      [65534, ["0.0.0.0/0"], [{ protocol: "all" }]],
    );
    const allowing = ofType(firewall).filter(({ inputs }) => inputs["allows"] !== undefined);
    for (const { inputs } of allowing) {
      assert.ok(!inputs["sourceRanges"].includes("0.0.0.0/0"));
      assert.deepEqual(inputs["targetTags"], ["honua-nodes"]);
    }
    for (const { inputs } of ofType(firewall)) assert.ok(inputs["logConfig"]);
  });

  it("lends Google a range for Cloud SQL and names it once the connection is there", async () => {
    const { one, result } = await network();
    const range = one("gcp:compute/globalAddress:GlobalAddress", "net-database").inputs;
    assert.deepEqual([range["purpose"], range["address"], range["prefixLength"]], ["VPC_PEERING", "10.1.192.0", 19]);
    const connection = one("gcp:servicenetworking/connection:Connection", "net-database").inputs;
    assert.equal(connection["deletionPolicy"], undefined, "an abandoned peering keeps the network from being deleted");
    assert.equal(await valueOf(result.databaseSubnetIds[0]!), "net-database");
  });

  it("admits Redis clusters into the endpoints' subnet", async () => {
    const { one } = await network();
    const { inputs } = one("gcp:networkconnectivity/serviceConnectionPolicy:ServiceConnectionPolicy", "net-database");
    assert.equal(inputs["serviceClass"], "gcp-memorystore-redis");
    assert.match(inputs["pscConfig"].subnetworks[0], /subnetworks\/net-endpoints$/);
  });

  it("leads the names of Google's services to addresses that stay in its network", async () => {
    const zones = async (privateEndpoints: NetworkArgs["privateEndpoints"]) =>
      (await network({ privateEndpoints }))
        .ofType("gcp:dns/managedZone:ManagedZone")
        .map(({ inputs }) => inputs["dnsName"]);
    assert.deepEqual(await zones("essential"), ["googleapis.com.", "pkg.dev."]);
    assert.equal((await zones("all")).length, 4);
    const { inputs } = (await network()).one("gcp:dns/recordSet:RecordSet", "net-google-googleapis-apex");
    assert.deepEqual(inputs["rrdatas"][0], "199.36.153.8");
  });
});
