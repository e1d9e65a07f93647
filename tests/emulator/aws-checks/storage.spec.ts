import { storage } from "../../../emulator/aws/checks/storage.ts";
import type { Live } from "../aws-cloud.ts";
import { describeChecks, ROOT, allow, policy } from "./samples.ts";

const bucket = (id: string): Live => ({ type: "s3:Bucket", id, inputs: { bucket: id } });

describeChecks("storage", storage, [
  {
    type: "s3:Bucket",
    right: { bucket: "honua-state" },
    wrong: [
      [{ bucket: "Honua" }, "bucket"],
      [{ bucket: "a..b" }, "bucket"],
      [{ bucket: "10.0.0.1" }, "bucket"],
      [{ bucket: "xn--x" }, "bucket"],
    ],
  },
  {
    type: "s3:BucketPolicy",
    right: {
      bucket: "honua",
      policy: policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "arn:aws:s3:::honua/*" }), {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::honua", "arn:aws:s3:::honua/*"],
      }),
    },
    wrong: [
      [{ policy: policy(allow()) }, "policy"],
      [{ policy: policy(allow({ Principal: { AWS: ROOT }, Resource: "arn:aws:s3:::other/*" })) }, "policy"],
      [{ policy: policy(allow({ Principal: "*", Resource: "arn:aws:s3:::honua/*" })) }, "policy"],
    ],
    live: [bucket("honua")],
  },
  {
    type: "s3:BucketPolicy",
    right: { bucket: "open", policy: policy(allow({ Principal: { AWS: "*" } })) },
    wrong: [],
    live: [
      bucket("open"),
      { type: "s3:BucketPublicAccessBlock", id: "open", inputs: { bucket: "open", blockPublicPolicy: false } },
    ],
  },
  {
    type: "s3:BucketAcl",
    right: { bucket: "listed", acl: "private" },
    wrong: [[{ bucket: "honua" }, "bucket"]],
    live: [
      bucket("honua"),
      bucket("listed"),
      {
        type: "s3:BucketOwnershipControls",
        id: "listed",
        inputs: { bucket: "listed", rule: { objectOwnership: "BucketOwnerPreferred" } },
      },
    ],
  },
  {
    type: "s3:BucketOwnershipControls",
    right: { rule: { objectOwnership: "BucketOwnerEnforced" } },
    wrong: [[{ rule: { objectOwnership: "Me" } }, "rule.objectOwnership"]],
  },
  {
    type: "s3:BucketServerSideEncryptionConfiguration",
    right: {
      bucket: "honua",
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" } }],
    },
    wrong: [
      [
        { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "KMS" } }] },
        "rules[].applyServerSideEncryptionByDefault.sseAlgorithm",
      ],
      [
        { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256", kmsMasterKeyId: "arn:key" } }] },
        "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
      ],
    ],
  },
  {
    type: "s3:BucketVersioning",
    before: { versioningConfiguration: { status: "Enabled" } },
    right: { versioningConfiguration: { status: "Suspended" } },
    wrong: [
      [{ versioningConfiguration: { status: "On" } }, "versioningConfiguration.status"],
      [{ versioningConfiguration: { status: "Disabled" } }, "versioningConfiguration.status"],
    ],
  },
  {
    type: "s3:BucketLifecycleConfiguration",
    right: { bucket: "honua", rules: [{ id: "old", status: "Enabled" }] },
    wrong: [
      [{ rules: [{ id: "old", status: "On" }] }, "rules[].status"],
      [
        {
          rules: [
            { id: "old", status: "Enabled" },
            { id: "old", status: "Enabled" },
          ],
        },
        "rules",
      ],
    ],
  },
  {
    type: "s3:BucketObjectLockConfiguration",
    right: { bucket: "kept", rule: { defaultRetention: { mode: "GOVERNANCE", days: 7 } } },
    wrong: [
      [{ rule: { defaultRetention: { mode: "STRICT", days: 7 } } }, "rule.defaultRetention.mode"],
      [{ rule: { defaultRetention: { mode: "GOVERNANCE" } } }, "rule.defaultRetention"],
      [{ bucket: "honua" }, "bucket"],
    ],
    live: [
      bucket("honua"),
      bucket("kept"),
      {
        type: "s3:BucketVersioning",
        id: "kept",
        inputs: { bucket: "kept", versioningConfiguration: { status: "Enabled" } },
      },
    ],
  },
  {
    type: "dynamodb:Table",
    right: { name: "locks", billingMode: "PAY_PER_REQUEST" },
    wrong: [
      [{ name: "ab" }, "name"],
      [{ billingMode: "FREE" }, "billingMode"],
    ],
  },
]);
