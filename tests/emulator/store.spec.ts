import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../emulator/store.ts";
import { secret } from "../../emulator/wire.ts";

const urn = (name: string, stack = "dev") => `urn:pulumi:${stack}::honua::aws:ec2/vpc:Vpc::${name}`;
const vpc = (name: string, stack?: string) => ({
  type: "aws:ec2/vpc:Vpc",
  id: `vpc-${name}`,
  urn: urn(name, stack),
  rawInputs: { cidrBlock: "10.0.0.0/16" },
  rawOutputs: { cidrBlock: "10.0.0.0/16", password: secret("planted-secret") },
});

describe("the emulated cloud's store", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "honua-store-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const journal = () => readdirSync(join(folder, "cloud")).find((name) => name.endsWith(".ndjson")) ?? "";
  const reopened = () => {
    const store = new Store(folder);
    store.openAll();
    return store;
  };

  it("survives a restart, updates and deletes included", () => {
    const store = new Store(folder);
    store.put(vpc("a"), true);
    store.put(vpc("b"), true);
    store.put({ ...vpc("b"), rawInputs: { cidrBlock: "10.1.0.0/16" } }, false);
    store.remove({ ...vpc("a"), inputs: {}, outputs: {} });
    const again = reopened();
    assert.deepEqual(
      again.all().map((resource) => resource.id),
      ["vpc-b"],
    );
    assert.deepEqual(again.find("aws:ec2/vpc:Vpc", "vpc-b")?.inputs, { cidrBlock: "10.1.0.0/16" });
    assert.equal(again.birthsOf(urn("a")), 1);
  });

  it("treats a line that a kill cut short as never written, and goes on behind it", () => {
    new Store(folder).put(vpc("a"), true);
    appendFileSync(join(folder, "cloud", journal()), '{"op":"put","type":"aws:ec2/vpc');
    const store = reopened();
    store.put(vpc("b"), true);
    assert.deepEqual(
      reopened()
        .all()
        .map((resource) => resource.id),
      ["vpc-a", "vpc-b"],
    );
  });

  it("keeps secrets sealed on disk and marked in memory", () => {
    new Store(folder).put(vpc("a"), true);
    assert.doesNotMatch(readFileSync(join(folder, "cloud", journal()), "utf8"), /planted-secret/);
    const [resource] = reopened().all();
    assert.equal(resource?.outputs["password"], "planted-secret");
    assert.deepEqual(resource?.rawOutputs["password"], secret("planted-secret"));
    assert.equal(statSync(join(folder, "cloud", "key")).mode & 0o077, 0);
  });

  it("reads another stack's resources only when asked to", () => {
    new Store(folder).put(vpc("a", "dev"), true);
    const store = new Store(folder);
    store.openStackOf(urn("b", "staging"));
    assert.equal(store.all().length, 0);
    store.openAll();
    assert.equal(store.all().length, 1);
  });

  it("finds by URN the successor of a replaced resource", () => {
    const store = new Store(folder);
    store.put(vpc("a"), true);
    store.put({ ...vpc("a"), id: "vpc-a2" }, true);
    store.remove({ ...vpc("a"), inputs: {}, outputs: {} });
    assert.equal(store.findByUrn(urn("a"))?.id, "vpc-a2");
  });

  it("keeps traces across restarts and deletes, until they are wiped", () => {
    const store = new Store(folder);
    store.leaveTrace(urn("a"), "a deleted secret a");
    store.leaveTrace(urn("b", "prod"), "a deleted secret b");
    assert.equal(new Store(folder).hasTrace("a deleted secret b"), true);
    store.wipeTrace(urn("b", "prod"), "a deleted secret b");
    assert.deepEqual(
      ["a", "b"].map((name) => new Store(folder).hasTrace(`a deleted secret ${name}`)),
      [true, false],
    );
  });
});
