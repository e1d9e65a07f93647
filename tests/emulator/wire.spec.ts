import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN, type Value } from "../../emulator/model.ts";
import {
  complete,
  conceal,
  fromWire,
  mapSecrets,
  reveal,
  secret,
  toWire,
  type RawValues,
} from "../../emulator/wire.ts";

const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 3 },
    ),
  ),
})).value;
const properties = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), plain, {
  maxKeys: 5,
  noNullPrototype: true,
}) as fc.Arbitrary<RawValues>;

describe("wire values", () => {
  it("come back from the wire as they went", () => {
    fc.assert(
      fc.property(properties, (values) =>
        assert.deepEqual(fromWire(toWire(values)), JSON.parse(JSON.stringify(values))),
      ),
    );
  });

  it("keep unknowns and secrets on the way", () => {
    const values: RawValues = { id: conceal(UNKNOWN), password: secret("hush"), nested: { list: [secret({ a: 1 })] } };
    const back = fromWire(toWire(values));
    assert.deepEqual(reveal(back), { id: UNKNOWN, password: "hush", nested: { list: [{ a: 1 }] } });
    assert.deepEqual(back["password"], secret("hush"));
  });

  it("leave undefined out instead of failing", () => {
    assert.deepEqual(fromWire(toWire({ a: undefined, b: { c: undefined, d: 1 } })), { b: { d: 1 } });
  });

  it("complete what was given without touching it", () => {
    const given: RawValues = { name: "a", auth: secret({ token: "t" }), rules: [{ port: 1 }] };
    const computed = { name: "b", arn: "arn:x", auth: { token: "other", id: "i" }, rules: [{ id: "r" }] } as {
      [key: string]: Value;
    };
    assert.deepEqual(complete(given, computed), {
      name: "a",
      arn: "arn:x",
      auth: secret({ token: "t", id: "i" }),
      rules: [{ port: 1, id: "r" }],
    });
  });

  it("replace every secret, however deep, and nothing else", () => {
    const values: RawValues = { a: secret("x"), b: [{ c: secret({ d: secret("y") }) }], e: "plain" };
    const seen: unknown[] = [];
    const result = mapSecrets(values, (value) => {
      seen.push(value);
      return "sealed";
    });
    assert.equal(seen.length, 2);
    assert.deepEqual(result, { a: secret("sealed"), b: [{ c: secret("sealed") }], e: "plain" });
  });
});
