import { encryption } from "../../../emulator/azure-native/checks/encryption.ts";
import type { Values } from "../../../emulator/model.ts";
import { describeChecks, grant, guid, identity, identityId, idOf, live, type Sample } from "./samples.ts";

const VERSION = "0123456789abcdef0123456789abcdef";
const keyId = (vault: string, name: string) => idOf(`Microsoft.KeyVault/vaults/${vault}/keys/${name}`);
const key = (vault: string, name: string, kty = "RSA") =>
  live("keyvault:Key", `Microsoft.KeyVault/vaults/${vault}/keys/${name}`, { vaultName: vault, properties: { kty } });
const vault = (name: string, properties: Values) =>
  live("keyvault:Vault", `Microsoft.KeyVault/vaults/${name}`, { properties });
const url = (vaultName: string, name: string) => `https://${vaultName}.vault.azure.net/keys/${name}/${VERSION}`;

const LIVE = [
  vault("kept", { enablePurgeProtection: true, accessPolicies: [{ objectId: guid("3") }] }),
  vault("loose", {}),
  key("kept", "right"),
  key("kept", "curved", "EC"),
  key("kept", "closed"),
  key("loose", "right"),
  identity("id", "1"),
  grant("1", keyId("kept", "right")),
  grant("1", keyId("kept", "curved")),
  grant("1", keyId("loose", "right")),
];

const RIGHT = url("kept", "right");
/** What every service refuses: no such key, a curve, and an identity that may not. */
const refused = (path: string, property: string) =>
  [url("kept", "gone"), url("kept", "curved"), url("kept", "closed")].map(
    (other) => [{ [path]: other }, property] as const,
  );

const sample = (type: string, path: string, property: string, right: Values, isKept = false): Sample => ({
  type,
  live: LIVE,
  right,
  wrong: [...refused(path, property), ...(isKept ? [[{ [path]: url("loose", "right") }, property] as const] : [])],
});

const own = { type: "UserAssigned", userAssignedIdentities: [identityId("id")] };
const mapped = { type: "UserAssigned", userAssignedIdentities: { [identityId("id")]: {} } };

describeChecks("encryption", encryption, [
  sample(
    "dbforpostgresql:Server",
    "dataEncryption.primaryKeyURI",
    "dataEncryption",
    {
      createMode: "Replica",
      sourceServerResourceId: "/elsewhere",
      identity: mapped,
      dataEncryption: { type: "AzureKeyVault", primaryKeyURI: RIGHT, primaryUserAssignedIdentityId: identityId("id") },
    },
    true,
  ),
  sample(
    "dbforpostgresql:Server",
    "dataEncryption.geoBackupKeyURI",
    "dataEncryption",
    {
      createMode: "Replica",
      sourceServerResourceId: "/elsewhere",
      identity: mapped,
      dataEncryption: {
        type: "AzureKeyVault",
        primaryKeyURI: "https://elsewhere.vault.azure.net/keys/k",
        primaryUserAssignedIdentityId: identityId("id"),
        geoBackupKeyURI: RIGHT,
        geoBackupUserAssignedIdentityId: identityId("id"),
      },
    },
    true,
  ),
  sample(
    "compute:DiskEncryptionSet",
    "activeKey.keyUrl",
    "activeKey",
    { identity: own, activeKey: { keyUrl: RIGHT } },
    true,
  ),
  {
    type: "compute:DiskEncryptionSet",
    right: { activeKey: { keyUrl: RIGHT } },
    wrong: [[{ "activeKey.keyUrl": RIGHT.replace(`/${VERSION}`, "") }, "activeKey.keyUrl"]],
  },
  {
    type: "storage:StorageAccount",
    live: LIVE,
    right: {
      identity: own,
      encryption: {
        keySource: "Microsoft.Keyvault",
        keyVaultProperties: { keyName: "right", keyVaultUri: "https://kept.vault.azure.net/" },
        encryptionIdentity: { encryptionUserAssignedIdentity: identityId("id") },
      },
    },
    wrong: [
      ...["gone", "curved", "closed"].map(
        (name) => [{ "encryption.keyVaultProperties.keyName": name }, "encryption"] as const,
      ),
      [{ "encryption.keyVaultProperties.keyVaultUri": "https://loose.vault.azure.net" }, "encryption"],
    ],
  },
  sample("containerregistry:Registry", "encryption.keyVaultProperties.keyIdentifier", "encryption", {
    sku: { name: "Premium" },
    identity: mapped,
    encryption: {
      status: "enabled",
      keyVaultProperties: { keyIdentifier: url("loose", "right"), identity: guid("1").replace(/^./, "c") },
    },
  }),
  sample(
    "redisenterprise:RedisEnterprise",
    "encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl",
    "encryption",
    {
      identity: mapped,
      encryption: {
        customerManagedKeyEncryption: {
          keyEncryptionKeyUrl: RIGHT,
          keyEncryptionKeyIdentity: {
            identityType: "userAssignedIdentity",
            userAssignedIdentityResourceId: identityId("id"),
          },
        },
      },
    },
  ),
  sample(
    "containerservice:ManagedCluster",
    "securityProfile.azureKeyVaultKms.keyId",
    "securityProfile.azureKeyVaultKms",
    {
      dnsPrefix: "honua",
      identity: own,
      securityProfile: { azureKeyVaultKms: { enabled: true, keyId: RIGHT } },
    },
  ),
]);
