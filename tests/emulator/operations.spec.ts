import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Faults, parseFault } from "../../emulator/faults.ts";
import type { Emulation } from "../../emulator/model.ts";
import { Operations, parseUrn } from "../../emulator/operations.ts";
import type { Shapes } from "../../emulator/shapes/index.ts";
import { Store } from "../../emulator/store.ts";

const SEED = Buffer.from("seed");
const shapes = { shapeOf: () => undefined } as unknown as Shapes;

/** Two types, a network and a machine in it, with one rule of each kind. */
const emulation: Emulation = {
  package: "aws",
  ids: {
    "test:Net": ({ hex }) => `net-${hex(8)}`,
    "test:Named": ({ inputs }) => String(inputs["name"]),
    "test:Kept": () => "kept",
    "test:Shared": () => "shared",
  },
  formats: { "test:Net": { address: ({ hex }) => hex(8, "address") } },
  names: [{ types: ["test:Named"], property: "name", maxLength: 20, separator: "-", source: "test" }],
  immutable: { "test:Net": ["cidr"], "test:Named": ["size"] },
  checks: [
    {
      types: ["test:Net"],
      source: "test",
      check: ({ inputs }) => (inputs["cidr"] === "bad" ? { property: "cidr", reason: "bad" } : undefined),
    },
  ],
  references: [{ types: ["test:Machine"], path: "netId", to: ["test:Net"], blocksDelete: true, source: "test" }],
  protections: [
    { types: ["test:Named"], property: "protected", default: false, source: "test" },
    { types: ["test:Machine"], property: "policy", value: "PREVENT", default: false, source: "test" },
  ],
  adopts: (type) => type === "test:Shared",
  reserves: [{ types: ["test:Kept"], reason: "it is kept", source: "test" }],
  abandons: ({ inputs }) => inputs["policy"] === "ABANDON",
  invokes: {},
};

const urn = (type: string, name: string) => `urn:pulumi:dev::honua::honua:aws:Network$${type}::${name}`;

describe("provider operations", () => {
  let folder: string;
  const operationsWith = (fault?: string) =>
    new Operations(
      emulation,
      shapes,
      new Store(folder),
      new Faults(fault === undefined ? undefined : parseFault(fault)),
    );
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "honua-operations-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("reads type and name off a URN, parents and colons aside", () => {
    assert.deepEqual(parseUrn(urn("test:Net", "a::b")), { type: "test:Net", name: "a::b" });
  });

  it("makes a name up once and keeps it", () => {
    const operations = operationsWith();
    const cloud = operations.cloud({});
    const first = operations.check(urn("test:Named", "a-rather-long-name"), {}, {}, SEED, cloud).inputs;
    assert.match(String(first["name"]), /^a-rather-lon-[0-9a-f]{7}$/);
    const second = operations.check(urn("test:Named", "a-rather-long-name"), first, {}, Buffer.from("other"), cloud);
    assert.equal(second.inputs["name"], first["name"]);
    const given = operations.check(urn("test:Named", "x"), first, { name: "mine" }, SEED, cloud).inputs;
    assert.deepEqual(given, { name: "mine" });
  });

  it("reports what a check finds", () => {
    const operations = operationsWith();
    const { failures } = operations.check(urn("test:Net", "n"), {}, { cidr: "bad" }, SEED, operations.cloud({}));
    assert.deepEqual(failures, [{ property: "cidr", reason: "bad" }]);
  });

  it("replaces for an immutable input, and first deletes where the name was given", () => {
    const operations = operationsWith();
    assert.deepEqual(operations.diff(urn("test:Net", "n"), { cidr: "a" }, { cidr: "b" }, []), {
      changed: ["cidr"],
      replaces: ["cidr"],
      deleteBeforeReplace: false,
    });
    const named = operations.diff(urn("test:Named", "n"), { name: "x", size: 1 }, { name: "x", size: 2 }, []);
    assert.equal(named.deleteBeforeReplace, true);
    assert.deepEqual(operations.diff(urn("test:Net", "n"), { tags: { a: 1 } }, { tags: { a: 1 } }, []).changed, []);
    assert.deepEqual(operations.diff(urn("test:Net", "n"), { cidr: "a" }, { cidr: "b" }, ["cidr"]).changed, []);
  });

  it("refuses a reference to what does not exist, and a delete of what is used", () => {
    const operations = operationsWith();
    const cloud = operations.cloud({});
    assert.throws(
      () => operations.create(urn("test:Machine", "m"), { netId: "net-0" }, cloud),
      /no such test:Net exists/,
    );
    const net = operations.create(urn("test:Net", "n"), {}, cloud);
    const machine = operations.create(urn("test:Machine", "m"), { netId: net.id }, cloud);
    assert.throws(() => operations.remove(net.urn, net.id), /DependencyViolation.*test:Machine/);
    operations.remove(machine.urn, machine.id);
    operations.remove(net.urn, net.id);
    operations.remove(net.urn, net.id); // gone already: success
  });

  it("refuses to delete what is protected, and to create what exists", () => {
    const operations = operationsWith();
    const cloud = operations.cloud({});
    const named = operations.create(urn("test:Named", "a"), { name: "x", protected: true }, cloud);
    assert.throws(() => operations.remove(named.urn, named.id), /protected by protected/);
    assert.throws(() => operations.create(urn("test:Named", "b"), { name: "x" }, cloud), /already exists/);
    operations.update(named.urn, named.id, { name: "x", protected: false }, cloud);
    operations.remove(named.urn, named.id);
  });

  it("refuses an id that a deleted resource keeps, unless its creation was undone", () => {
    const operations = operationsWith();
    const cloud = operations.cloud({});
    const kept = operations.create(urn("test:Kept", "a"), {}, cloud);
    new Store(folder).undo(kept);
    const again = operationsWith();
    const { id } = again.create(urn("test:Kept", "a"), {}, again.cloud({}));
    again.remove(kept.urn, id);
    const later = operationsWith();
    later.check(urn("test:Kept", "a"), {}, {}, SEED, later.cloud({}));
    assert.throws(() => later.create(urn("test:Kept", "a"), {}, later.cloud({})), /existed before: it is kept/);
  });

  it("takes over what a provider shares", () => {
    const operations = operationsWith();
    const cloud = operations.cloud({});
    const first = operations.create(urn("test:Shared", "a"), {}, cloud);
    assert.equal(operations.create(urn("test:Shared", "b"), {}, cloud).id, first.id);
  });

  it("lets go of what is abandoned, which stays and keeps what it uses", () => {
    const operations = operationsWith();
    const cloud = operations.cloud({});
    const net = operations.create(urn("test:Net", "n"), {}, cloud);
    const held = operations.create(urn("test:Machine", "h"), { netId: net.id, policy: "PREVENT" }, cloud);
    assert.throws(() => operations.remove(held.urn, held.id), /protected by policy: set it to another value/);
    operations.update(held.urn, held.id, { netId: net.id, policy: "ABANDON" }, cloud);
    operations.remove(held.urn, held.id);
    assert.throws(() => operations.remove(net.urn, net.id), /DependencyViolation.*test:Machine/);
    const [left] = cloud.ofType("test:Machine");
    assert.equal(left?.id, held.id);
    assert.equal(new Store(folder).findByUrn(held.urn), undefined);
  });

  it("keeps what the cloud made up when a resource is updated, for good", () => {
    const operations = operationsWith();
    const cloud = operations.cloud({});
    const created = operations.create(urn("test:Net", "net"), {}, cloud);
    const updated = operations.update(created.urn, created.id, { a: 1 }, cloud);
    assert.equal(updated.outputs["address"], created.outputs["address"]);
    const replacement = operations.create(created.urn, { cidr: "other" }, cloud);
    assert.notEqual(replacement.outputs["address"], created.outputs["address"]);
    const again = operations.update(created.urn, replacement.id, { cidr: "other", a: 2 }, cloud);
    assert.equal(again.outputs["address"], replacement.outputs["address"]);
  });

  it("fails at the operation that a fault names, once", () => {
    const operations = operationsWith("throttle:create:2");
    const cloud = operations.cloud({});
    operations.create(urn("test:Net", "a"), {}, cloud);
    assert.throws(() => operations.create(urn("test:Net", "b"), {}, cloud), /ThrottlingException/);
    operations.create(urn("test:Net", "b"), {}, cloud);
    assert.throws(() => parseFault("explode:create:1"), /kind:operation:n/);
  });
});
