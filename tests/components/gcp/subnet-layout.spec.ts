import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, overlaps, prefixOf } from "../../../components/addresses.ts";
import { layoutOf } from "../../../components/gcp/subnet-layout.ts";

/** Networks as configuration allows them: prefixes of 16 to 20. */
const cidrs = fc
  .record({ second: fc.nat(255), third: fc.nat(255), prefix: fc.integer({ min: 16, max: 20 }) })
  .map(({ second, third, prefix }) => `10.${second}.${third & (0xff << (24 - prefix)) & 0xff}.0/${prefix}`);

describe("the layout of Google's subnets", () => {
  it("cuts a network into ranges that lie in it and never meet", () => {
    fc.assert(
      fc.property(cidrs, (cidr) => {
        const { services, ...inside } = layoutOf(cidr);
        const ranges = Object.values(inside);
        for (const [index, range] of ranges.entries()) {
          assert.ok(contains(cidr, range), `${range} is not in ${cidr}`);
          for (const other of [...ranges.slice(index + 1), services]) assert.ok(!overlaps(range, other));
        }
      }),
    );
  });

  it("gives proxies and databases the least that Google takes, in the smallest network too", () => {
    const { proxies, database } = layoutOf("10.0.0.0/20");
    assert.ok(prefixOf(proxies) <= 26);
    assert.ok(prefixOf(database) <= 24);
  });
});
