import { equals, given, optional, unless, where } from "../../requirements.ts";
import type { Requirement, Rule } from "../../rule.ts";

const ownKey = (path: string) => given(path, "the id of a Cloud KMS key of yours");

/** At least once a year, as AWS does it. */
const rotationPeriod: Requirement = {
  path: "rotationPeriod",
  accepts: (value) => typeof value === "string" && /^\d+(\.\d+)?s$/.test(value) && parseFloat(value) <= 365 * 24 * 3600,
  write: `rotationPeriod: "7776000s" (90 days), at most "31536000s"`,
  refused: [undefined, "31536001s"],
};

export const gcpEncryptionAtRest: readonly Rule[] = [
  {
    name: "gcp-kms-cryptokey-enables-rotation",
    description: "Keys rotate at least once a year.",
    severity: "medium",
    types: {
      "gcp:kms/cryptoKey:CryptoKey": where(optional(equals("purpose", "ENCRYPT_DECRYPT")), rotationPeriod),
    },
  },
  {
    name: "gcp-sql-instance-uses-own-key",
    description: "Databases are encrypted with a key of ours; replicas take it from their source.",
    severity: "critical",
    types: {
      "gcp:sql/databaseInstance:DatabaseInstance": unless(given("masterInstanceName"), ownKey("encryptionKeyName")),
    },
  },
  {
    name: "gcp-redis-instance-uses-own-key",
    description: "Redis is encrypted at rest with a key of ours.",
    severity: "high",
    types: { "gcp:redis/instance:Instance": [ownKey("customerManagedKey")] },
  },
  {
    name: "gcp-redis-cluster-uses-own-key",
    description: "Redis clusters are encrypted at rest with a key of ours.",
    severity: "high",
    types: { "gcp:redis/cluster:Cluster": [ownKey("kmsKey")] },
  },
  {
    name: "gcp-storage-bucket-uses-own-key",
    description: "Buckets encrypt what is put into them with a key of ours.",
    severity: "high",
    types: { "gcp:storage/bucket:Bucket": [ownKey("encryption.defaultKmsKeyName")] },
  },
  {
    name: "gcp-artifactregistry-repository-uses-own-key",
    description: "Container repositories are encrypted with a key of ours.",
    severity: "high",
    types: { "gcp:artifactregistry/repository:Repository": [ownKey("kmsKeyName")] },
  },
  {
    name: "gcp-compute-disk-uses-own-key",
    description: "Disks are encrypted with a key of ours.",
    severity: "high",
    types: { "gcp:compute/disk:Disk": [ownKey("diskEncryptionKey.kmsKeySelfLink")] },
  },
  {
    name: "gcp-container-cluster-uses-own-key",
    description: "The cluster's Secrets are encrypted with a key of ours before they reach its database.",
    severity: "high",
    types: {
      "gcp:container/cluster:Cluster": [
        equals("databaseEncryption.state", "ENCRYPTED"),
        ownKey("databaseEncryption.keyName"),
      ],
    },
  },
  {
    name: "gcp-container-nodepool-uses-own-key",
    description: "The disks of nodes are encrypted with a key of ours.",
    severity: "high",
    types: { "gcp:container/nodePool:NodePool": [ownKey("nodeConfig.bootDiskKmsKey")] },
  },
  {
    name: "gcp-secretmanager-secret-uses-own-key",
    description: "Secrets and their replicas are encrypted with a key of ours.",
    severity: "high",
    types: {
      "gcp:secretmanager/secret:Secret": [
        ...unless(given("replication.userManaged"), ownKey("replication.auto.customerManagedEncryption.kmsKeyName")),
        ...where(
          given("replication.userManaged"),
          ownKey("replication.userManaged.replicas[*].customerManagedEncryption.kmsKeyName"),
        ),
      ],
    },
  },
  {
    name: "gcp-pubsub-topic-uses-own-key",
    description: "Messages are encrypted with a key of ours.",
    severity: "medium",
    types: { "gcp:pubsub/topic:Topic": [ownKey("kmsKeyName")] },
  },
];
