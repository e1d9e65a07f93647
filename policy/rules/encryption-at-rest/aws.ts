import { equals, given, oneOf, optional, unless, where } from "../../requirements.ts";
import type { Requirement, Rule } from "../../rule.ts";

/** A KMS key of ours; AWS's own (`alias/aws/…`) cannot be audited, restricted or revoked. */
const ownKey = (path: string): Requirement => ({
  path,
  accepts: (value) => typeof value === "string" && value !== "" && !value.includes("alias/aws/"),
  write: `${path}: the ARN of a KMS key of yours`,
  refused: [undefined, "", "alias/aws/ebs"],
});

export const awsEncryptionAtRest: readonly Rule[] = [
  {
    name: "aws-kms-key-enables-rotation",
    description: "Symmetric KMS keys rotate every year.",
    severity: "medium",
    types: {
      "aws:kms/key:Key": where(
        optional(equals("customerMasterKeySpec", "SYMMETRIC_DEFAULT")),
        equals("enableKeyRotation", true),
      ),
    },
  },
  {
    name: "aws-cloudwatch-loggroup-uses-own-key",
    description: "Log groups are encrypted with a KMS key of ours.",
    severity: "high",
    types: { "aws:cloudwatch/logGroup:LogGroup": [ownKey("kmsKeyId")] },
  },
  {
    name: "aws-ecr-repository-uses-own-key",
    description: "Container repositories are encrypted with a KMS key of ours.",
    severity: "high",
    types: {
      "aws:ecr/repository:Repository": [
        equals("encryptionConfigurations[*].encryptionType", "KMS"),
        ownKey("encryptionConfigurations[*].kmsKey"),
      ],
    },
  },
  {
    name: "aws-ecr-creationtemplate-uses-own-key",
    description: "Container repositories that ECR makes by itself, as it does for replicas, get a KMS key of ours.",
    severity: "high",
    types: {
      "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": [
        equals("encryptionConfigurations[*].encryptionType", "KMS"),
        ownKey("encryptionConfigurations[*].kmsKey"),
      ],
    },
  },
  {
    name: "aws-rds-instance-uses-own-key",
    description: "Databases are encrypted with a KMS key of ours; replicas take it from their source.",
    severity: "critical",
    types: {
      "aws:rds/instance:Instance": unless(
        given("replicateSourceDb"),
        equals("storageEncrypted", true),
        ownKey("kmsKeyId"),
      ),
    },
  },
  {
    name: "aws-rds-cluster-uses-own-key",
    description: "Database clusters are encrypted with a KMS key of ours; replicas take it from their source.",
    severity: "critical",
    types: {
      "aws:rds/cluster:Cluster": unless(
        given("replicationSourceIdentifier"),
        equals("storageEncrypted", true),
        ownKey("kmsKeyId"),
      ),
    },
  },
  {
    name: "aws-rds-insights-uses-own-key",
    description: "Performance Insights, which record queries, are encrypted with a KMS key of ours.",
    severity: "medium",
    types: {
      "aws:rds/instance:Instance": where(
        equals("performanceInsightsEnabled", true),
        ownKey("performanceInsightsKmsKeyId"),
      ),
      "aws:rds/clusterInstance:ClusterInstance": where(
        equals("performanceInsightsEnabled", true),
        ownKey("performanceInsightsKmsKeyId"),
      ),
    },
  },
  {
    name: "aws-rds-backupsreplication-uses-own-key",
    description: "Copies of a database's backups in another region are encrypted with a KMS key of ours.",
    severity: "high",
    types: {
      "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [ownKey("kmsKeyId")],
    },
  },
  {
    name: "aws-elasticache-replicationgroup-uses-own-key",
    description: "Redis is encrypted at rest with a KMS key of ours.",
    severity: "high",
    types: {
      "aws:elasticache/replicationGroup:ReplicationGroup": [
        equals("atRestEncryptionEnabled", true),
        ownKey("kmsKeyId"),
      ],
    },
  },
  {
    name: "aws-ebs-volume-uses-own-key",
    description: "Volumes are encrypted with a KMS key of ours.",
    severity: "high",
    types: { "aws:ebs/volume:Volume": [equals("encrypted", true), ownKey("kmsKeyId")] },
  },
  {
    name: "aws-ec2-instance-uses-own-key",
    description: "The volumes that an instance starts with are encrypted with a KMS key of ours.",
    severity: "high",
    types: {
      "aws:ec2/instance:Instance": [
        ...unless(
          given("launchTemplate"),
          equals("rootBlockDevice.encrypted", true),
          ownKey("rootBlockDevice.kmsKeyId"),
        ),
        ...where(
          given("ebsBlockDevices"),
          equals("ebsBlockDevices[*].encrypted", true),
          ownKey("ebsBlockDevices[*].kmsKeyId"),
        ),
      ],
    },
  },
  {
    name: "aws-ec2-launchtemplate-uses-own-key",
    description: "The volumes of instances that a launch template starts are encrypted with a KMS key of ours.",
    severity: "high",
    types: {
      "aws:ec2/launchTemplate:LaunchTemplate": [
        oneOf("blockDeviceMappings[*].ebs.encrypted", ["true", true]),
        ownKey("blockDeviceMappings[*].ebs.kmsKeyId"),
      ],
    },
  },
  {
    name: "aws-s3-bucket-uses-own-key",
    description: "Buckets encrypt what is put into them with a KMS key of ours.",
    severity: "high",
    types: {
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
        oneOf("rules[*].applyServerSideEncryptionByDefault.sseAlgorithm", ["aws:kms", "aws:kms:dsse"]),
        ownKey("rules[*].applyServerSideEncryptionByDefault.kmsMasterKeyId"),
      ],
    },
  },
  {
    name: "aws-eks-cluster-uses-own-key",
    description: "The cluster's Secrets are encrypted with a KMS key of ours before they reach its database.",
    severity: "high",
    types: {
      "aws:eks/cluster:Cluster": [
        equals("encryptionConfig.resources[*]", "secrets"),
        ownKey("encryptionConfig.provider.keyArn"),
      ],
    },
  },
  {
    name: "aws-secretsmanager-secret-uses-own-key",
    description: "Secrets and their replicas are encrypted with a KMS key of ours.",
    severity: "high",
    types: {
      "aws:secretsmanager/secret:Secret": [
        ownKey("kmsKeyId"),
        ...where(given("replicas"), ownKey("replicas[*].kmsKeyId")),
      ],
    },
  },
  {
    name: "aws-ssm-parameter-uses-own-key",
    description: "Secret parameters are encrypted with a KMS key of ours.",
    severity: "high",
    types: { "aws:ssm/parameter:Parameter": where(equals("type", "SecureString"), ownKey("keyId")) },
  },
  {
    name: "aws-sns-topic-uses-own-key",
    description: "Notifications are encrypted with a KMS key of ours.",
    severity: "medium",
    types: { "aws:sns/topic:Topic": [ownKey("kmsMasterKeyId")] },
  },
  {
    name: "aws-sqs-queue-uses-own-key",
    description: "Queues are encrypted with a KMS key of ours.",
    severity: "medium",
    types: { "aws:sqs/queue:Queue": [ownKey("kmsMasterKeyId")] },
  },
  {
    name: "aws-backup-vault-uses-own-key",
    description: "Backups are encrypted with a KMS key of ours.",
    severity: "high",
    types: { "aws:backup/vault:Vault": [ownKey("kmsKeyArn")] },
  },
  {
    name: "aws-cloudtrail-trail-uses-own-key",
    description: "The audit trail is encrypted with a KMS key of ours.",
    severity: "high",
    types: { "aws:cloudtrail/trail:Trail": [ownKey("kmsKeyId")] },
  },
];
