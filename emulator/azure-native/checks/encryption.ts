/** What a service asks of a key of the user's own: that the vault keeps it, and that the identity which reads it may. */
import type { Candidate, Check, Cloud, CloudResource, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { hasGrant, hasPolicy, principalOf } from "../grants.ts";
import { sameName } from "../subscription.ts";
import { late, matching, rule } from "./rules.ts";

interface Use {
  readonly type: string;
  readonly source: string;
  /** The input with the key's URL. */
  readonly url: (inputs: Values) => string;
  /** The object id of who reads the key; empty where Azure gives it out only later, or the program did not make it. */
  readonly principal: (inputs: Values, cloud: Cloud) => string;
  /** Where the finding points. */
  readonly property: string;
  /** The service refuses keys that could be purged. */
  readonly kept: boolean;
}

const at = (path: string) => (inputs: Values) => textAt(inputs, path);
const identityAt = (path: string) => (inputs: Values, cloud: Cloud) => principalOf(cloud, textAt(inputs, path));

/** The first of the user's identities that a resource has, given as a list or as the keys of a map. */
const firstIdentity = (inputs: Values, cloud: Cloud): string => {
  const [given] = valuesAt(inputs, "identity.userAssignedIdentities");
  const [first = ""] = Array.isArray(given) ? given.map(String) : isRecord(given) ? Object.keys(given) : [];
  return principalOf(cloud, first);
};

const USES: readonly Use[] = [
  {
    type: "dbforpostgresql:Server",
    source: "https://learn.microsoft.com/azure/postgresql/security/security-data-encryption#cmk-requirements",
    url: at("dataEncryption.primaryKeyURI"),
    principal: identityAt("dataEncryption.primaryUserAssignedIdentityId"),
    property: "dataEncryption",
    kept: true,
  },
  {
    type: "dbforpostgresql:Server",
    source: "https://learn.microsoft.com/azure/postgresql/security/security-data-encryption#cmk-requirements",
    url: at("dataEncryption.geoBackupKeyURI"),
    principal: identityAt("dataEncryption.geoBackupUserAssignedIdentityId"),
    property: "dataEncryption",
    kept: true,
  },
  {
    type: "storage:StorageAccount",
    source: "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
    url: (inputs) => {
      const [vault, key] = ["keyVaultUri", "keyName"].map((name) =>
        textAt(inputs, `encryption.keyVaultProperties.${name}`),
      );
      return vault && key ? `${vault.replace(/\/$/, "")}/keys/${key}` : "";
    },
    principal: identityAt("encryption.encryptionIdentity.encryptionUserAssignedIdentity"),
    property: "encryption",
    kept: true,
  },
  {
    type: "compute:DiskEncryptionSet",
    source: "https://learn.microsoft.com/azure/virtual-machines/disk-encryption#restrictions",
    url: at("activeKey.keyUrl"),
    principal: firstIdentity,
    property: "activeKey",
    kept: true,
  },
  {
    type: "containerregistry:Registry",
    source: "https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys",
    url: at("encryption.keyVaultProperties.keyIdentifier"),
    principal: firstIdentity,
    property: "encryption",
    kept: false,
  },
  {
    type: "redisenterprise:RedisEnterprise",
    source: "https://learn.microsoft.com/azure/redis/how-to-encryption",
    url: at("encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl"),
    principal: identityAt(
      "encryption.customerManagedKeyEncryption.keyEncryptionKeyIdentity.userAssignedIdentityResourceId",
    ),
    property: "encryption",
    kept: false,
  },
  {
    type: "containerservice:ManagedCluster",
    source: "https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption",
    url: at("securityProfile.azureKeyVaultKms.keyId"),
    principal: firstIdentity,
    property: "securityProfile.azureKeyVaultKms",
    kept: false,
  },
];

/** A live vault and key by the key's URL: `https://<vault>.vault.azure.net/keys/<key>/<version>`. */
function keyAt(cloud: Cloud, url: string): { vault?: CloudResource; key?: CloudResource } {
  const [, host = "", name = ""] = /^https:\/\/([^./]+)\.vault\.[^/]+\/keys\/([^/]+)/i.exec(url) ?? [];
  const vault = cloud.find(
    ({ type, id }) => type === "azure-native:keyvault:Vault" && sameName(id.split("/").at(-1) ?? "", host),
  );
  const key = vault && cloud.find(({ id }) => sameName(id, `${vault.id}/keys/${name}`));
  return { vault, key };
}

const keyIsUsable =
  ({ url, principal, property, kept }: Use) =>
  ({ inputs }: Candidate, cloud: Cloud): Finding => {
    const { vault, key } = keyAt(cloud, url(inputs));
    if (!vault) return undefined; // of a vault that the program did not make, nothing is known
    if (!key) return { property, reason: `"${url(inputs)}" is no key of ${vault.id}` };
    if (kept && textAt(vault.outputs, "properties.enablePurgeProtection") !== "true") {
      return { property, reason: `${vault.id} must have enablePurgeProtection, so that the key cannot be lost` };
    }
    if (/^EC/i.test(textAt(key.outputs, "properties.kty") || textAt(key.outputs, "kty"))) {
      return { property, reason: `${key.id} is an elliptic key; an RSA key is needed` };
    }
    const reader = principal(inputs, cloud);
    const mayRead = reader === "" || hasGrant(cloud, reader, key.id) || hasPolicy(cloud, reader, vault.id);
    return mayRead
      ? undefined
      : {
          property,
          reason: `the identity may not use ${key.id} yet; it needs Key Vault Crypto Service Encryption User`,
        };
  };

export const encryption: readonly Check[] = [
  ...USES.map((use) => late(rule(use.type, use.source, keyIsUsable(use)))),
  matching(
    "compute:DiskEncryptionSet",
    "activeKey.keyUrl",
    /^https:\/\/[^/]+\/keys\/[^/]+\/[^/]+$/i,
    "a key's URL with its version, as keyUriWithVersion is",
    "@pulumi/azure-native compute.KeyForDiskEncryptionSetArgs",
  ),
];
