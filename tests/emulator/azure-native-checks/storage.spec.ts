import { storage } from "../../../emulator/azure-native/checks/storage.ts";
import { describeChecks, identityId, identity, live } from "./samples.ts";

const account = (name: string, allowBlobPublicAccess: boolean) =>
  live("storage:StorageAccount", `Microsoft.Storage/storageAccounts/${name}`, {
    accountName: name,
    allowBlobPublicAccess,
  });
const ACCOUNTS = [account("open", true), account("closed", false)];

const OWN = "encryption.encryptionIdentity.encryptionUserAssignedIdentity";

describeChecks("storage", storage, [
  {
    type: "storage:StorageAccount",
    live: [identity("id", "1"), identity("other", "2")],
    right: {
      accountName: "honua",
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      accessTier: "Hot",
      minimumTlsVersion: "TLS1_2",
      publicNetworkAccess: "Disabled",
      allowSharedKeyAccess: false,
      networkRuleSet: {
        defaultAction: "Deny",
        ipRules: [{ iPAddressOrRange: "203.0.113.7" }, { iPAddressOrRange: "198.51.100.0/30" }],
      },
      sasPolicy: { expirationAction: "Log", sasExpirationPeriod: "1.12:00:00" },
      identity: { type: "UserAssigned", userAssignedIdentities: [identityId("id")] },
      encryption: {
        keySource: "Microsoft.Keyvault",
        requireInfrastructureEncryption: true,
        keyVaultProperties: { keyName: "audit", keyVaultUri: "https://elsewhere.vault.azure.net/" },
        encryptionIdentity: { encryptionUserAssignedIdentity: identityId("id") },
      },
    },
    wrong: [
      [{ kind: "V2" }, "kind"],
      [{ kind: "BlobStorage" }, "encryption.requireInfrastructureEncryption"],
      [{ kind: "BlockBlobStorage" }, "sku.name"],
      [{ "sku.name": "Standard" }, "sku.name"],
      [{ accessTier: "Archive" }, "accessTier"],
      [{ minimumTlsVersion: "1.2" }, "minimumTlsVersion"],
      [{ publicNetworkAccess: "None" }, "publicNetworkAccess"],
      [{ "networkRuleSet.defaultAction": "Block" }, "networkRuleSet.defaultAction"],
      [{ "networkRuleSet.ipRules.0.iPAddressOrRange": "10.0.0.1" }, "networkRuleSet.ipRules"],
      [{ "networkRuleSet.ipRules.0.iPAddressOrRange": "203.0.113.7/32" }, "networkRuleSet.ipRules"],
      [{ "sasPolicy.sasExpirationPeriod": "P1D" }, "sasPolicy.sasExpirationPeriod"],
      [{ "encryption.keySource": "KeyVault" }, "encryption.keySource"],
      [{ "encryption.keyVaultProperties.keyName": undefined }, "encryption.keyVaultProperties"],
      [{ [OWN]: undefined }, OWN],
      [{ [OWN]: identityId("other") }, OWN],
      [{ identity: undefined }, OWN],
    ],
  },
  {
    type: "storage:BlobServiceProperties",
    live: ACCOUNTS,
    right: {
      resourceGroupName: "rg",
      accountName: "open",
      blobServicesName: "default",
      isVersioningEnabled: true,
      changeFeed: { enabled: true, retentionInDays: 30 },
      deleteRetentionPolicy: { enabled: true, days: 14 },
      containerDeleteRetentionPolicy: { enabled: true, days: 14 },
      restorePolicy: { enabled: true, days: 7 },
    },
    wrong: [
      [{ blobServicesName: "honua" }, "blobServicesName"],
      [{ "changeFeed.retentionInDays": 0 }, "changeFeed.retentionInDays"],
      [{ "deleteRetentionPolicy.days": 366 }, "deleteRetentionPolicy.days"],
      [{ "containerDeleteRetentionPolicy.days": 0 }, "containerDeleteRetentionPolicy.days"],
      [{ isVersioningEnabled: false }, "restorePolicy"],
      [{ "restorePolicy.days": 14 }, "restorePolicy"],
    ],
  },
  {
    type: "storage:BlobContainer",
    live: ACCOUNTS,
    right: { resourceGroupName: "rg", accountName: "open", containerName: "public", publicAccess: "Blob" },
    wrong: [
      [{ accountName: "closed" }, "publicAccess"],
      [{ publicAccess: "Public" }, "publicAccess"],
    ],
  },
  {
    type: "storage:BlobContainerImmutabilityPolicy",
    live: [
      ...ACCOUNTS,
      live("storage:BlobContainer", "Microsoft.Storage/storageAccounts/open/blobServices/default/containers/audit"),
    ],
    right: {
      resourceGroupName: "rg",
      accountName: "open",
      containerName: "audit",
      immutabilityPolicyName: "default",
      immutabilityPeriodSinceCreationInDays: 365,
      allowProtectedAppendWrites: true,
    },
    wrong: [
      [{ immutabilityPolicyName: "audit" }, "immutabilityPolicyName"],
      [{ immutabilityPeriodSinceCreationInDays: 0 }, "immutabilityPeriodSinceCreationInDays"],
      [{ allowProtectedAppendWritesAll: true }, "allowProtectedAppendWrites"],
    ],
  },
  {
    type: "storage:ManagementPolicy",
    live: ACCOUNTS,
    right: {
      resourceGroupName: "rg",
      accountName: "open",
      managementPolicyName: "default",
      policy: {
        rules: [
          {
            name: "expire",
            type: "Lifecycle",
            definition: {
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } },
              filters: { blobTypes: ["blockBlob"], blobIndexMatch: [{ name: "a", op: "==", value: "b" }] },
            },
          },
          {
            name: "versions",
            type: "Lifecycle",
            definition: { actions: { version: {} }, filters: { blobTypes: ["blockBlob"] } },
          },
        ],
      },
    },
    wrong: [
      [{ managementPolicyName: "honua" }, "managementPolicyName"],
      [{ "policy.rules.1.name": "expire" }, "policy.rules"],
      [{ "policy.rules.0.definition.actions.snapshot": {} }, "policy.rules"],
      [
        { "policy.rules.0.definition.filters.blobTypes": ["pageBlob"] },
        "policy.rules[].definition.filters.blobTypes[]",
      ],
    ],
  },
]);
