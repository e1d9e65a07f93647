import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, overlaps, part, prefixOf } from "../../../components/addresses.ts";
import { type RegionalTier, privateCidr, regionalCidr } from "../../../components/azure/subnet-layout.ts";

const tiers: readonly RegionalTier[] = ["public", "database", "endpoints", "controlPlane"];
const zones = ["1", "2", "3"];

const network = fc
  .record({ prefix: fc.integer({ min: 16, max: 20 }), seed: fc.nat({ max: 4095 }) })
  .map(({ prefix, seed }) => part("10.0.0.0/8", prefix - 8, seed % 2 ** (prefix - 8)));

const everySubnet = (cidr: string) => [
  ...zones.map((zone) => privateCidr(cidr, zone)),
  ...tiers.map((tier) => regionalCidr(cidr, tier)),
];

describe("subnet layout on Azure", () => {
  it("keeps every subnet inside the network and apart from every other", () => {
    fc.assert(
      fc.property(network, (cidr) => {
        const subnets = everySubnet(cidr);
        for (const [index, subnet] of subnets.entries()) {
          assert.ok(contains(cidr, subnet), `${subnet} is outside ${cidr}`);
          for (const other of subnets.slice(index + 1)) assert.ok(!overlaps(subnet, other), `${subnet} meets ${other}`);
        }
      }),
    );
  });

  it("gives every service the room that it needs", () => {
    fc.assert(
      fc.property(network, (cidr) => {
        // https://learn.microsoft.com/azure/application-gateway/for-containers/container-networking: a /24, no other
        assert.equal(prefixOf(regionalCidr(cidr, "public")), 24);
        for (const tier of ["database", "endpoints", "controlPlane"] as const)
          assert.ok(prefixOf(regionalCidr(cidr, tier)) <= 28, tier);
      }),
    );
  });

  // The addresses are those of the first release: a change here would replace the subnets of every existing stack.
  it("never changes", () => {
    assert.deepEqual(everySubnet("10.1.0.0/16"), [
      "10.1.0.0/19",
      "10.1.32.0/19",
      "10.1.64.0/19",
      "10.1.192.0/24",
      "10.1.224.0/21",
      "10.1.232.0/21",
      "10.1.240.0/21",
    ]);
  });

  it("leaves room for more zones and another tier", () => {
    const spare = ["10.1.96.0/19", "10.1.128.0/18", "10.1.200.0/21", "10.1.208.0/20", "10.1.248.0/21"];
    for (const subnet of everySubnet("10.1.0.0/16")) for (const range of spare) assert.ok(!overlaps(subnet, range));
  });
});
