import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, isPrivate, isRange, overlaps, part } from "../../components/addresses.ts";

/** A range in 10.0.0.0/8 with a prefix of 16 to 20. */
const range = fc
  .record({ prefix: fc.integer({ min: 16, max: 20 }), seed: fc.nat({ max: 4095 }) })
  .map(({ prefix, seed }) => part("10.0.0.0/8", prefix - 8, seed % 2 ** (prefix - 8)));

describe("addresses", () => {
  it("takes ranges as they are written only", () => {
    assert.ok(isRange("10.0.0.0/16"));
    for (const text of ["10.0.1.0/16", "10.0.0.0", "10.0.0.0/33", "10.0.0/16", "2001:db8::/32", ""]) {
      assert.ok(!isRange(text), text);
    }
  });

  it("knows the private ranges", () => {
    for (const cidr of ["10.0.0.0/8", "172.31.0.0/16", "192.168.16.0/20"]) assert.ok(isPrivate(cidr), cidr);
    for (const cidr of ["11.0.0.0/16", "172.32.0.0/16", "192.160.0.0/12", "100.64.0.0/16"]) {
      assert.ok(!isPrivate(cidr), cidr);
    }
  });

  it("cuts a range into parts that fill it without an overlap", () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 6 }), fc.nat(), fc.nat(), (whole, bits, a, b) => {
        const [first, second] = [part(whole, bits, a % 2 ** bits), part(whole, bits, b % 2 ** bits)];
        assert.ok(contains(whole, first));
        assert.equal(overlaps(first, second), a % 2 ** bits === b % 2 ** bits);
      }),
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((n) => part("10.1.0.0/16", 2, n)),
      ["10.1.0.0/18", "10.1.64.0/18", "10.1.128.0/18", "10.1.192.0/18"],
    );
    assert.throws(() => part("10.0.0.0/16", 2, 4), /10\.0\.0\.0\/16 has no part 4 of 4/);
  });

  it("sees an overlap from both sides, and only where one range holds the other", () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        assert.equal(overlaps(a, b), overlaps(b, a));
        assert.equal(overlaps(a, b), contains(a, b) || contains(b, a));
      }),
    );
  });
});
