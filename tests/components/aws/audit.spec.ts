import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { AwsAudit } from "../../../components/aws/audit.ts";
import type { AuditArgs } from "../../../components/contract/audit.ts";
import { deployed, optionsIn, valueOf } from "../../support/mocks.ts";
import { accountId, awsKey } from "./parts.ts";
import { statementsOf } from "./statements.ts";

const args: AuditArgs = {
  scope: accountId,
  environment: "production",
  key: awsKey("audit"),
  logKey: awsKey("logs"),
  logRetentionDays: 30,
  durability: "kept",
  manageTrail: true,
  threatDetection: false,
  configurationHistory: false,
};

const bucket = "aws:s3/bucket:Bucket";
const trail = "aws:cloudtrail/trail:Trail";
const detector = "aws:guardduty/detector:Detector";
const recorder = "aws:cfg/recorder:Recorder";

const bucketArn = "arn:aws:s3:::audit-archive";
const trailArn = "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit-trail";

const audit = (changes: Partial<AuditArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  deployed(() => new AwsAudit("audit", { ...args, ...changes }, opts));

describe("AwsAudit", () => {
  it("records every region with checksums, encrypted, into an archive and a searchable log", async () => {
    const { result, one } = await audit();
    const { inputs } = one(trail, "audit-trail");
    assert.deepEqual(
      [inputs["name"], inputs["isMultiRegionTrail"], inputs["enableLogFileValidation"], inputs["kmsKeyId"]],
      ["audit-trail", true, true, await valueOf(args.key.id)],
    );
    assert.equal(inputs["s3BucketName"], await valueOf(result.archiveId));
    assert.equal(inputs["cloudWatchLogsRoleArn"], "arn:aws:iam::123456789012:role/audit-trail");
    assert.equal(inputs["cloudWatchLogsGroupArn"], "arn:aws:logs:us-east-1:123456789012:log-group:audit-trail:*");
    const logs = one("aws:cloudwatch/logGroup:LogGroup", "audit-trail").inputs;
    assert.deepEqual([logs["kmsKeyId"], logs["retentionInDays"]], [await valueOf(args.logKey.id), 30]);
    const { WriteEvents, ...others } = statementsOf(one("aws:iam/rolePolicy:RolePolicy", "audit-trail"));
    assert.deepEqual(others, {});
    assert.equal(WriteEvents?.Resource, "arn:aws:logs:us-east-1:123456789012:log-group:audit-trail:log-stream:*");
  });

  it("records who reads the archive, and not that it writes there itself", async () => {
    const { inputs } = (await audit()).one(trail, "audit-trail");
    const [management, reads, ...others] = inputs["advancedEventSelectors"];
    assert.deepEqual(others, []);
    assert.deepEqual(management.fieldSelectors, [{ field: "eventCategory", equals: ["Management"] }]);
    assert.deepEqual(reads.fieldSelectors.slice(2), [
      { field: "resources.ARN", startsWiths: [`${bucketArn}/`] },
      { field: "readOnly", equals: ["true"] },
    ]);
  });

  it("archives in a bucket that is versioned, encrypted with a key of its own, and closed to the public", async () => {
    const { one } = await audit();
    const versioning = one("aws:s3/bucketVersioning:BucketVersioning", "audit-archive").inputs;
    assert.deepEqual(versioning["versioningConfiguration"], { status: "Enabled" });
    const encryption = one(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "audit-archive",
    ).inputs;
    assert.deepEqual(encryption["rules"][0].applyServerSideEncryptionByDefault, {
      sseAlgorithm: "aws:kms",
      kmsMasterKeyId: await valueOf(args.key.id),
    });
    const access = one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "audit-archive").inputs;
    for (const closed of ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]) {
      assert.equal(access[closed], true, closed);
    }
    const ownership = one("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "audit-archive").inputs;
    assert.deepEqual(ownership["rule"], { objectOwnership: "BucketOwnerEnforced" });
  });

  it("lets only its own trail write, and nothing reach the bucket without TLS", async () => {
    const { one } = await audit();
    const { NoPlaintext, TrailChecks, TrailWrites } = statementsOf(
      one("aws:s3/bucketPolicy:BucketPolicy", "audit-archive"),
    );
    assert.equal(NoPlaintext?.Effect, "Deny");
    assert.deepEqual(NoPlaintext.Condition, { Bool: { "aws:SecureTransport": "false" } });
    assert.deepEqual(NoPlaintext.Resource, [bucketArn, `${bucketArn}/*`]);
    assert.deepEqual(TrailChecks?.Condition, { StringEquals: { "aws:SourceArn": trailArn } });
    assert.equal(TrailWrites?.Resource, `${bucketArn}/AWSLogs/123456789012/*`);
    assert.deepEqual(TrailWrites.Condition, {
      StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
    });
  });

  it("keeps the archive for more than a year, in cold storage after three months", async () => {
    const { inputs } = (await audit()).one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "audit-archive",
    );
    const [rule] = inputs["rules"];
    assert.deepEqual(rule.transitions, [{ days: 90, storageClass: "GLACIER" }]);
    assert.ok(rule.expiration.days > 365);
  });

  it("lets the archive be deleted where it is disposable, and nowhere else", async () => {
    for (const durability of ["disposable", "kept", "protected"] as const) {
      const { one } = await audit({ durability });
      const isDisposable = durability === "disposable";
      assert.equal(one(bucket, "audit-archive").inputs["forceDestroy"], isDisposable);
      const { NoDeletion } = statementsOf(one("aws:s3/bucketPolicy:BucketPolicy", "audit-archive"));
      assert.equal(NoDeletion === undefined, isDisposable);
      if (NoDeletion === undefined) continue;
      assert.equal(NoDeletion.Effect, "Deny");
      assert.deepEqual(NoDeletion.Action, ["s3:DeleteObject", "s3:DeleteObjectVersion"]);
    }
  });

  it("leaves the archive in the account when the environment goes, closed and encrypted, unless it is disposable", async () => {
    for (const durability of ["disposable", "kept", "protected"] as const) {
      const options = await optionsIn((opts) => audit({ durability }, opts));
      const { retainOnDelete, protect } = options(`${bucket} audit-archive`);
      assert.deepEqual([retainOnDelete, protect], [durability !== "disposable", durability === "protected"]);
      for (const type of ["bucketPolicy:BucketPolicy", "bucketPublicAccessBlock:BucketPublicAccessBlock"]) {
        assert.ok(options(`aws:s3/${type} audit-archive`).deletedWith, type);
      }
    }
  });

  it("makes no trail where the account's is managed elsewhere, and says so", async () => {
    const { result, resources } = await audit({ manageTrail: false });
    assert.deepEqual(resources, []);
    assert.equal(await valueOf(result.archiveId), "managed elsewhere (honua:audit.manageTrail is false)");
  });

  it("watches for attacks where that is asked for, and brings no agents", async () => {
    assert.deepEqual((await audit()).ofType(detector), []);
    const { one, ofType } = await audit({ threatDetection: true });
    const { inputs } = one(detector, "audit-threats");
    assert.deepEqual([inputs["enable"], inputs["findingPublishingFrequency"]], [true, "FIFTEEN_MINUTES"]);
    const features = ofType("aws:guardduty/detectorFeature:DetectorFeature");
    assert.deepEqual(
      features.map((feature) => [feature.inputs["name"], feature.inputs["status"]]),
      ["EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"].map((name) => [
        name,
        "ENABLED",
      ]),
    );
  });

  it("records configurations where that is asked for, into the archive, with or without the trail", async () => {
    assert.deepEqual((await audit()).ofType(recorder), []);
    for (const manageTrail of [true, false]) {
      const { one, ofType } = await audit({ configurationHistory: true, manageTrail });
      assert.equal(ofType(trail).length, manageTrail ? 1 : 0);
      assert.deepEqual(one(recorder, "audit-history").inputs["recordingGroup"], {
        allSupported: true,
        includeGlobalResourceTypes: true,
      });
      const channel = one("aws:cfg/deliveryChannel:DeliveryChannel", "audit-history").inputs;
      assert.equal(channel["s3KmsKeyArn"], await valueOf(args.key.id));
      assert.ok(channel["s3BucketName"]);
      assert.equal(one("aws:cfg/recorderStatus:RecorderStatus", "audit-history").inputs["isEnabled"], true);
      const { WriteHistory } = statementsOf(one("aws:iam/rolePolicy:RolePolicy", "audit-history"));
      assert.equal(WriteHistory?.Resource, `${bucketArn}/AWSLogs/123456789012/Config/*`);
      const managed = one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "audit-history-AWS_ConfigRole").inputs;
      assert.equal(managed["policyArn"], "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole");
    }
  });
});
