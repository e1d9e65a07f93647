import assert from "node:assert/strict";
import { clouds } from "../../../components/tables/clouds.ts";
import { type Machine, machines } from "../../../components/tables/machines/index.ts";
import { recoveryOnly, regions } from "../../../components/tables/regions.ts";
import { isArm } from "../../../policy/arm-types.ts";

const rows = clouds.flatMap((cloud) =>
  Object.entries<Machine>(machines[cloud]).map(([name, machine]) => ({ cloud, name, machine })),
);

/** As `offeredIn` has them. */
const places = {
  aws: Object.keys(regions.aws!),
  azure: [...Object.keys(regions.azure!), ...recoveryOnly.azure!],
  gcp: Object.values(regions.gcp!).flatMap(({ zones }) => zones),
};

describe("machines for nodes", () => {
  it("have ARM processors, all of them", () => {
    assert.deepEqual(
      rows.filter(({ cloud, name }) => !isArm(cloud, name)),
      [],
    );
  });

  it("have as many cores as their names say", () => {
    for (const { cloud, name, machine } of rows.filter(({ cloud }) => cloud !== "aws")) {
      const [, count] = (cloud === "azure" ? /^Standard_[DE](\d+)p/ : /^[a-z0-9]+-[a-z]+-(\d+)/).exec(name)!;
      assert.equal(machine.cores, Number(count), name);
    }
  });

  it("have figures that a cloud could have", () => {
    for (const { name, machine } of rows) {
      assert.ok([2, 4, 8].includes(machine.memoryGiB / machine.cores), name);
      assert.ok(Number.isInteger(machine.localDiskGiB), name);
      assert.ok(machine.maxPods >= 8, name);
    }
  });

  it("have local disks where the name says so, and only there", () => {
    for (const { cloud, name, machine } of rows) {
      const says = { aws: /gd\./, azure: /\dpl?ds_/, gcp: /-lssd$/ }[cloud];
      assert.equal(machine.localDiskGiB > 0, says.test(name), name);
    }
  });

  it("are offered where Honua is, and nowhere else", () => {
    for (const cloud of clouds) {
      const offered = new Set(rows.filter((row) => row.cloud === cloud).flatMap(({ machine }) => machine.offeredIn));
      assert.deepEqual([...offered].sort(), [...places[cloud]].sort());
    }
  });

  it("have what the clouds' own tables say", () => {
    const samples: [Machine | undefined, Partial<Machine>][] = [
      [machines.aws["t4g.xlarge"], { cores: 4, memoryGiB: 16, localDiskGiB: 0, maxPods: 58 }],
      [machines.aws["m7gd.4xlarge"], { cores: 16, memoryGiB: 64, localDiskGiB: 884, maxPods: 234 }],
      [machines.azure["Standard_D16pds_v6"], { cores: 16, memoryGiB: 64, localDiskGiB: 880, maxPods: 250 }],
      [machines.azure["Standard_D2plds_v5"], { cores: 2, memoryGiB: 4, localDiskGiB: 75, maxPods: 250 }],
      [machines.gcp["t2a-standard-4"], { cores: 4, memoryGiB: 16, localDiskGiB: 0, maxPods: 256 }],
      [machines.gcp["c4a-highmem-32-lssd"], { cores: 32, memoryGiB: 256, localDiskGiB: 2250, maxPods: 256 }],
    ];
    for (const [machine, expected] of samples) assert.deepEqual({ ...machine, ...expected }, machine);
  });

  it("take Persistent Disks on GCP if they are T2A, and Hyperdisks otherwise", () => {
    for (const [name, { disk }] of Object.entries(machines.gcp)) {
      assert.equal(disk, name.startsWith("t2a-") ? "pd-balanced" : "hyperdisk-balanced", name);
    }
  });
});
