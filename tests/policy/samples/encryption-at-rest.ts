import type { Samples } from "./sample.ts";

const awsKey = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const azureKey = "https://honua.vault.azure.net/keys/data/0123456789abcdef0123456789abcdef";
const gcpKey = "projects/honua/locations/us-central1/keyRings/honua/cryptoKeys/data";

export const encryptionAtRest: Samples = {
  "aws-kms-key-enables-rotation": [
    {
      type: "aws:kms/key:Key",
      pass: [
        { enableKeyRotation: true },
        { enableKeyRotation: true, customerMasterKeySpec: "SYMMETRIC_DEFAULT" },
        { customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" },
      ],
      fail: [{}, { enableKeyRotation: false }, { customerMasterKeySpec: "SYMMETRIC_DEFAULT" }],
    },
  ],
  "aws-cloudwatch-loggroup-uses-own-key": [
    {
      type: "aws:cloudwatch/logGroup:LogGroup",
      pass: [{ kmsKeyId: awsKey }],
      fail: [{ retentionInDays: 7 }, { kmsKeyId: "" }],
    },
  ],
  "aws-ecr-repository-uses-own-key": [
    {
      type: "aws:ecr/repository:Repository",
      pass: [{ encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: awsKey }] }],
      fail: [
        {},
        { encryptionConfigurations: [] },
        { encryptionConfigurations: [{ encryptionType: "AES256" }] },
        { encryptionConfigurations: [{ encryptionType: "KMS" }] },
      ],
    },
  ],
  "aws-ecr-creationtemplate-uses-own-key": [
    {
      type: "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
      pass: [{ encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: awsKey }] }],
      fail: [{}, { encryptionConfigurations: [{ encryptionType: "AES256" }] }],
    },
  ],
  "aws-rds-instance-uses-own-key": [
    {
      type: "aws:rds/instance:Instance",
      pass: [{ storageEncrypted: true, kmsKeyId: awsKey }, { replicateSourceDb: "honua" }],
      fail: [{}, { storageEncrypted: true }, { storageEncrypted: false, kmsKeyId: awsKey }],
    },
  ],
  "aws-rds-cluster-uses-own-key": [
    {
      type: "aws:rds/cluster:Cluster",
      pass: [{ storageEncrypted: true, kmsKeyId: awsKey }, { replicationSourceIdentifier: "arn:aws:rds:…" }],
      fail: [{}, { storageEncrypted: true, kmsKeyId: "alias/aws/rds" }],
    },
  ],
  "aws-rds-insights-uses-own-key": [
    {
      type: "aws:rds/instance:Instance",
      pass: [{}, { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: awsKey }],
      fail: [{ performanceInsightsEnabled: true }],
    },
    {
      type: "aws:rds/clusterInstance:ClusterInstance",
      pass: [
        { performanceInsightsEnabled: false },
        { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: awsKey },
      ],
      fail: [{ performanceInsightsEnabled: true }],
    },
  ],
  "aws-rds-backupsreplication-uses-own-key": [
    {
      type: "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
      pass: [{ kmsKeyId: awsKey }],
      fail: [{}, { kmsKeyId: "alias/aws/rds" }],
    },
  ],
  "aws-elasticache-replicationgroup-uses-own-key": [
    {
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      pass: [{ atRestEncryptionEnabled: true, kmsKeyId: awsKey }],
      fail: [{}, { atRestEncryptionEnabled: true }, { atRestEncryptionEnabled: false, kmsKeyId: awsKey }],
    },
  ],
  "aws-ebs-volume-uses-own-key": [
    {
      type: "aws:ebs/volume:Volume",
      pass: [{ encrypted: true, kmsKeyId: awsKey }],
      fail: [{}, { encrypted: true, kmsKeyId: "alias/aws/ebs" }],
    },
  ],
  "aws-ec2-instance-uses-own-key": [
    {
      type: "aws:ec2/instance:Instance",
      pass: [
        { rootBlockDevice: { encrypted: true, kmsKeyId: awsKey } },
        { launchTemplate: { id: "lt-1" } },
        {
          rootBlockDevice: { encrypted: true, kmsKeyId: awsKey },
          ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true, kmsKeyId: awsKey }],
        },
      ],
      fail: [
        {},
        { rootBlockDevice: { volumeSize: 20 } },
        {
          launchTemplate: { id: "lt-1" },
          ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true, kmsKeyId: awsKey }, { deviceName: "/dev/sdc" }],
        },
      ],
    },
  ],
  "aws-ec2-launchtemplate-uses-own-key": [
    {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      pass: [{ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: awsKey } }] }],
      fail: [{}, { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "false", kmsKeyId: awsKey } }] }],
    },
  ],
  "aws-s3-bucket-uses-own-key": [
    {
      type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      pass: [{ rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: awsKey } }] }],
      fail: [
        { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
        { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
      ],
    },
  ],
  "aws-eks-cluster-uses-own-key": [
    {
      type: "aws:eks/cluster:Cluster",
      pass: [{ encryptionConfig: { provider: { keyArn: awsKey }, resources: ["secrets"] } }],
      fail: [{}, { encryptionConfig: { provider: { keyArn: awsKey }, resources: [] } }],
    },
  ],
  "aws-secretsmanager-secret-uses-own-key": [
    {
      type: "aws:secretsmanager/secret:Secret",
      pass: [{ kmsKeyId: awsKey }, { kmsKeyId: awsKey, replicas: [{ region: "us-west-2", kmsKeyId: awsKey }] }],
      fail: [{}, { kmsKeyId: "alias/aws/secretsmanager" }, { kmsKeyId: awsKey, replicas: [{ region: "us-west-2" }] }],
    },
  ],
  "aws-ssm-parameter-uses-own-key": [
    {
      type: "aws:ssm/parameter:Parameter",
      pass: [{ type: "String" }, { type: "SecureString", keyId: awsKey }],
      fail: [{ type: "SecureString" }],
    },
  ],
  "aws-sns-topic-uses-own-key": [
    {
      type: "aws:sns/topic:Topic",
      pass: [{ kmsMasterKeyId: awsKey }],
      fail: [{}, { kmsMasterKeyId: "alias/aws/sns" }],
    },
  ],
  "aws-sqs-queue-uses-own-key": [
    {
      type: "aws:sqs/queue:Queue",
      pass: [{ kmsMasterKeyId: awsKey }],
      fail: [{}, { kmsMasterKeyId: "alias/aws/sqs" }],
    },
  ],
  "aws-backup-vault-uses-own-key": [{ type: "aws:backup/vault:Vault", pass: [{ kmsKeyArn: awsKey }], fail: [{}] }],
  "aws-cloudtrail-trail-uses-own-key": [
    { type: "aws:cloudtrail/trail:Trail", pass: [{ kmsKeyId: awsKey }], fail: [{ s3BucketName: "audit" }] },
  ],

  "azure-keyvault-key-enables-rotation": [
    {
      type: "azure-native:keyvault:Key",
      pass: [
        {
          properties: {
            kty: "RSA",
            rotationPolicy: {
              lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } }],
            },
          },
        },
      ],
      fail: [
        { properties: { kty: "RSA" } },
        { properties: { rotationPolicy: { lifetimeActions: [{ action: { type: "notify" } }] } } },
      ],
    },
  ],
  "azure-compute-diskencryptionset-follows-rotation": [
    {
      type: "azure-native:compute:DiskEncryptionSet",
      pass: [{ rotationToLatestKeyVersionEnabled: true }],
      fail: [{}, { rotationToLatestKeyVersionEnabled: false }],
    },
  ],
  "azure-dbforpostgresql-server-uses-own-key": [
    {
      type: "azure-native:dbforpostgresql:Server",
      pass: [{ dataEncryption: { type: "AzureKeyVault", primaryKeyURI: azureKey } }],
      fail: [{}, { dataEncryption: { type: "SystemAssigned" } }],
    },
  ],
  "azure-redisenterprise-cluster-uses-own-key": [
    {
      type: "azure-native:redisenterprise:RedisEnterprise",
      pass: [{ encryption: { customerManagedKeyEncryption: { keyEncryptionKeyUrl: azureKey } } }],
      fail: [{}, { encryption: { customerManagedKeyEncryption: {} } }],
    },
  ],
  "azure-storage-account-uses-own-key": [
    {
      type: "azure-native:storage:StorageAccount",
      pass: [
        {
          encryption: {
            keySource: "Microsoft.Keyvault",
            keyVaultProperties: { keyVaultUri: "https://honua.vault.azure.net", keyName: "data" },
          },
        },
      ],
      fail: [{}, { encryption: { keySource: "Microsoft.Storage" } }],
    },
  ],
  "azure-containerregistry-registry-uses-own-key": [
    {
      type: "azure-native:containerregistry:Registry",
      pass: [{ encryption: { status: "enabled", keyVaultProperties: { keyIdentifier: azureKey } } }],
      fail: [{}, { encryption: { status: "disabled" } }],
    },
  ],
  "azure-compute-disk-uses-own-key": [
    {
      type: "azure-native:compute:Disk",
      pass: [{ encryption: { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: "/subscriptions/…" } }],
      fail: [{}, { encryption: { type: "EncryptionAtRestWithPlatformKey" } }],
    },
  ],
  "azure-containerservice-cluster-uses-own-key": [
    {
      type: "azure-native:containerservice:ManagedCluster",
      pass: [
        {
          diskEncryptionSetID: "/subscriptions/…",
          securityProfile: { azureKeyVaultKms: { enabled: true, keyId: azureKey } },
        },
      ],
      fail: [
        {},
        { diskEncryptionSetID: "/subscriptions/…" },
        { securityProfile: { azureKeyVaultKms: { enabled: true, keyId: azureKey } } },
      ],
    },
  ],

  "gcp-kms-cryptokey-enables-rotation": [
    {
      type: "gcp:kms/cryptoKey:CryptoKey",
      pass: [{ rotationPeriod: "7776000s" }, { purpose: "ASYMMETRIC_SIGN" }],
      fail: [{}, { rotationPeriod: "63072000s" }, { purpose: "ENCRYPT_DECRYPT", rotationPeriod: "1 year" }],
    },
  ],
  "gcp-sql-instance-uses-own-key": [
    {
      type: "gcp:sql/databaseInstance:DatabaseInstance",
      pass: [{ encryptionKeyName: gcpKey }, { masterInstanceName: "honua" }],
      fail: [{}],
    },
  ],
  "gcp-redis-instance-uses-own-key": [
    { type: "gcp:redis/instance:Instance", pass: [{ customerManagedKey: gcpKey }], fail: [{ memorySizeGb: 5 }] },
  ],
  "gcp-redis-cluster-uses-own-key": [
    { type: "gcp:redis/cluster:Cluster", pass: [{ kmsKey: gcpKey }], fail: [{ shardCount: 3 }] },
  ],
  "gcp-storage-bucket-uses-own-key": [
    { type: "gcp:storage/bucket:Bucket", pass: [{ encryption: { defaultKmsKeyName: gcpKey } }], fail: [{}] },
  ],
  "gcp-artifactregistry-repository-uses-own-key": [
    {
      type: "gcp:artifactregistry/repository:Repository",
      pass: [{ kmsKeyName: gcpKey }],
      fail: [{ format: "DOCKER" }],
    },
  ],
  "gcp-compute-disk-uses-own-key": [
    { type: "gcp:compute/disk:Disk", pass: [{ diskEncryptionKey: { kmsKeySelfLink: gcpKey } }], fail: [{ size: 10 }] },
  ],
  "gcp-container-cluster-uses-own-key": [
    {
      type: "gcp:container/cluster:Cluster",
      pass: [{ databaseEncryption: { state: "ENCRYPTED", keyName: gcpKey } }],
      fail: [{}, { databaseEncryption: { state: "DECRYPTED" } }],
    },
  ],
  "gcp-container-nodepool-uses-own-key": [
    {
      type: "gcp:container/nodePool:NodePool",
      pass: [{ nodeConfig: { bootDiskKmsKey: gcpKey } }],
      fail: [{ nodeConfig: { machineType: "t2a-standard-4" } }],
    },
  ],
  "gcp-secretmanager-secret-uses-own-key": [
    {
      type: "gcp:secretmanager/secret:Secret",
      pass: [
        { replication: { auto: { customerManagedEncryption: { kmsKeyName: gcpKey } } } },
        {
          replication: {
            userManaged: {
              replicas: [{ location: "us-east1", customerManagedEncryption: { kmsKeyName: gcpKey } }],
            },
          },
        },
      ],
      fail: [
        { replication: { auto: {} } },
        {
          replication: {
            userManaged: {
              replicas: [
                { location: "us-east1", customerManagedEncryption: { kmsKeyName: gcpKey } },
                { location: "us-west1" },
              ],
            },
          },
        },
      ],
    },
  ],
  "gcp-pubsub-topic-uses-own-key": [{ type: "gcp:pubsub/topic:Topic", pass: [{ kmsKeyName: gcpKey }], fail: [{}] }],
};
