import assert from "node:assert/strict";
import type { AuditArgs } from "../../../components/contract/audit.ts";
import { GcpAudit } from "../../../components/gcp/audit.ts";
import { deployed, valueOf } from "../../support/mocks.ts";
import { gcpKey, project } from "./parts.ts";

const args: AuditArgs = {
  scope: project,
  environment: "production",
  key: gcpKey("audit"),
  logKey: gcpKey("logs"),
  logRetentionDays: 30,
  durability: "protected",
  manageTrail: true,
  threatDetection: false,
  configurationHistory: false,
};

const audit = (changes: Partial<AuditArgs> = {}) => deployed(() => new GcpAudit("audit", { ...args, ...changes }));
const wish = "gcp:projects/iAMAuditConfig:IAMAuditConfig";
const bucket = "gcp:storage/bucket:Bucket";

describe("GcpAudit", () => {
  it("records reading, too, unless that is asked for elsewhere", async () => {
    const { inputs } = (await audit()).one(wish, "audit");
    assert.equal(inputs["service"], "allServices");
    assert.deepEqual(
      inputs["auditLogConfigs"].map(({ logType }: { logType: string }) => logType),
      ["ADMIN_READ", "DATA_READ", "DATA_WRITE"],
    );
    assert.equal((await audit({ manageTrail: false })).ofType(wish).length, 0);
  });

  it("archives it encrypted and private, for more than a year, and nobody can shorten that", async () => {
    const { inputs } = (await audit()).one(bucket, "audit");
    assert.deepEqual(inputs["encryption"], { defaultKmsKeyName: await valueOf(args.key.id) });
    assert.equal(inputs["publicAccessPrevention"], "enforced");
    assert.equal(inputs["uniformBucketLevelAccess"], true);
    assert.equal(inputs["forceDestroy"], false);
    assert.ok(Number(inputs["retentionPolicy"].retentionPeriod) > 365 * 24 * 60 * 60);
  });

  it("goes with what is in it where it is disposable", async () => {
    const { inputs } = (await audit({ durability: "disposable" })).one(bucket, "audit");
    assert.equal(inputs["forceDestroy"], true);
    assert.equal(inputs["retentionPolicy"], undefined);
  });

  it("lets the sink write to the archive, and do nothing else there", async () => {
    const { one, result } = await audit();
    const sink = one("gcp:logging/projectSink:ProjectSink", "audit").inputs;
    assert.equal(sink["destination"], "storage.googleapis.com/audit");
    assert.match(sink["filter"], /cloudaudit\.googleapis\.com\/data_access/);
    assert.equal(
      one("gcp:storage/bucketIAMMember:BucketIAMMember", "audit").inputs["role"],
      "roles/storage.objectCreator",
    );
    assert.equal(await valueOf(result.archiveId), "gs://audit");
  });
});
