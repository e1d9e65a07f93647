import assert from "node:assert/strict";
import type { KeyPurpose } from "../../../components/contract/keys.ts";
import { GcpKeys } from "../../../components/gcp/keys.ts";
import { environmentNames, environments } from "../../../components/tables/environments.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { project } from "./parts.ts";

const args = { scope: project, durability: "disposable" } as const;
const key = "gcp:kms/cryptoKey:CryptoKey";
const grant = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";

const keys = (
  purposes: KeyPurpose[],
  more: { region?: string; durability?: "disposable" | "kept" | "protected" } = {},
) => deployed(() => new GcpKeys("keys", { ...args, purposes, ...more }));

describe("GcpKeys", () => {
  it("makes one key for each purpose, in one ring of the region, rotating every 90 days", async () => {
    const { ofType, one } = await keys(["logs", "registry"]);
    assert.deepEqual(
      ofType(key).map(({ name }) => name),
      ["keys-logs", "keys-registry"],
    );
    assert.equal(one("gcp:kms/keyRing:KeyRing", "keys").inputs["location"], "us-central1");
    assert.equal(one(key, "keys-logs").inputs["rotationPeriod"], "7776000s");
  });

  it("lets each purpose's services use its key, and no others", async () => {
    const members = async (purpose: KeyPurpose) =>
      (await keys([purpose])).ofType(grant).map(({ inputs }) => [inputs["role"], inputs["member"]]);
    const role = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
    const agent = (name: string) => [[role, `serviceAccount:service-123456789012@${name}.iam.gserviceaccount.com`]];
    assert.deepEqual(await members("database"), agent("gcp-sa-cloud-sql"));
    assert.deepEqual(await members("cache"), agent("cloud-redis"));
    assert.deepEqual(await members("cluster"), agent("container-engine-robot"));
    assert.deepEqual(await members("volumes"), agent("compute-system"));
    assert.deepEqual(await members("registry"), agent("gcp-sa-artifactregistry"));
    assert.deepEqual(await members("audit"), agent("gs-project-accounts"));
    assert.deepEqual(await members("logs"), [
      [role, "serviceAccount:cmek-p123456789012@gcp-sa-logging.iam.gserviceaccount.com"],
    ]);
    assert.deepEqual(await members("alerts"), []);
  });

  it("makes the agents that exist only once they are asked for", async () => {
    const { one } = await keys(["database"]);
    const identity = one("gcp:projects/serviceIdentity:ServiceIdentity", "keys-database-sqladmin");
    assert.equal(identity.inputs["service"], "sqladmin.googleapis.com");
  });

  it("stays the same key whatever becomes of its protection", async () => {
    for (const environment of environmentNames) {
      const { durability } = environments[environment];
      const { inputs } = (await keys(["logs"], { durability })).one(key, "keys-logs");
      assert.equal(inputs["destroyScheduledDuration"], "2592000s", environment);
    }
  });

  it("makes keys in another region", async () => {
    const { one, result } = await keys(["backup"], { region: "us-east4" });
    assert.equal(one("gcp:kms/keyRing:KeyRing", "keys").inputs["location"], "us-east4");
    assert.match(
      await valueOf(result.keyFor("backup").id),
      /^projects\/honua-test\/locations\/us-east4\/keyRings\/keys/,
    );
  });

  it("says which keys there are when asked for another", async () => {
    const { result } = await keys(["logs"]);
    assert.throws(() => result.keyFor("registry"), /No key was asked for registry; there are keys for logs/);
  });
});
