import { keys } from "../../../emulator/gcp/checks/keys.ts";
import { registries } from "../../../emulator/gcp/checks/registries.ts";
import { storage } from "../../../emulator/gcp/checks/storage.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, grantTo, key, KEY, keyIn, live, type Sample } from "./samples.ts";

const agent = (domain: string) => grantTo(`service-123456789012@${domain}.iam.gserviceaccount.com`);
const viewer = live("kms:CryptoKeyIAMMember", "viewer", {
  cryptoKeyId: KEY,
  role: "roles/cloudkms.viewer",
  member: "serviceAccount:service-123456789012@gcp-sa-cloud-sql.iam.gserviceaccount.com",
});
const ringGrant = live("kms:KeyRingIAMBinding", "ring", {
  keyRingId: "acme/europe-west1/honua",
  role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
  members: ["serviceAccount:service-123456789012@cloud-redis.iam.gserviceaccount.com"],
});

/** A service that may use the key, and one that nobody granted it to. */
const uses = (type: string, path: string, inputs: Values, domain: string, wrongPlace?: string): Sample[] => {
  const needed: Values = type === "container:Cluster" ? { initialNodeCount: 1 } : {};
  const elsewhere: Sample["wrong"] = wrongPlace === undefined ? [] : [[{ [path]: keyIn(wrongPlace) }, path]];
  return [
    { type, right: { ...needed, ...inputs }, wrong: elsewhere, live: [key, agent(domain)] },
    { type, right: needed, wrong: [[inputs, path]], live: [key, viewer] },
  ];
};

const replica = (location: string, kmsKeyName: string) => ({ location, customerManagedEncryption: { kmsKeyName } });

describeChecks("keys", keys, [
  {
    type: "kms:CryptoKey",
    right: {
      keyRing: "projects/acme/locations/europe-west1/keyRings/honua",
      rotationPeriod: "31536000s",
      destroyScheduledDuration: "2592000s",
      versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "SOFTWARE" },
    },
    also: [{ purpose: "ASYMMETRIC_SIGN", rotationPeriod: undefined }, { keyRing: "acme/europe-west1/honua" }],
    wrong: [
      [{ rotationPeriod: "365d" }, "rotationPeriod"],
      [{ rotationPeriod: "3600s" }, "rotationPeriod"],
      [{ purpose: "ASYMMETRIC_SIGN" }, "rotationPeriod"],
      [{ destroyScheduledDuration: "121d" }, "destroyScheduledDuration"],
      [{ "versionTemplate.protectionLevel": "HARDWARE" }, "versionTemplate.protectionLevel"],
      [{ keyRing: "honua" }, "keyRing"],
    ],
  },
  ...uses("sql:DatabaseInstance", "encryptionKeyName", { encryptionKeyName: KEY }, "gcp-sa-cloud-sql", "global"),
  ...uses(
    "artifactregistry:Repository",
    "kmsKeyName",
    { location: "europe-west1", kmsKeyName: KEY },
    "gcp-sa-artifactregistry",
    "europe",
  ),
  ...uses("redis:Instance", "customerManagedKey", { customerManagedKey: KEY }, "cloud-redis", "us-east1"),
  ...uses("redis:Cluster", "kmsKey", { kmsKey: KEY }, "cloud-redis", "us-east1"),
  ...uses(
    "container:Cluster",
    "databaseEncryption.keyName",
    { databaseEncryption: { state: "ENCRYPTED", keyName: KEY } },
    "container-engine-robot",
  ),
  ...uses("container:NodePool", "nodeConfig.bootDiskKmsKey", { nodeConfig: { bootDiskKmsKey: KEY } }, "compute-system"),
  ...uses(
    "storage:Bucket",
    "encryption.defaultKmsKeyName",
    { location: "EUROPE-WEST1", encryption: { defaultKmsKeyName: KEY } },
    "gs-project-accounts",
    "global",
  ),
  ...uses(
    "logging:ProjectBucketConfig",
    "cmekSettings.kmsKeyName",
    { location: "europe-west1", cmekSettings: { kmsKeyName: KEY } },
    "gcp-sa-logging",
    "us-east1",
  ),
  ...uses("pubsub:Topic", "kmsKeyName", { kmsKeyName: KEY }, "gcp-sa-pubsub"),
  {
    type: "redis:Cluster",
    right: { kmsKey: KEY },
    wrong: [],
    live: [key, ringGrant],
  },
  {
    type: "secretmanager:Secret",
    right: { replication: { userManaged: { replicas: [replica("europe-west1", KEY)] } } },
    also: [{ replication: { auto: { customerManagedEncryption: { kmsKeyName: keyIn("global") } } } }],
    wrong: [
      [{ replication: { userManaged: { replicas: [replica("us-east1", KEY)] } } }, "replication.userManaged.replicas"],
      [
        { replication: { auto: { customerManagedEncryption: { kmsKeyName: KEY } } } },
        "replication.auto.customerManagedEncryption.kmsKeyName",
      ],
    ],
    live: [key, agent("gcp-sa-secretmanager")],
  },
  {
    type: "secretmanager:Secret",
    right: { replication: { auto: {} } },
    wrong: [
      [
        { replication: { userManaged: { replicas: [replica("europe-west1", KEY)] } } },
        "replication.userManaged.replicas[].customerManagedEncryption.kmsKeyName",
      ],
      [
        { replication: { auto: { customerManagedEncryption: { kmsKeyName: KEY } } } },
        "replication.auto.customerManagedEncryption.kmsKeyName",
      ],
    ],
    live: [key],
  },
]);

const untagged = { id: "untagged", action: "DELETE", condition: { tagState: "UNTAGGED", olderThan: "604800s" } };
const newest = { id: "newest", action: "KEEP", mostRecentVersions: { keepCount: 30 } };

describeChecks("Artifact Registry", registries, [
  {
    type: "artifactregistry:Repository",
    right: {
      repositoryId: "honua",
      location: "europe-west1",
      format: "DOCKER",
      dockerConfig: { immutableTags: true },
      cleanupPolicies: [untagged, newest],
    },
    also: [
      { location: "europe" },
      {
        mode: "REMOTE_REPOSITORY",
        dockerConfig: undefined,
        remoteRepositoryConfig: { commonRepository: { uri: "https://a" } },
      },
      { cleanupPolicies: [{ ...untagged, condition: { tagState: "UNTAGGED", olderThan: "7d" } }] },
    ],
    wrong: [
      [{ format: "OCI" }, "format"],
      [{ location: "EU" }, "location"],
      [{ cleanupPolicies: [{ ...newest, action: "DELETE" }] }, "cleanupPolicies"],
      [{ cleanupPolicies: [{ id: "nothing", action: "DELETE" }] }, "cleanupPolicies"],
      [{ cleanupPolicies: [{ ...untagged, ...newest }] }, "cleanupPolicies"],
      [{ cleanupPolicies: [{ ...untagged, condition: { olderThan: "7 days" } }] }, "cleanupPolicies"],
      [{ cleanupPolicies: [untagged, untagged] }, "cleanupPolicies"],
      [{ format: "NPM" }, "dockerConfig"],
      [{ mavenConfig: {} }, "mavenConfig"],
      [{ remoteRepositoryConfig: { dockerRepository: {} } }, "remoteRepositoryConfig"],
      [{ mode: "REMOTE_REPOSITORY" }, "remoteRepositoryConfig"],
      [{ virtualRepositoryConfig: {} }, "virtualRepositoryConfig"],
      [{ mode: "REMOTE_REPOSITORY", remoteRepositoryConfig: {} }, "remoteRepositoryConfig"],
      [
        {
          mode: "REMOTE_REPOSITORY",
          remoteRepositoryConfig: { commonRepository: { uri: "europe-docker.pkg.dev/a/b" } },
        },
        "remoteRepositoryConfig.commonRepository.uri",
      ],
    ],
  },
]);

describeChecks("storage", storage, [
  {
    type: "storage:Bucket",
    right: {
      location: "EU",
      storageClass: "STANDARD",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      softDeletePolicy: { retentionDurationSeconds: 604800 },
      lifecycleRules: [{ action: { type: "SetStorageClass", storageClass: "NEARLINE" }, condition: { age: 30 } }],
      retentionPolicy: { retentionPeriod: "2592000" },
    },
    also: [{ softDeletePolicy: { retentionDurationSeconds: 0 } }, { lifecycleRules: [{ action: { type: "Delete" } }] }],
    wrong: [
      [{ storageClass: "HOT" }, "storageClass"],
      [{ publicAccessPrevention: "on" }, "publicAccessPrevention"],
      [{ rpo: "FAST" }, "rpo"],
      [{ "softDeletePolicy.retentionDurationSeconds": 86400 }, "softDeletePolicy.retentionDurationSeconds"],
      [{ lifecycleRules: [{ action: { type: "delete" } }] }, "lifecycleRules"],
      [{ lifecycleRules: [{ action: { type: "SetStorageClass" } }] }, "lifecycleRules"],
      [{ lifecycleRules: Array.from({ length: 101 }, () => ({ action: { type: "Delete" } })) }, "lifecycleRules"],
      [{ hierarchicalNamespace: { enabled: true }, uniformBucketLevelAccess: false }, "uniformBucketLevelAccess"],
      [{ "retentionPolicy.retentionPeriod": "30d" }, "retentionPolicy.retentionPeriod"],
    ],
  },
  {
    type: "secretmanager:Secret",
    right: {
      replication: { auto: {} },
      rotation: { rotationPeriod: "2592000s", nextRotationTime: "2026-02-01T00:00:00Z" },
      topics: [{ name: "projects/acme/topics/rotate" }],
    },
    wrong: [
      [{ replication: {} }, "replication"],
      [{ "replication.userManaged": { replicas: [] } }, "replication"],
      [{ topics: undefined }, "topics"],
      [{ "rotation.nextRotationTime": undefined }, "rotation.nextRotationTime"],
      [{ "rotation.rotationPeriod": "30d" }, "rotation.rotationPeriod"],
      [{ topics: Array.from({ length: 11 }, () => ({})) }, "topics"],
      [{ ttl: "3600s", expireTime: "2026-02-01T00:00:00Z" }, "expireTime"],
    ],
  },
  {
    type: "secretmanager:SecretVersion",
    right: { secret: "s", secretData: "x" },
    wrong: [[{ secretData: "x".repeat(65537) }, "secretData"]],
  },
]);
