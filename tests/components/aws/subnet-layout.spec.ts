import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, overlaps, part, prefixOf } from "../../../components/addresses.ts";
import { type Tier, subnetCidr } from "../../../components/aws/subnet-layout.ts";

const tiers: readonly Tier[] = ["public", "private", "database"];
const zones = [..."abcdef"].map((letter) => `us-east-1${letter}`);

const network = fc
  .record({ prefix: fc.integer({ min: 16, max: 20 }), seed: fc.nat({ max: 4095 }) })
  .map(({ prefix, seed }) => part("10.0.0.0/8", prefix - 8, seed % 2 ** (prefix - 8)));

const everySubnet = (cidr: string) => tiers.flatMap((tier) => zones.map((zone) => subnetCidr(cidr, tier, zone)));

describe("subnet layout", () => {
  it("keeps every subnet inside the network, apart from every other, and within AWS's sizes", () => {
    fc.assert(
      fc.property(network, (cidr) => {
        const subnets = everySubnet(cidr);
        for (const [index, subnet] of subnets.entries()) {
          assert.ok(contains(cidr, subnet), `${subnet} is outside ${cidr}`);
          assert.ok(prefixOf(subnet) >= 16 && prefixOf(subnet) <= 28, `${subnet} is not between /16 and /28`);
          for (const other of subnets.slice(index + 1)) assert.ok(!overlaps(subnet, other), `${subnet} meets ${other}`);
        }
      }),
    );
  });

  // The addresses are those of the first release: a change here would replace the subnets of every existing stack.
  it("never changes", () => {
    assert.deepEqual(
      ["us-east-1a", "us-east-1c", "us-east-1f"].map((zone) =>
        tiers.map((tier) => subnetCidr("10.1.0.0/16", tier, zone)),
      ),
      [
        ["10.1.192.0/22", "10.1.0.0/19", "10.1.224.0/24"],
        ["10.1.200.0/22", "10.1.64.0/19", "10.1.226.0/24"],
        ["10.1.212.0/22", "10.1.160.0/19", "10.1.229.0/24"],
      ],
    );
  });

  it("leaves room for another tier", () => {
    const spare = ["10.1.232.0/21", "10.1.240.0/20"];
    for (const subnet of everySubnet("10.1.0.0/16")) for (const range of spare) assert.ok(!overlaps(subnet, range));
  });
});
