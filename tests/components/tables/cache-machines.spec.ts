import assert from "node:assert/strict";
import { cacheMachines, reservedShare } from "../../../components/tables/cache-machines.ts";
import { clouds } from "../../../components/tables/clouds.ts";
import { isArm } from "../../../policy/arm-types.ts";

describe("machines for caches", () => {
  it("have memory, most of which can be used", () => {
    for (const cloud of clouds) {
      for (const [name, { memoryGiB }] of Object.entries(cacheMachines[cloud])) assert.ok(memoryGiB >= 0.5, name);
      assert.ok(reservedShare[cloud] > 0 && reservedShare[cloud] < 0.5);
    }
  });

  it("have ARM processors on AWS", () => {
    assert.deepEqual(
      Object.keys(cacheMachines.aws).filter((name) => !isArm("aws", name)),
      [],
    );
  });

  it("are as large as their cloud says", () => {
    // 28261849702 bytes of `maxmemory`.
    assert.equal(cacheMachines.aws["cache.r7g.xlarge"]?.memoryGiB, Math.floor((28261849702 / 2 ** 30) * 100) / 100);
    assert.equal(cacheMachines.azure["MemoryOptimized_M50"]?.memoryGiB, 60);
    assert.equal(cacheMachines.gcp["REDIS_HIGHMEM_MEDIUM"]?.memoryGiB, 13);
  });
});
