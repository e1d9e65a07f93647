import assert from "node:assert/strict";
import { GcpNodePools, type GcpNodePoolsArgs } from "../../../components/gcp/node-pools.ts";
import { gcpMachines } from "../../../components/tables/machines/gcp.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { gcpKey, project } from "./parts.ts";

const args: GcpNodePoolsArgs = {
  scope: project,
  clusterId: `projects/${project}/locations/us-central1/clusters/honua-production`,
  serviceAccount: `nodes@${project}.iam.gserviceaccount.com`,
  pools: {
    platform: { machine: "t2a-standard-8", min: 4, max: 9, diskGiB: 100, spot: false },
    build: { machine: "t2a-standard-32", min: 0, max: 15, diskGiB: 300, spot: true },
  },
  zones: ["us-central1-a", "us-central1-b", "us-central1-f"],
  volumesKey: gcpKey("volumes"),
};

const pool = async (name: "platform" | "build", changes: Partial<GcpNodePoolsArgs> = {}) =>
  (await deployed(() => new GcpNodePools("nodes", { ...args, ...changes }))).one(
    "gcp:container/nodePool:NodePool",
    `nodes-${name}`,
  ).inputs;

describe("GcpNodePools", () => {
  it("grows and shrinks between limits that hold for all zones together", async () => {
    const platform = await pool("platform");
    assert.deepEqual(platform["autoscaling"], {
      totalMinNodeCount: 4,
      totalMaxNodeCount: 9,
      locationPolicy: "BALANCED",
    });
    assert.deepEqual(platform["nodeLocations"], args.zones);
    assert.equal(platform["initialNodeCount"], 1);
    assert.equal(platform["nodeCount"], undefined);
    const build = await pool("build");
    assert.deepEqual(build["autoscaling"], { totalMinNodeCount: 0, totalMaxNodeCount: 15, locationPolicy: "ANY" });
    assert.equal(build["initialNodeCount"], 0);
  });

  it("keeps everything but builds off the build nodes", async () => {
    const { labels, taints } = (await pool("build"))["nodeConfig"];
    assert.deepEqual(labels, { "honua.io/pool": "build" });
    assert.deepEqual(taints, [{ key: "honua.io/pool", value: "build", effect: "NO_SCHEDULE" }]);
    assert.deepEqual((await pool("platform"))["nodeConfig"].taints, []);
  });

  it("takes the machines asked for, on the disks that these can have, encrypted", async () => {
    const config = (await pool("build"))["nodeConfig"];
    assert.deepEqual(
      [config.machineType, config.diskType, config.diskSizeGb, config.spot],
      ["t2a-standard-32", "pd-balanced", 300, true],
    );
    assert.equal(config.bootDiskKmsKey, await valueOf(args.volumesKey.id));
    const pools = { ...args.pools, build: { ...args.pools.build, machine: "c4a-standard-32" } };
    assert.equal((await pool("build", { pools }))["nodeConfig"].diskType, "hyperdisk-balanced");
    assert.equal((await pool("platform"))["nodeConfig"].spot, false);
  });

  it("has private, shielded nodes that pods cannot pass for", async () => {
    for (const name of ["platform", "build"] as const) {
      const { networkConfig, nodeConfig } = await pool(name);
      assert.deepEqual(networkConfig, { enablePrivateNodes: true });
      assert.deepEqual(nodeConfig.shieldedInstanceConfig, { enableSecureBoot: false, enableIntegrityMonitoring: true });
      assert.deepEqual(nodeConfig.workloadMetadataConfig, { mode: "GKE_METADATA" });
      assert.equal(nodeConfig.serviceAccount, args.serviceAccount);
      assert.deepEqual(nodeConfig.tags, ["honua-nodes"]);
    }
  });

  it("has a name that changes with the machine, and fits", async () => {
    assert.equal((await pool("platform"))["name"], "platform-t2a-standard-8");
    assert.equal((await pool("build"))["name"], "build-t2a-standard-32-spot");
    const longest = Math.max(...Object.keys(gcpMachines).map((machine) => `platform-${machine}-spot`.length));
    assert.ok(longest <= 40);
  });

  it("replaces nodes one by one, each by a new one first", async () => {
    const { management, upgradeSettings, maxPodsPerNode } = await pool("platform");
    assert.deepEqual(management, { autoRepair: true, autoUpgrade: true });
    assert.deepEqual(upgradeSettings, { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 });
    assert.equal(maxPodsPerNode, 110);
  });
});
