import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withDefaults } from "../../emulator/defaults.ts";
import { Faults } from "../../emulator/faults.ts";
import type { Emulation } from "../../emulator/model.ts";
import { Operations } from "../../emulator/operations.ts";
import type { Shapes } from "../../emulator/shapes/index.ts";
import { Store } from "../../emulator/store.ts";
import { secret, type Raw } from "../../emulator/wire.ts";

const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Everything is named by a convention; a folder contains what lies under its id; a link keeps its target. */
const emulation: Emulation = {
  package: "azure-native",
  ids: {},
  formats: {},
  names: [],
  secrets: { "test:Key": ["text", "missing"] },
  conventions: () => ({
    id: ({ inputs }) => `${String(inputs["folder"] ?? "")}/${String(inputs["title"])}`,
    name: { types: ["test:*"], property: "title", maxLength: 30, separator: "", digits: 8, source: "test" },
    immutable: ["folder"],
  }),
  defaults: ({ inputs }) => (inputs["folder"] ? { "place.zone": "a" } : {}),
  realm: (_, { config }) => String(config["region"] ?? ""),
  given: (type, id) => (type === "test:Root" ? { title: id } : undefined),
  contains: (container, other) => other.id.startsWith(`${container.id}/`),
  immutable: {},
  checks: [
    {
      types: ["test:Late"],
      source: "test",
      late: true,
      check: ({ inputs }, cloud) =>
        cloud.find(({ id }) => id === inputs["after"]) ? undefined : { property: "after", reason: "is not there" },
    },
  ],
  references: [{ types: ["test:Link"], path: "to", to: ["test:File"], blocksDelete: true, source: "test" }],
  protections: [],
  invokes: {},
};

const urn = (type: string, name: string) => `urn:pulumi:dev::honua::test:${type}::${name}`;

describe("what a package adds by convention", () => {
  let folder: string;
  let operations: Operations;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "honua-conventions-"));
    const shapes = { shapeOf: () => undefined } as unknown as Shapes;
    operations = new Operations(emulation, shapes, new Store(folder), new Faults(undefined));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const create = (type: string, name: string, inputs: { [key: string]: Raw }) =>
    operations.create(urn(type, name), inputs, operations.cloud({}));

  it("names, identifies and replaces types that no table lists", () => {
    const { inputs } = operations.check(urn("File", "data"), {}, {}, Buffer.from("seed"), operations.cloud({}));
    assert.match(String(inputs["title"]), /^data[0-9a-f]{8}$/);
    assert.equal(create("File", "data", { folder: "/home", title: "x" }).id, "/home/x");
    const diff = operations.diff(urn("File", "data"), { folder: "/a", size: 1 }, { folder: "/b", size: 2 }, []);
    assert.deepEqual(diff.replaces, ["folder"]);
  });

  it("fills in defaults, but nothing that is given, unknown or secret", () => {
    const { inputs } = operations.check(
      urn("File", "f"),
      {},
      { folder: "/home" },
      Buffer.from("s"),
      operations.cloud({}),
    );
    assert.deepEqual(inputs["place"], { zone: "a" });
    const defaults = { "place.zone": "a" };
    for (const place of [{ zone: "b" }, UNKNOWN_ON_THE_WIRE, secret({ floor: 1 })] as Raw[]) {
      assert.deepEqual(withDefaults({ place }, defaults), { place });
    }
    assert.deepEqual(withDefaults({ place: { floor: 1 } }, defaults), { place: { floor: 1, zone: "a" } });
  });

  it("asks late checks when the resource is made, and not before", () => {
    const late = { title: "l", after: "/f" };
    const checked = operations.check(urn("Late", "late"), {}, late, Buffer.from("s"), operations.cloud({}));
    assert.deepEqual(checked.failures, []);
    assert.throws(() => create("Late", "late", late), /test:Late: after: is not there/);
    create("File", "f", { title: "f" });
    assert.equal(create("Late", "late", late).id, "/l");
  });

  it("reads what exists without having been made, and makes no record of it", () => {
    const read = () => operations.read(urn("Root", "root"), "everything", operations.cloud({}));
    assert.deepEqual(read()?.outputs["title"], "everything");
    assert.deepEqual(operations.cloud({}).all(), []);
    assert.equal(operations.read(urn("File", "f"), "/f", operations.cloud({})), undefined);
  });

  it("keeps outputs secret that the cloud makes so", () => {
    const { rawOutputs, outputs } = create("Key", "key", { title: "k", text: "t" });
    assert.deepEqual(rawOutputs["text"], secret("t"));
    assert.equal(outputs["text"], "t");
    assert.equal(rawOutputs["missing"], undefined);
  });

  it("lets realms have a resource each of the same id, and changes and removes the one that is meant", () => {
    const [east, west] = [operations.cloud({ region: "east" }), operations.cloud({ region: "west" })];
    operations.create(urn("File", "a"), { title: "f" }, east);
    operations.create(urn("File", "b"), { title: "f" }, west);
    assert.throws(() => operations.create(urn("File", "c"), { title: "f" }, west), /already exists/);
    operations.update(urn("File", "b"), "/f", { title: "f", size: 2 }, west);
    assert.equal(operations.read(urn("File", "a"), "/f", east)?.inputs["size"], undefined);
    operations.remove(urn("File", "a"), "/f");
    assert.deepEqual(
      operations
        .cloud({})
        .all()
        .map(({ realm, inputs }) => [realm, inputs["size"]]),
      [["west", 2]],
    );
  });

  it("takes contents along, unless something outside needs them", () => {
    const home = create("Folder", "home", { title: "home" });
    const file = create("File", "file", { folder: "/home", title: "f" });
    const link = create("Link", "link", { folder: "/other", title: "l", to: file.id });
    assert.throws(() => operations.remove(home.urn, home.id), /File "\/home\/f" is still used by test:Link/);
    operations.remove(link.urn, link.id);
    operations.remove(home.urn, home.id);
    assert.equal(operations.read(file.urn, file.id, operations.cloud({})), undefined);
  });
});
