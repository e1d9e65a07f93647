/** What Azure Storage refuses. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { resourceWithId, sameName } from "../subscription.ts";
import { about, between, isAbsent, isOff, late, matching, rule, says, valued } from "./rules.ts";

const STORAGE = "https://learn.microsoft.com/azure/storage/";
const TERRAFORM = "terraform-provider-azurerm, storage_account_resource.go";
const LIFECYCLE = `${STORAGE}blobs/lifecycle-management-policy-structure`;

const ACCOUNT = "storage:StorageAccount";
const BLOBS = "storage:BlobServiceProperties";
const CONTAINER = "storage:BlobContainer";
const IMMUTABILITY = "storage:BlobContainerImmutabilityPolicy";
const POLICY = "storage:ManagementPolicy";

const SKUS =
  "Standard_LRS Standard_GRS Standard_RAGRS Standard_ZRS Standard_GZRS Standard_RAGZRS Premium_LRS Premium_ZRS " +
  "StandardV2_LRS StandardV2_GRS StandardV2_ZRS StandardV2_GZRS PremiumV2_LRS PremiumV2_ZRS";

const VALUES: readonly (readonly [path: string, values: string])[] = [
  ["kind", "Storage StorageV2 BlobStorage FileStorage BlockBlobStorage"],
  ["sku.name", SKUS],
  ["accessTier", "Hot Cool Premium Cold"],
  ["minimumTlsVersion", "TLS1_0 TLS1_1 TLS1_2 TLS1_3"],
  ["publicNetworkAccess", "Enabled Disabled SecuredByPerimeter"],
  ["networkRuleSet.defaultAction", "Allow Deny"],
  ["encryption.keySource", "Microsoft.Storage Microsoft.Keyvault"],
];

const RULES = "networkRuleSet.ipRules";

/** Single addresses are written without a prefix; /31 and /32 are refused. */
function rulesArePublic({ inputs }: Candidate): Finding {
  const given = valuesAt(inputs, `${RULES}[].iPAddressOrRange`).map(String);
  const inner = given.find((text) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(text));
  if (inner !== undefined) return { property: RULES, reason: `"${inner}" is no public address` };
  const wrong = given.find((text) => !/^(\d{1,3}\.){3}\d{1,3}(\/([0-9]|[12][0-9]|30))?$/.test(text));
  return wrong === undefined
    ? undefined
    : { property: RULES, reason: `"${wrong}" is no IPv4 address, or block of /30 or larger` };
}

const hasKey = (inputs: Values) => says(inputs, "encryption.keySource", "Microsoft.Keyvault");
const OWN = "encryption.encryptionIdentity.encryptionUserAssignedIdentity";

const keyIsNamed = (inputs: Values): string | undefined => {
  const missing = ["keyName", "keyVaultUri"].find((key) => isAbsent(inputs, `encryption.keyVaultProperties.${key}`));
  return hasKey(inputs) && missing !== undefined ? `needs ${missing} with keySource Microsoft.Keyvault` : undefined;
};

/** The system's own identity comes to be with the account, too late for the key that the account starts with. */
const keyHasReader = (inputs: Values, before?: Values): string | undefined => {
  if (!hasKey(inputs)) return undefined;
  if (isAbsent(inputs, OWN)) {
    return before ? undefined : "is missing: an account that starts with a key of your own needs it";
  }
  const own = textAt(inputs, OWN);
  const given = isRecord(inputs["identity"]) ? inputs["identity"]["userAssignedIdentities"] : inputs["identity"];
  const ids = Array.isArray(given) ? given : [given];
  return own === "" || ids.some((id) => id === UNKNOWN || sameName(String(id), own))
    ? undefined
    : "must be among identity.userAssignedIdentities too";
};

const doublyEncryptedNeedsKind = (inputs: Values): string | undefined =>
  says(inputs, "encryption.requireInfrastructureEncryption", "true") && says(inputs, "kind", "BlobStorage")
    ? 'goes with kind "StorageV2", "BlockBlobStorage" or "FileStorage"'
    : undefined;

const premiumKindHasSku = (inputs: Values): string | undefined => {
  const [kind, sku] = [textAt(inputs, "kind"), textAt(inputs, "sku.name")];
  return kind === "BlockBlobStorage" && sku !== "" && !sku.startsWith("Premium")
    ? `"${sku}" does not go with kind "${kind}", which is Premium`
    : undefined;
};

const accountOf = (candidate: Candidate, cloud: Cloud): Values =>
  resourceWithId(cloud, idFrom(candidate.type, candidate.inputs)?.split("/blobServices/")[0] ?? "")?.outputs ?? {};

const containerIsPrivate = (candidate: Candidate, cloud: Cloud): Finding => {
  const access = textAt(candidate.inputs, "publicAccess");
  const account = accountOf(candidate, cloud);
  return !["", "None"].includes(access) && !isAbsent(account, "name") && isOff(account, "allowBlobPublicAccess")
    ? { property: "publicAccess", reason: `"${access}" needs allowBlobPublicAccess on the account` }
    : undefined;
};

const restoreIsPossible = (inputs: Values): string | undefined => {
  if (!says(inputs, "restorePolicy.enabled", "true")) return undefined;
  const missing = ["isVersioningEnabled", "changeFeed.enabled", "deleteRetentionPolicy.enabled"].find((path) =>
    isOff(inputs, path),
  );
  if (missing !== undefined) return `needs ${missing}`;
  const [restored, kept] = ["restorePolicy.days", "deleteRetentionPolicy.days"].map((path) =>
    Number(textAt(inputs, path)),
  );
  return restored && kept && restored >= kept
    ? `of ${restored} days must be shorter than deleteRetentionPolicy's ${kept}`
    : undefined;
};

const ruleNamesDiffer = ({ inputs }: Candidate): Finding => {
  const names = valuesAt(inputs, "policy.rules[].name").map(String);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : { property: "policy.rules", reason: `two rules are called ${twice}` };
};

/** What rules for versions and snapshots cannot go by. */
const tagsAreOfBlobs = ({ inputs }: Candidate): Finding => {
  const wrong = valuesAt(inputs, "policy.rules[].definition")
    .filter(isRecord)
    .find(
      (definition) =>
        valuesAt(definition, "filters.blobIndexMatch[]").length > 0 &&
        ["actions.snapshot", "actions.version"].some((path) => valuesAt(definition, path).some(isRecord)),
    );
  return wrong && { property: "policy.rules", reason: "blobIndexMatch is not for snapshots and versions" };
};

const named = (type: string, property: string) =>
  matching(type, property, /^default$/, '"default"', `@pulumi/azure-native ${type.replace(":", ".")}Args: ${property}`);

export const storage: readonly Check[] = [
  ...VALUES.map(([path, values]) => valued(ACCOUNT, path, values, "@pulumi/azure-native storage.StorageAccountArgs")),
  rule(ACCOUNT, `${STORAGE}common/storage-network-security-limitations`, rulesArePublic),
  about(ACCOUNT, "encryption.keyVaultProperties", TERRAFORM, keyIsNamed),
  about(ACCOUNT, OWN, `${STORAGE}common/customer-managed-keys-configure-new-account`, keyHasReader),
  about(ACCOUNT, "encryption.requireInfrastructureEncryption", TERRAFORM, doublyEncryptedNeedsKind),
  about(ACCOUNT, "sku.name", `${STORAGE}common/storage-account-overview#types-of-storage-accounts`, premiumKindHasSku),
  matching(
    ACCOUNT,
    "sasPolicy.sasExpirationPeriod",
    /^\d+\.\d\d:\d\d:\d\d$/,
    "DD.HH:MM:SS, as in 1.12:00:00",
    "@pulumi/azure-native storage.SasPolicyArgs",
  ),
  named(BLOBS, "blobServicesName"),
  between(BLOBS, "deleteRetentionPolicy.days", 1, 365, "@pulumi/azure-native storage.DeleteRetentionPolicyArgs"),
  between(
    BLOBS,
    "containerDeleteRetentionPolicy.days",
    1,
    365,
    "@pulumi/azure-native storage.DeleteRetentionPolicyArgs",
  ),
  between(BLOBS, "changeFeed.retentionInDays", 1, 146_000, "@pulumi/azure-native storage.ChangeFeedArgs"),
  about(BLOBS, "restorePolicy", `${STORAGE}blobs/point-in-time-restore-overview#prerequisites`, restoreIsPossible),
  valued(CONTAINER, "publicAccess", "None Blob Container", "@pulumi/azure-native storage.PublicAccess"),
  late(rule(CONTAINER, `${STORAGE}blobs/anonymous-read-access-prevent`, containerIsPrivate)),
  named(IMMUTABILITY, "immutabilityPolicyName"),
  between(
    IMMUTABILITY,
    "immutabilityPeriodSinceCreationInDays",
    1,
    146_000,
    "terraform-provider-azurerm, storage_container_immutability_policy_resource.go",
  ),
  about(
    IMMUTABILITY,
    "allowProtectedAppendWrites",
    "@pulumi/azure-native storage.BlobContainerImmutabilityPolicyArgs",
    (inputs) =>
      says(inputs, "allowProtectedAppendWrites", "true") && says(inputs, "allowProtectedAppendWritesAll", "true")
        ? "does not go with allowProtectedAppendWritesAll"
        : undefined,
  ),
  named(POLICY, "managementPolicyName"),
  rule(POLICY, LIFECYCLE, ruleNamesDiffer),
  rule(POLICY, "terraform-provider-azurerm, storage_management_policy_resource.go", tagsAreOfBlobs),
  valued(POLICY, "policy.rules[].definition.filters.blobTypes[]", "blockBlob appendBlob", LIFECYCLE),
];
