/** Roles, policies and keys. */
import type { Reference } from "../../model.ts";
import { foreignKey, isForeign, KEY, KMS, row } from "./rows.ts";

const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference/ (NoSuchEntity, DeleteConflict)";

export const identity: readonly Reference[] = [
  // Identity: what hangs on a role keeps it, as does a policy that is attached
  row("iam:RolePolicyAttachment iam:RolePolicy", "role", "iam:Role", IAM),
  row("iam:InstanceProfile", "role", "iam:Role", IAM),
  row("iam:UserPolicyAttachment iam:UserPolicy iam:AccessKey", "user", "iam:User", IAM),
  row("iam:GroupPolicyAttachment iam:GroupPolicy", "group", "iam:Group", IAM),
  row("iam:RolePolicyAttachment iam:UserPolicyAttachment iam:GroupPolicyAttachment", "policyArn", "iam:Policy", IAM, {
    given: isForeign,
  }),
  row("iam:Role", "managedPolicyArns[]", "iam:Policy", IAM, { given: isForeign }),
  row("iam:Role", "permissionsBoundary", "iam:Policy", IAM, { given: isForeign }),
  // Keys
  row("kms:Alias", "targetKeyId", "kms:Key kms:Key#arn kms:ReplicaKey kms:ExternalKey", KMS, { keeps: false }),
  row("kms:ReplicaKey", "primaryKeyArn", "kms:Key#arn", KMS),
  row("kms:Grant kms:KeyPolicy", "keyId", KEY, KMS, { keeps: false }),
  row("ecr:Repository ecr:RepositoryCreationTemplate", "encryptionConfigurations[].kmsKey", KEY, KMS, {
    keeps: false,
    given: foreignKey,
  }),
  row("sns:Topic", "kmsMasterKeyId", KEY, KMS, { keeps: false, given: foreignKey }),
  row("sqs:Queue", "kmsMasterKeyId", KEY, KMS, { keeps: false, given: foreignKey }),
  row(
    "rds:Instance rds:Cluster elasticache:ReplicationGroup secretsmanager:Secret ebs:Volume efs:FileSystem",
    "kmsKeyId",
    KEY,
    KMS,
    {
      keeps: false,
      given: foreignKey,
    },
  ),
  row("eks:Cluster", "encryptionConfig.provider.keyArn", KEY, KMS, { keeps: false, given: foreignKey }),
];
