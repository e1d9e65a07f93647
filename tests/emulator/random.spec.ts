/** The emulated random provider makes what was asked for, and the same each time. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { random } from "../../emulator/random/index.ts";
import { UNKNOWN, type Cloud, type SynthesisContext, type Values } from "../../emulator/model.ts";

const token = (name: string) => `random:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const cloud: Cloud = { config: {}, get: () => undefined, find: () => undefined, ofType: () => [], all: () => [] };

function contextOf(name: string, inputs: Values, seed = "a"): SynthesisContext {
  const hex = (length: number, salt = "") => {
    let digits = "";
    for (let block = 0; digits.length < length; block++) {
      digits += createHash("sha256").update(`${seed} ${salt} ${block}`).digest("hex");
    }
    return digits.slice(0, length);
  };
  const context = { type: token(name), name: "r", urn: "urn", inputs, cloud, hex };
  return { ...context, id: random.ids[token(name)]?.(context) ?? "" };
}

const output = (name: string, property: string, inputs: Values, seed?: string) =>
  random.formats[token(name)]?.[property]?.(contextOf(name, inputs, seed));
const idOf = (name: string, inputs: Values, seed?: string) => contextOf(name, inputs, seed).id;
const flaws = (name: string, inputs: Values) =>
  random.checks
    .filter((row) => row.types.includes(token(name)))
    .flatMap((row) => row.check({ type: token(name), urn: "urn", name: "r", inputs }, cloud) ?? []);

const countOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe("emulated random", () => {
  it("makes texts of the length and the kinds of character asked for", () => {
    const least = fc.nat({ max: 5 });
    fc.assert(
      fc.property(
        least,
        least,
        least,
        least,
        fc.nat({ max: 40 }),
        fc.string(),
        (lower, upper, numeric, special, more, seed) => {
          const length = lower + upper + numeric + special + more + 1;
          const inputs = { length, minLower: lower, minUpper: upper, minNumeric: numeric, minSpecial: special };
          const text = String(output("RandomPassword", "result", inputs, seed));
          assert.equal(text.length, length);
          assert.ok(
            countOf(text, /[a-z]/g) >= lower && countOf(text, /[A-Z]/g) >= upper && countOf(text, /\d/g) >= numeric,
          );
          assert.ok(countOf(text, /[^a-zA-Z\d]/g) >= special);
          assert.deepEqual(flaws("RandomPassword", inputs), []);
        },
      ),
    );
  });

  it("leaves out what is turned off and takes the special characters given", () => {
    assert.match(
      String(output("RandomString", "result", { length: 200, special: false, upper: false })),
      /^[a-z0-9]{200}$/,
    );
    assert.match(
      String(
        output("RandomString", "result", {
          length: 200,
          number: false,
          lower: false,
          upper: false,
          overrideSpecial: "_%",
        }),
      ),
      /^[_%]{200}$/,
    );
  });

  it("is stable for a resource and differs between two", () => {
    const [first, again, other] = ["a", "a", "b"].map((seed) => output("RandomString", "result", { length: 16 }, seed));
    assert.equal(first, again);
    assert.notEqual(first, other);
    assert.equal(idOf("RandomString", { length: 16 }), first);
  });

  it("writes the same bytes in every form", () => {
    const inputs = { byteLength: 8, prefix: "p-" };
    const hex = String(output("RandomId", "hex", inputs)).slice(2);
    assert.equal(hex.length, 16);
    assert.equal(output("RandomId", "dec", inputs), `p-${BigInt(`0x${hex}`)}`);
    assert.equal(output("RandomId", "b64Url", inputs), `p-${idOf("RandomId", inputs)}`);
    assert.equal(Buffer.from(idOf("RandomId", inputs), "base64url").toString("hex"), hex);
  });

  it("keeps whole numbers between both ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.nat({ max: 1000 }), fc.string(), (min, span, seed) => {
        const result = Number(output("RandomInteger", "result", { min, max: min + span }, seed));
        assert.ok(Number.isInteger(result) && result >= min && result <= min + span);
      }),
    );
  });

  it("shuffles without losing or doubling anything", () => {
    const inputs = ["a", "b", "c", "d"];
    const results = output("RandomShuffle", "results", { inputs }) as string[];
    assert.deepEqual([...results].sort(), inputs);
    assert.equal((output("RandomShuffle", "results", { inputs, resultCount: 2 }) as string[]).length, 2);
    assert.equal((output("RandomShuffle", "results", { inputs, resultCount: 9 }) as string[]).length, 9);
    assert.deepEqual(output("RandomShuffle", "results", { inputs: [] }), []);
  });

  it("names pets with as many words as asked for", () => {
    assert.match(idOf("RandomPet", {}), /^[a-z]+-[a-z]+$/);
    assert.match(idOf("RandomPet", { length: 3, separator: "_", prefix: "eu" }), /^eu_[a-z]+_[a-z]+_[a-z]+$/);
  });

  it("makes UUIDs of the version asked for", () => {
    assert.match(idOf("RandomUuid", {}), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(String(output("RandomUuid7", "result", {})), /^.{14}7/);
  });

  it("gives bcrypt hashes their form", () => {
    assert.match(String(output("RandomPassword", "bcryptHash", { length: 8 })), /^\$2a\$10\$[./A-Za-z0-9]{53}$/);
  });

  it("refuses what cannot be made, and nothing unknown", () => {
    assert.equal(flaws("RandomPassword", { length: 3, minLower: 2, minUpper: 2 })[0]?.property, "length");
    assert.equal(flaws("RandomPassword", { length: 0 })[0]?.property, "length");
    assert.equal(
      flaws("RandomString", { length: 3, lower: false, upper: false, numeric: false, special: false })[0]?.property,
      "special",
    );
    assert.equal(flaws("RandomInteger", { min: 3, max: 2 })[0]?.property, "max");
    assert.equal(flaws("RandomId", { byteLength: 0 })[0]?.property, "byteLength");
    assert.deepEqual(flaws("RandomPassword", { length: UNKNOWN, minLower: UNKNOWN }), []);
    assert.deepEqual(flaws("RandomInteger", { min: UNKNOWN, max: 2 }), []);
  });

  it("makes anew what keepers or any other input change", () => {
    assert.deepEqual(random.immutable["*"], ["keepers"]);
    assert.ok(random.immutable[token("RandomPassword")]?.includes("length"));
  });
});
