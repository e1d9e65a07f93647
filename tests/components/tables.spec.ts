import assert from "node:assert/strict";
import { isPrivate, overlaps, prefixOf } from "../../components/addresses.ts";
import { clouds } from "../../components/tables/clouds.ts";
import { clusterServiceCidr, environmentNames, environments } from "../../components/tables/environments.ts";
import { recoveryOnly, regions } from "../../components/tables/regions.ts";

/** What CloudWatch Logs takes: `retentionInDays` of aws.cloudwatch.LogGroup. */
const logRetentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365];

describe("tables", () => {
  it("give each environment private addresses that nothing else has", () => {
    const ranges = [...environmentNames.map((name) => environments[name].cidr), clusterServiceCidr];
    for (const [index, range] of ranges.entries()) {
      assert.ok(isPrivate(range) && prefixOf(range) === 16, range);
      for (const other of ranges.slice(index + 1)) assert.ok(!overlaps(range, other), `${range} meets ${other}`);
    }
  });

  it("give the environments figures that the clouds take", () => {
    for (const { logRetentionDays, retainedImages, zoneCount } of Object.values(environments)) {
      assert.ok(logRetentions.includes(logRetentionDays));
      assert.ok(retainedImages >= 30 && retainedImages <= 100);
      assert.ok(zoneCount >= 2);
    }
  });

  it("have zones enough for every environment in every region, and another region to recover in", () => {
    for (const cloud of clouds) {
      const cloudRegions = regions[cloud] ?? {};
      const reachable = [...Object.keys(cloudRegions), ...(recoveryOnly[cloud] ?? [])];
      for (const [name, { zones, recovery }] of Object.entries(cloudRegions)) {
        assert.ok(zones.length >= Math.max(...environmentNames.map((each) => environments[each].zoneCount)), name);
        assert.ok(recovery !== name && reachable.includes(recovery), name);
      }
    }
  });
});
