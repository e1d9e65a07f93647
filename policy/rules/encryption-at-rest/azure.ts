import { equals, given, oneOf } from "../../requirements.ts";
import type { Requirement, Rule } from "../../rule.ts";

const ownKey = (path: string) => given(path, "the URI of a key in your Key Vault");

interface RotationAction {
  readonly action?: { readonly type?: string };
}

const rotateAction: Requirement = {
  path: "properties.rotationPolicy.lifetimeActions",
  accepts: (value) =>
    Array.isArray(value) && (value as RotationAction[]).some(({ action }) => action?.type === "rotate"),
  write: `properties.rotationPolicy.lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } }]`,
  refused: [undefined, [], [{ action: { type: "notify" } }]],
};

export const azureEncryptionAtRest: readonly Rule[] = [
  {
    name: "azure-keyvault-key-enables-rotation",
    description: "Keys rotate by themselves.",
    severity: "medium",
    types: { "azure-native:keyvault:Key": [rotateAction] },
  },
  {
    name: "azure-compute-diskencryptionset-follows-rotation",
    description: "Disks take the newest version of their key.",
    severity: "medium",
    types: { "azure-native:compute:DiskEncryptionSet": [equals("rotationToLatestKeyVersionEnabled", true)] },
  },
  {
    name: "azure-dbforpostgresql-server-uses-own-key",
    description: "Databases are encrypted with a key of ours.",
    severity: "critical",
    types: {
      "azure-native:dbforpostgresql:Server": [
        equals("dataEncryption.type", "AzureKeyVault"),
        ownKey("dataEncryption.primaryKeyURI"),
      ],
    },
  },
  {
    name: "azure-redisenterprise-cluster-uses-own-key",
    description: "Redis is encrypted at rest with a key of ours.",
    severity: "high",
    types: {
      "azure-native:redisenterprise:RedisEnterprise": [
        ownKey("encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl"),
      ],
    },
  },
  {
    name: "azure-storage-account-uses-own-key",
    description: "Storage accounts are encrypted with a key of ours.",
    severity: "high",
    types: {
      "azure-native:storage:StorageAccount": [
        equals("encryption.keySource", "Microsoft.Keyvault"),
        given("encryption.keyVaultProperties.keyVaultUri", "the URI of your Key Vault"),
        given("encryption.keyVaultProperties.keyName", "the name of a key in it"),
      ],
    },
  },
  {
    name: "azure-containerregistry-registry-uses-own-key",
    description: "The container registry is encrypted with a key of ours.",
    severity: "high",
    types: {
      "azure-native:containerregistry:Registry": [
        equals("encryption.status", "enabled"),
        ownKey("encryption.keyVaultProperties.keyIdentifier"),
      ],
    },
  },
  {
    name: "azure-compute-disk-uses-own-key",
    description: "Disks are encrypted with a key of ours.",
    severity: "high",
    types: {
      "azure-native:compute:Disk": [
        oneOf("encryption.type", ["EncryptionAtRestWithCustomerKey", "EncryptionAtRestWithPlatformAndCustomerKeys"]),
        given("encryption.diskEncryptionSetId", "the id of a disk encryption set with a key of yours"),
      ],
    },
  },
  {
    name: "azure-containerservice-cluster-uses-own-key",
    description: "The cluster's Secrets and its nodes' disks are encrypted with keys of ours.",
    severity: "high",
    types: {
      "azure-native:containerservice:ManagedCluster": [
        given("diskEncryptionSetID", "the id of a disk encryption set with a key of yours"),
        equals("securityProfile.azureKeyVaultKms.enabled", true),
        ownKey("securityProfile.azureKeyVaultKms.keyId"),
      ],
    },
  },
];
