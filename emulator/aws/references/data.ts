/** Databases, caches, buckets, secrets and backups. */
import type { Reference } from "../../model.ts";
import {
  BUCKET,
  CACHE,
  foreignKey,
  isDefault,
  isDefaultGroup,
  isForeign,
  KEY,
  OTHER,
  RDS,
  ROLE,
  row,
  SECRET,
  serviceRole,
  SUBNET,
  TOPIC,
} from "./rows.ts";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (NoSuchBucket)";

const SETTINGS_OF_BUCKETS = [
  "s3:BucketPolicy s3:BucketPublicAccessBlock s3:BucketOwnershipControls s3:BucketVersioning s3:BucketAcl",
  "s3:BucketServerSideEncryptionConfiguration s3:BucketLifecycleConfiguration s3:BucketLogging",
  "s3:BucketNotification s3:BucketObjectLockConfiguration s3:BucketReplicationConfig s3:BucketMetric",
].join(" ");

/** What rotates a secret: a function, or the one that an application of the Serverless Application Repository has made. */
const ROTATION =
  "lambda:Function#arn lambda:Alias#arn serverlessrepository:CloudFormationStack#outputs.RotationLambdaARN cloudformation:Stack#outputs.RotationLambdaARN";

export const data: readonly Reference[] = [
  // Databases and caches
  row("rds:SubnetGroup elasticache:SubnetGroup docdb:SubnetGroup", "subnetIds[]", SUBNET, RDS),
  row("rds:Instance rds:Cluster", "dbSubnetGroupName", "rds:SubnetGroup", RDS, {
    given: isDefault,
  }),
  row("rds:Instance", "parameterGroupName", "rds:ParameterGroup", RDS, { given: isDefaultGroup }),
  row("rds:Instance", "replicateSourceDb", "rds:Instance#identifier rds:Instance#arn", RDS, {
    keeps: false,
    given: isForeign,
  }),
  row("rds:Instance", "optionGroupName", "rds:OptionGroup", RDS, { given: isDefaultGroup }),
  row("rds:Instance", "monitoringRoleArn", ROLE, RDS, { keeps: false, given: serviceRole }),
  row("rds:Instance", "performanceInsightsKmsKeyId", KEY, RDS, { keeps: false, given: foreignKey }),
  row("rds:Instance", "masterUserSecretKmsKeyId", KEY, RDS, { keeps: false, given: foreignKey }),
  row("rds:InstanceAutomatedBackupsReplication", "sourceDbInstanceArn", "rds:Instance#arn", RDS, {
    keeps: false,
    given: isForeign,
  }),
  row("rds:EventSubscription", "snsTopic", TOPIC, RDS, { keeps: false, given: isForeign }),
  row("rds:ClusterInstance", "clusterIdentifier", "rds:Cluster", RDS),
  row("elasticache:ReplicationGroup elasticache:Cluster", "subnetGroupName", "elasticache:SubnetGroup", CACHE, {
    given: isDefault,
  }),
  row("elasticache:ReplicationGroup elasticache:Cluster", "parameterGroupName", "elasticache:ParameterGroup", CACHE, {
    given: isDefaultGroup,
  }),
  row("elasticache:ReplicationGroup", "userGroupIds[]", "elasticache:UserGroup", CACHE, { keeps: false }),
  row("elasticache:UserGroup", "userIds[]", "elasticache:User", CACHE, { keeps: false, given: isDefault }),
  // Buckets, secrets, zones and backups
  row(SETTINGS_OF_BUCKETS, "bucket", BUCKET, S3, { keeps: false }),
  // A bucket that has objects is not empty: BucketNotEmpty.
  row("s3:BucketObject s3:BucketObjectv2", "bucket", BUCKET, S3),
  row("secretsmanager:SecretVersion", "secretId", SECRET, OTHER, { keeps: false, given: isForeign }),
  row("secretsmanager:SecretRotation", "secretId", SECRET, OTHER, { keeps: false, given: isForeign }),
  row("secretsmanager:SecretPolicy", "secretArn", SECRET, OTHER, { keeps: false, given: isForeign }),
  row("secretsmanager:SecretRotation", "rotationLambdaArn", ROTATION, OTHER, { keeps: false, given: isForeign }),
  row("route53:Record", "zoneId", "route53:Zone", OTHER),
  row("backup:Plan", "rules[].targetVaultName", "backup:Vault", OTHER, { keeps: false, given: isDefault }),
  row(
    "backup:VaultLockConfiguration backup:VaultNotifications backup:VaultPolicy",
    "backupVaultName",
    "backup:Vault",
    OTHER,
    { keeps: false, given: isDefault },
  ),
  row("backup:Selection", "planId", "backup:Plan", OTHER),
  row(
    "backup:Selection",
    "iamRoleArn",
    ROLE,
    "terraform-provider-aws, internal/service/backup/selection.go (cannot be assumed)",
    { keeps: false, given: serviceRole },
  ),
];
