import assert from "node:assert/strict";
import { addressProblem, addressesNeeded } from "../../../components/aws/pod-addresses.ts";
import type { ClusterArgs } from "../../../components/contract/cluster.ts";
import { environmentNames, environments } from "../../../components/tables/environments.ts";
import { sizes } from "../../../components/tables/sizes.ts";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

const poolsOf = (environment: (typeof environmentNames)[number]): ClusterArgs["pools"] => {
  const { platform, build } = sizes.aws[environment].pools;
  return { platform: { ...platform, spot: false }, build: { ...build, spot: false } };
};

describe("addresses of pods", () => {
  it("are counted by the block, for full nodes and those of an update", () => {
    const { platform, build } = poolsOf("production");
    // 40 pods: three blocks, one at hand, two of the node's own. 7 builds and 15 daemons: two blocks.
    const [full, building] = [2 + 4 * 16, 2 + 3 * 16];
    assert.equal(addressesNeeded({ platform, build }, zones), 32 + (3 + 2) * full + (5 + 2) * building);
    assert.equal(
      addressesNeeded({ platform: { ...platform, max: 10 }, build }, zones),
      32 + (4 + 2) * full + (5 + 2) * building,
    );
  });

  it("are enough in the networks that the environments have", () => {
    for (const environment of environmentNames) {
      const { cidr, zoneCount } = environments[environment];
      assert.equal(addressProblem(cidr, zones.slice(0, zoneCount), poolsOf(environment)), undefined, environment);
    }
  });

  it("want a range that is large enough", () => {
    const pools = poolsOf("production");
    assert.equal(addressProblem("10.1.0.0/19", zones, pools), undefined);
    assert.equal(
      addressProblem("10.1.0.0/20", zones, pools),
      "a range with a prefix of at most 19: the nodes and pods of each zone need up to 712 addresses, and have 512",
    );
  });

  it("want fewer nodes where no range is large enough", () => {
    const { platform, build } = poolsOf("production");
    const pools = { platform, build: { ...build, max: 500 } };
    assert.match(addressProblem("10.1.0.0/16", zones, pools) ?? "", /^a range for fewer or larger nodes: /);
  });
});
