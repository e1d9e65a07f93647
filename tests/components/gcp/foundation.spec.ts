import assert from "node:assert/strict";
import { GcpFoundation } from "../../../components/gcp/foundation.ts";
import { deployed, valueOf } from "../../support/mocks.ts";

describe("GcpFoundation", () => {
  const foundation = (preview = false) =>
    deployed(() => new GcpFoundation("foundation", { environment: "dev", logRetentionDays: 7 }), { preview });

  it("turns on the APIs that the platform calls, and never off again", async () => {
    const { ofType, result } = await foundation();
    const services = ofType("gcp:projects/service:Service");
    const names = services.map(({ inputs }) => inputs["service"]);
    for (const needed of ["compute", "container", "sqladmin", "redis", "cloudkms", "servicenetworking", "sts"]) {
      assert.ok(names.includes(`${needed}.googleapis.com`), needed);
    }
    assert.ok(services.every(({ inputs }) => inputs["disableOnDestroy"] === false));
    assert.equal(await valueOf(result.scope), "honua-test");
  });

  it("names the project in previews, so that policies see what it is part of", async () => {
    assert.equal(await valueOf((await foundation(true)).result.scope), "honua-test");
  });
});
