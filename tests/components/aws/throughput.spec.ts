/** Whether what would be deployed holds the builds that the environments promise, counted from the plan alone. */
import assert from "node:assert/strict";
import { AwsCluster } from "../../../components/aws/cluster.ts";
import { AwsNetwork } from "../../../components/aws/network.ts";
import { addressesNeeded } from "../../../components/aws/pod-addresses.ts";
import { allocatable, machineOf } from "../../../components/capacity.ts";
import { prefixOf } from "../../../components/addresses.ts";
import { environmentNames, environments } from "../../../components/tables/environments.ts";
import { buildDemand, daemonDemand, imagesGiB } from "../../../components/tables/pools.ts";
import { parseSettings } from "../../../config/parse.ts";
import { deployed } from "../../support/mocks.ts";
import { accountId, awsKey } from "./parts.ts";

const logging = { logKey: awsKey("logs"), logRetentionDays: 30 };

/** An environment's network and cluster as its settings have them. */
function planned(environment: (typeof environmentNames)[number]) {
  const { network, cluster, windows, durability } = parseSettings(
    {
      "honua:cloud": "aws",
      "honua:environment": environment,
      "honua:tags": { owner: "platform", costCenter: "engineering" },
      "honua:alerts": { emails: ["oncall@example.com"] },
      "honua:budget": { start: "2026-12" },
      "aws:region": "us-east-1",
    },
    environment,
  );
  const scope = accountId;
  return deployed(
    () =>
      new AwsCluster("cluster", {
        scope,
        clusterName: `honua-${environment}`,
        network: new AwsNetwork("network", { scope, ...network, ddosProtection: "standard", ...logging }),
        zones: network.zones,
        ...cluster,
        serviceCidr: "172.20.0.0/16",
        secretsKey: awsKey("cluster"),
        volumesKey: awsKey("volumes"),
        ...logging,
        highlyAvailable: true,
        windows,
        durability,
      }),
  );
}

describe("throughput on AWS", () => {
  for (const environment of environmentNames) {
    describe(`of ${environment}`, () => {
      const promised = environments[environment].concurrentBuilds;
      let plan: Awaited<ReturnType<typeof planned>>;
      before(async () => (plan = await planned(environment)));

      const groups = (pool: string) =>
        plan.ofType("aws:eks/nodeGroup:NodeGroup").filter(({ inputs }) => inputs["labels"]["honua.io/pool"] === pool);
      const most = (pool: string) => groups(pool).map(({ inputs }): number => inputs["scalingConfig"].maxSize);
      const diskOf = ({ inputs }: ReturnType<typeof groups>[number]): number =>
        plan.one("aws:ec2/launchTemplate:LaunchTemplate", inputs["launchTemplate"].id.replace(/-id$/, "")).inputs[
          "blockDeviceMappings"
        ][0].ebs.volumeSize;

      /** How many builds a node holds, counted one by one until something is used up. */
      const heldBy = (group: ReturnType<typeof groups>[number], machine: string) => {
        const diskGiB = diskOf(group);
        const room = allocatable("aws", machineOf("aws", machine), diskGiB);
        const fits = (builds: number) =>
          builds * buildDemand.cores + daemonDemand.cores <= room.cores &&
          builds * buildDemand.memoryGiB + daemonDemand.memoryGiB <= room.memoryGiB &&
          builds * buildDemand.diskGiB <= room.diskGiB &&
          builds * buildDemand.diskGiB + imagesGiB <= diskGiB * 0.9 &&
          builds + daemonDemand.pods <= room.pods;
        let builds = 0;
        while (fits(builds + 1)) builds += 1;
        return builds;
      };

      it(`is ${promised} builds side by side, whichever of its types each machine is`, () => {
        const held = groups("build").map((group) => {
          const ofEach = (group.inputs["instanceTypes"] as string[]).map((machine) => heldBy(group, machine));
          return Math.min(...ofEach) * group.inputs["scalingConfig"].maxSize;
        });
        const total = held.reduce((sum, builds) => sum + builds, 0);
        assert.ok(total >= promised, `${total} builds`);
      });

      it("costs nothing while nothing is built", () => {
        for (const { inputs } of groups("build")) assert.equal(inputs["scalingConfig"].minSize, 0);
      });

      it("has an address for each pod, in every zone", () => {
        const subnets = plan.ofType("aws:ec2/subnet:Subnet").filter(({ name }) => name.includes("-private-"));
        const zones = subnets.map(({ inputs }) => inputs["availabilityZone"] as string);
        const pool = (name: string) => {
          const [group] = groups(name);
          const max = most(name).reduce((sum, size) => sum + size, 0);
          return { machine: group!.inputs["instanceTypes"][0], min: 0, max, diskGiB: diskOf(group!), spot: false };
        };
        const needed = addressesNeeded({ platform: pool("platform"), build: pool("build") }, zones);
        for (const { name, inputs } of subnets) {
          assert.ok(2 ** (32 - prefixOf(inputs["cidrBlock"])) >= needed, name);
        }
        const used = new Set([...groups("platform"), ...groups("build")].flatMap(({ inputs }) => inputs["subnetIds"]));
        assert.deepEqual([...used].sort(), subnets.map(({ name }) => `${name}-id`).sort());
      });
    });
  }
});
