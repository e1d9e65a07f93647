import assert from "node:assert/strict";
import { clouds } from "../../../components/tables/clouds.ts";
import { type DatabaseMachine, databaseMachines } from "../../../components/tables/database-machines.ts";
import { regions } from "../../../components/tables/regions.ts";
import { isArm } from "../../../policy/arm-types.ts";

const rows = clouds.flatMap((cloud) =>
  Object.entries<DatabaseMachine>(databaseMachines[cloud]).map(([name, machine]) => ({ cloud, name, machine })),
);

describe("machines for databases", () => {
  it("have an ARM processor where they say so, and only there", () => {
    for (const { cloud, name, machine } of rows) {
      assert.equal(machine.arm, isArm(cloud, cloud === "gcp" ? name.replace(/^db-/, "") : name), name);
    }
  });

  it("have figures that a cloud could have", () => {
    for (const { name, machine } of rows) {
      assert.ok(machine.memoryGiB >= machine.cores / 2 && machine.memoryGiB <= machine.cores * 8, name);
      assert.ok(machine.maxConnections >= 25 && machine.maxConnections <= 5000, name);
    }
  });

  it("never take fewer connections for more memory", () => {
    for (const cloud of clouds) {
      const bySize = rows
        .filter((row) => row.cloud === cloud)
        .map(({ machine }) => machine)
        .sort((one, other) => one.memoryGiB - other.memoryGiB);
      for (const [index, machine] of bySize.slice(1).entries()) {
        assert.ok(machine.maxConnections >= bySize[index]!.maxConnections);
      }
    }
  });

  it("have the connections that the clouds' own tables say", () => {
    assert.equal(databaseMachines.aws["db.t4g.medium"]?.maxConnections, 450);
    assert.equal(databaseMachines.aws["db.r7g.2xlarge"]?.maxConnections, 5000);
    assert.equal(databaseMachines.azure["Standard_D4ds_v5"]?.maxConnections, 1718);
    assert.equal(databaseMachines.gcp["db-custom-2-8192"]?.maxConnections, 400);
    assert.equal(databaseMachines.gcp["db-custom-16-65536"]?.maxConnections, 800);
  });

  it("are of a tier and a series that each region of Azure has", () => {
    for (const region of Object.keys(regions.azure!)) {
      const tiers = Object.values(databaseMachines.azure)
        .filter(({ offeredIn }) => offeredIn.includes(region))
        .map(({ tier }) => tier);
      assert.deepEqual([...new Set(tiers)], ["Burstable", "GeneralPurpose", "MemoryOptimized"], region);
    }
  });

  it("have shapes that Cloud SQL takes", () => {
    for (const name of Object.keys(databaseMachines.gcp).filter((each) => each.startsWith("db-custom-"))) {
      const [cores, mebibytes] = name.match(/\d+/g)!.map(Number) as [number, number];
      assert.ok(cores === 1 || (cores % 2 === 0 && cores <= 96), name);
      assert.ok(mebibytes % 256 === 0 && mebibytes >= 3840 && mebibytes <= cores * 6.5 * 1024, name);
    }
  });
});
