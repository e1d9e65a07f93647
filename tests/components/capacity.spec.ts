import assert from "node:assert/strict";
import { allocatable, buildsHeld, buildsPerNode, machineOf } from "../../components/capacity.ts";
import { clouds } from "../../components/tables/clouds.ts";
import { environmentNames, environments } from "../../components/tables/environments.ts";
import { buildDemand, daemonDemand, imagesGiB } from "../../components/tables/pools.ts";
import { sizes } from "../../components/tables/sizes.ts";

const room = (cloud: (typeof clouds)[number], machine: string, diskGiB: number) =>
  allocatable(cloud, machineOf(cloud, machine), diskGiB);

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 0.01, `${actual} is not ${expected}`);

describe("capacity", () => {
  describe("of a node", () => {
    it("is what EKS leaves: 11 MiB less for each pod, and 1 GiB and a tenth of the disk", () => {
      const { cores, memoryGiB, diskGiB, pods } = room("aws", "m7g.8xlarge", 250);
      close(cores, 32 - 0.06 - 0.01 - 0.01 - 0.07);
      close(memoryGiB, 128 * 0.925 - (255 + 11 * 234 + 100) / 1024);
      close(diskGiB, 250 - 25 - 1);
      assert.equal(pods, 110);
      assert.equal(room("aws", "t4g.xlarge", 50).pods, 58);
    });

    it("is what AKS leaves", () => {
      const reservedCores = { 2: 0.1, 4: 0.14, 8: 0.18, 16: 0.26, 32: 0.42 };
      for (const [cores, reserved] of Object.entries(reservedCores)) {
        close(room("azure", `Standard_D${cores}ps_v5`, 128).cores, Number(cores) - reserved);
      }
      close(room("azure", "Standard_D2ps_v5", 128).memoryGiB, 8 * 0.925 - 8 / 4 - 100 / 1024);
      close(room("azure", "Standard_D16ps_v5", 128).memoryGiB, 64 * 0.925 - (50 + 20 * 250 + 100) / 1024);
      close(room("azure", "Standard_D16ps_v5", 128).diskGiB, 128 * 0.9);
    });

    it("is what GKE leaves: of a 100 GiB disk less than half", () => {
      const { cores, memoryGiB, diskGiB } = room("gcp", "t2a-standard-4", 100);
      close(cores, 3.92);
      close(memoryGiB, 16 * 0.925 - (1 + 0.8 + 0.8) - 100 / 1024);
      assert.ok(diskGiB > 42.5 && diskGiB < 44, String(diskGiB));
    });

    it("is known of the tables' machines only", () => {
      assert.throws(() => machineOf("aws", "m7i.large"), /m7i\.large.*machines\/aws\.ts/);
    });
  });

  describe("for builds", () => {
    const perNode = (machine: string, diskGiB: number) => buildsPerNode("aws", { machine, diskGiB });

    it("ends with the cores, the memory or the disk, whichever is first", () => {
      assert.equal(perNode("m7g.8xlarge", 250), 7);
      assert.equal(perNode("c7g.8xlarge", 250), 6);
      assert.equal(perNode("m7g.8xlarge", 120), 3);
    });

    it("leaves room for images beside what builds write", () => {
      const diskGiB = (3 * buildDemand.diskGiB + imagesGiB) / 0.9;
      assert.equal(perNode("m7g.4xlarge", Math.ceil(diskGiB)), 3);
      assert.equal(perNode("m7g.4xlarge", Math.floor(diskGiB)), 2);
    });

    it("is nothing on a machine that is too small", () => {
      assert.equal(perNode("m7g.xlarge", 20), 0);
    });
  });

  for (const cloud of clouds) {
    for (const environment of environmentNames) {
      it(`of ${environment} on ${cloud} holds the builds that it promises, and of one node less it does not`, () => {
        const { build } = sizes[cloud][environment].pools;
        const promised = environments[environment].concurrentBuilds;
        assert.equal(build.min, 0);
        assert.ok(buildsHeld(cloud, build) >= promised, `${buildsHeld(cloud, build)} of ${promised}`);
        assert.ok(buildsHeld(cloud, { ...build, max: build.max - 1 }) < promised, "a node too many");
      });

      it(`of ${environment} on ${cloud} has what its builds take, added up`, () => {
        const { machine, max, diskGiB } = sizes[cloud][environment].pools.build;
        const { cores, memoryGiB, ...rest } = room(cloud, machine, diskGiB);
        const builds = Math.ceil(environments[environment].concurrentBuilds / max);
        assert.ok(cores - daemonDemand.cores >= builds * buildDemand.cores);
        assert.ok(memoryGiB - daemonDemand.memoryGiB >= builds * buildDemand.memoryGiB);
        assert.ok(rest.diskGiB >= builds * buildDemand.diskGiB);
        assert.ok(diskGiB * 0.9 >= builds * buildDemand.diskGiB + imagesGiB);
        assert.ok(rest.pods >= builds + daemonDemand.pods);
      });
    }
  }
});
