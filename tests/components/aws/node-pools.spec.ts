import assert from "node:assert/strict";
import { AwsNodePools, type AwsNodePoolsArgs } from "../../../components/aws/node-pools.ts";
import type { NodePool } from "../../../components/contract/cluster.ts";
import { deployed } from "../../support/mocks.ts";
import { awsKey } from "./parts.ts";

const pool = (machine: string, min: number, max: number, spot = false): NodePool => ({
  machine,
  min,
  max,
  diskGiB: 250,
  spot,
});

const args: AwsNodePoolsArgs = {
  clusterName: "honua-production",
  version: "1.36",
  pools: { platform: pool("m7g.2xlarge", 3, 9), build: pool("m7g.8xlarge", 0, 15) },
  zones: ["us-east-1a", "us-east-1b", "us-east-1d"],
  subnetIds: ["subnet-a", "subnet-b", "subnet-d"],
  volumesKey: awsKey("volumes"),
};

const pools = async (changes: Partial<AwsNodePoolsArgs> = {}) => {
  const made = await deployed(() => new AwsNodePools("nodes", { ...args, ...changes }));
  const groups = made.ofType("aws:eks/nodeGroup:NodeGroup");
  return { ...made, groups, group: (name: string) => made.one("aws:eks/nodeGroup:NodeGroup", name).inputs };
};

const sizesOf = (groups: Awaited<ReturnType<typeof pools>>["groups"]) =>
  groups.map(({ name, inputs }) => {
    const { minSize, maxSize, desiredSize } = inputs["scalingConfig"];
    return [name, minSize, maxSize, desiredSize];
  });

describe("AwsNodePools", () => {
  it("has a group of each pool in each zone, which share the pool's nodes", async () => {
    const { groups } = await pools();
    assert.deepEqual(sizesOf(groups), [
      ["nodes-platform-us-east-1a", 1, 3, 1],
      ["nodes-platform-us-east-1b", 1, 3, 1],
      ["nodes-platform-us-east-1d", 1, 3, 1],
      ["nodes-build-us-east-1a", 0, 5, 0],
      ["nodes-build-us-east-1b", 0, 5, 0],
      ["nodes-build-us-east-1d", 0, 5, 0],
    ]);
    for (const { name, inputs } of groups) assert.deepEqual(inputs["subnetIds"], [`subnet-${name.at(-1)}`]);
  });

  it("shares what cannot be divided out to the first zones, and has no group for no nodes", async () => {
    const { groups } = await pools({
      pools: { platform: pool("m7g.xlarge", 2, 4), build: pool("m7g.8xlarge", 0, 2) },
    });
    assert.deepEqual(sizesOf(groups), [
      ["nodes-platform-us-east-1a", 1, 2, 1],
      ["nodes-platform-us-east-1b", 1, 1, 1],
      ["nodes-platform-us-east-1d", 0, 1, 0],
      ["nodes-build-us-east-1a", 0, 1, 0],
      ["nodes-build-us-east-1b", 0, 1, 0],
    ]);
  });

  it("runs Amazon Linux 2023 for ARM, of the cluster's version", async () => {
    for (const { inputs } of (await pools()).groups) {
      assert.equal(inputs["clusterName"], "honua-production");
      assert.equal(inputs["version"], "1.36");
      assert.equal(inputs["amiType"], "AL2023_ARM_64_STANDARD");
    }
  });

  it("takes the machines that it is given, and as spot whatever is like them", async () => {
    const { group } = await pools({
      pools: { platform: pool("t4g.xlarge", 2, 4, true), build: pool("m7g.8xlarge", 0, 2) },
    });
    const spot = group("nodes-platform-us-east-1a");
    assert.equal(spot["capacityType"], "SPOT");
    assert.equal(spot["instanceTypes"][0], "t4g.xlarge");
    assert.deepEqual([...spot["instanceTypes"]].sort(), [
      "m7g.xlarge",
      "m7gd.xlarge",
      "m8g.xlarge",
      "m8gd.xlarge",
      "t4g.xlarge",
    ]);
    const steady = group("nodes-build-us-east-1a");
    assert.equal(steady["capacityType"], "ON_DEMAND");
    assert.deepEqual(steady["instanceTypes"], ["m7g.8xlarge"]);
  });

  it("keeps everything but builds off the nodes for builds, and taints no others", async () => {
    const { group } = await pools();
    const [platform, build] = [group("nodes-platform-us-east-1a"), group("nodes-build-us-east-1a")];
    assert.deepEqual(platform["labels"], { "honua.io/pool": "platform" });
    assert.deepEqual(platform["taints"], []);
    assert.deepEqual(build["labels"], { "honua.io/pool": "build" });
    assert.deepEqual(build["taints"], [{ key: "honua.io/pool", value: "build", effect: "NO_SCHEDULE" }]);
  });

  it("tells the autoscaler what a first node will have for pods", async () => {
    const { group } = await pools();
    const resource = (name: string) => `k8s.io/cluster-autoscaler/node-template/resources/${name}`;
    const tags = group("nodes-build-us-east-1a")["tags"];
    assert.equal(tags[resource("cpu")], "31850m");
    assert.equal(tags[resource("memory")], "118312Mi");
    assert.equal(tags[resource("ephemeral-storage")], "224Gi");
  });

  it("puts nodes on encrypted disks of the pool's size, faster ones for builds", async () => {
    const { one } = await pools();
    const diskOf = (name: string) =>
      one("aws:ec2/launchTemplate:LaunchTemplate", `nodes-${name}`).inputs["blockDeviceMappings"];
    const disk = {
      volumeType: "gp3",
      volumeSize: 250,
      encrypted: "true",
      kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/volumes",
      deleteOnTermination: "true",
    };
    assert.deepEqual(diskOf("platform"), [{ deviceName: "/dev/xvda", ebs: disk }]);
    assert.deepEqual(diskOf("build"), [{ deviceName: "/dev/xvda", ebs: { ...disk, iops: 6000, throughput: 500 } }]);
  });

  it("keeps the nodes' metadata, and with it their role, from pods", async () => {
    const { ofType, groups } = await pools();
    for (const { inputs } of ofType("aws:ec2/launchTemplate:LaunchTemplate")) {
      const expected = { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 };
      assert.deepEqual(inputs["metadataOptions"], expected);
      assert.ok(!("instanceType" in inputs) && !("imageId" in inputs));
    }
    for (const { name, inputs } of groups) {
      const template = name.includes("build") ? "nodes-build-id" : "nodes-platform-id";
      assert.deepEqual(inputs["launchTemplate"], { id: template, version: "1" });
    }
  });

  it("lets nodes join and pull images, and nothing else", async () => {
    const { one, ofType } = await pools();
    const [statement] = JSON.parse(one("aws:iam/role:Role", "nodes").inputs["assumeRolePolicy"]).Statement;
    assert.deepEqual(statement.Principal, { Service: "ec2.amazonaws.com" });
    assert.deepEqual(
      ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs["policyArn"]),
      [
        "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      ],
    );
    assert.deepEqual(ofType("aws:iam/rolePolicy:RolePolicy"), []);
  });

  it("replaces one node at a time, and those that are ill", async () => {
    for (const { inputs } of (await pools()).groups) {
      assert.deepEqual(inputs["updateConfig"], { maxUnavailable: 1 });
      assert.deepEqual(inputs["nodeRepairConfig"], { enabled: true });
    }
  });
});
