import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hasCredentials } from "../../cli/credentials.ts";
import { scratchFolder } from "../support/honua.ts";

describe("credentials", () => {
  const { path: home, remove } = scratchFolder();
  after(remove);
  const has = (cloud: "aws" | "azure" | "gcp", env: Record<string, string> = {}, config = {}, firmware = "") =>
    hasCredentials(cloud, config, { env: { HOME: home, ...env }, firmware });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  };

  it("are missing on a fresh machine", () => {
    assert.deepEqual([has("aws"), has("azure"), has("gcp")], [false, false, false]);
  });

  it("are found in the environment, complete ones only", () => {
    assert.ok(has("aws", { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" }));
    assert.ok(!has("aws", { AWS_ACCESS_KEY_ID: "a" }));
    assert.ok(has("aws", { AWS_PROFILE: "dev" }));
    assert.ok(has("azure", { ARM_CLIENT_ID: "a", ARM_TENANT_ID: "b" }));
    assert.ok(has("gcp", { GOOGLE_APPLICATION_CREDENTIALS: "key.json" }));
  });

  it("are found in the stack's configuration", () => {
    assert.ok(has("aws", {}, { "aws:profile": "dev" }));
  });

  it("are had by machines of the cloud itself", () => {
    assert.ok(has("aws", {}, {}, "Amazon EC2,m7g.large"));
    assert.ok(!has("aws", { AWS_EC2_METADATA_DISABLED: "true" }, {}, "Amazon EC2,m7g.large"));
    assert.ok(has("gcp", {}, {}, "Google,Google Compute Engine"));
  });

  it("are found where the clouds' own tools put them, if there is something in the files", () => {
    write(".aws/config", "[default]\nregion = us-east-1\n");
    assert.ok(!has("aws"));
    write(".aws/config", "[profile dev]\nsso_session = honua\n");
    assert.ok(has("aws"));
    write(".azure/azureProfile.json", '{"subscriptions": []}');
    assert.ok(!has("azure"));
    write(".azure/azureProfile.json", '{"subscriptions": [{"id": "1"}]}');
    assert.ok(has("azure"));
    write("elsewhere/application_default_credentials.json", "{}");
    assert.ok(!has("gcp"));
    assert.ok(has("gcp", { CLOUDSDK_CONFIG: join(home, "elsewhere") }));
  });
});
