import assert from "node:assert/strict";
import type { RegistryArgs } from "../../../components/contract/registry.ts";
import { GcpRegistry } from "../../../components/gcp/registry.ts";
import { images } from "../../../components/tables/images.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { gcpKey, network, project } from "./parts.ts";

const args: RegistryArgs = {
  scope: project,
  images,
  network,
  key: gcpKey("registry"),
  retainedImages: 100,
  untaggedDays: 7,
  durability: "kept",
};

const registry = (changes: Partial<RegistryArgs> = {}) =>
  deployed(() => new GcpRegistry("registry", { ...args, ...changes }));
const repository = "gcp:artifactregistry/repository:Repository";

describe("GcpRegistry", () => {
  it("has an encrypted, scanned repository with tags that never move for each image", async () => {
    const { ofType } = await registry();
    assert.deepEqual(
      ofType(repository).map(({ inputs }) => inputs["repositoryId"]),
      images.map((image) => `honua-${image}`),
    );
    for (const { inputs } of ofType(repository)) {
      assert.deepEqual(inputs["dockerConfig"], { immutableTags: true });
      assert.equal(inputs["kmsKeyName"], await valueOf(args.key.id));
      assert.deepEqual(inputs["vulnerabilityScanningConfig"], { enablementConfig: "INHERITED" });
      assert.deepEqual([inputs["format"], inputs["location"]], ["DOCKER", "us-central1"]);
    }
  });

  it("deletes untagged images after days, and old ones but for the newest", async () => {
    const { inputs } = (await registry()).one(repository, "registry-agent");
    assert.equal(inputs["cleanupPolicyDryRun"], false);
    const [untagged, old, newest] = inputs["cleanupPolicies"];
    assert.deepEqual([untagged.action, untagged.condition], ["DELETE", { tagState: "UNTAGGED", olderThan: "604800s" }]);
    assert.deepEqual([old.action, old.condition.tagState], ["DELETE", "TAGGED"]);
    assert.deepEqual([newest.action, newest.mostRecentVersions], ["KEEP", { keepCount: 100 }]);
  });

  it("keeps images in a multi-region, with a key that lives as widely, where they are to outlive a region", async () => {
    const { one, result } = await registry({ replica: { region: "us-east4", manageReplication: true } });
    const { inputs } = one(repository, "registry-agent");
    assert.equal(inputs["location"], "us");
    assert.match(inputs["kmsKeyName"], /locations\/us\/keyRings/);
    assert.equal((await valueOf(result.repositoryUrls))["agent"], "us-docker.pkg.dev/honua-test/honua-agent/agent");
  });

  it("says how to log in and where each image lives", async () => {
    const { result } = await registry();
    assert.equal(await valueOf(result.loginCommand), "gcloud auth configure-docker us-central1-docker.pkg.dev");
    const urls = await valueOf(result.repositoryUrls);
    assert.deepEqual(Object.keys(urls), [...images]);
    assert.equal(urls["agent"], "us-central1-docker.pkg.dev/honua-test/honua-agent/agent");
  });
});
