/** What Azure Backup refuses. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { hasGrant, principalOf } from "../grants.ts";
import { resourceWithId, sameName } from "../subscription.ts";
import { about, atMost, between, isAbsent, isUnsure, late, matching, rule, says, valued } from "./rules.ts";

const BACKUP = "https://learn.microsoft.com/azure/backup/";
const TERRAFORM = "terraform-provider-azurerm, data_protection_backup_vault_resource.go";
const MANIFEST = "Az.DataProtection for PowerShell, manifests/AzureDatabaseForPGFlexServer.json";

const VAULT = "dataprotection:BackupVault";
const POLICY = "dataprotection:BackupPolicy";
const INSTANCE = "dataprotection:BackupInstance";

const SECURITY = "properties.securitySettings";
const POSTGRES = "Microsoft.DBforPostgreSQL/flexibleServers";

/** What can be turned on for good, and the state that is final. */
const FINAL: readonly (readonly [path: string, state: string])[] = [
  [`${SECURITY}.immutabilitySettings.state`, "Locked"],
  [`${SECURITY}.softDeleteSettings.state`, "AlwaysOn"],
  ["properties.featureSettings.crossRegionRestoreSettings.state", "Enabled"],
];

const crossRegionNeedsPairs = (inputs: Values): string | undefined => {
  const kinds = valuesAt(inputs, "properties.storageSettings[].type").map(String);
  return says(inputs, "properties.featureSettings.crossRegionRestoreSettings.state", "Enabled") &&
    kinds.some((kind) => kind !== "GeoRedundant")
    ? "needs storageSettings of type GeoRedundant"
    : undefined;
};

const vaults: readonly Check[] = [
  matching(
    VAULT,
    "vaultName",
    /^[A-Za-z][A-Za-z0-9-]{1,49}$/,
    "2 to 50 letters, digits and hyphens, a letter first",
    `${BACKUP}create-manage-backup-vault`,
  ),
  valued(
    VAULT,
    "properties.storageSettings[].type",
    "GeoRedundant LocallyRedundant ZoneRedundant",
    "@pulumi/azure-native dataprotection.StorageSettingTypes",
  ),
  valued(
    VAULT,
    "properties.storageSettings[].datastoreType",
    "ArchiveStore OperationalStore VaultStore",
    "@pulumi/azure-native dataprotection.StorageSettingStoreTypes",
  ),
  valued(
    VAULT,
    `${SECURITY}.softDeleteSettings.state`,
    "Off On AlwaysOn",
    "@pulumi/azure-native dataprotection.SoftDeleteState",
  ),
  between(VAULT, `${SECURITY}.softDeleteSettings.retentionDurationInDays`, 14, 180, TERRAFORM),
  valued(
    VAULT,
    `${SECURITY}.immutabilitySettings.state`,
    "Disabled Unlocked Locked",
    "@pulumi/azure-native dataprotection.ImmutabilityState",
  ),
  about(VAULT, "properties.featureSettings.crossRegionRestoreSettings", TERRAFORM, crossRegionNeedsPairs),
  ...FINAL.map(([path, state]) =>
    about(VAULT, path, TERRAFORM, (inputs, before) =>
      before && says(before, path, state) && !says(inputs, path, state)
        ? `cannot be changed once it is "${state}"`
        : undefined,
    ),
  ),
];

/** A backup's tags are names of rules that say how long it is kept. */
function tagsAreKept({ inputs }: Candidate): Finding {
  const property = "properties.policyRules";
  const rules = valuesAt(inputs, `${property}[]`).filter(isRecord);
  const kept = rules.filter((given) => textAt(given, "objectType") !== "AzureBackupRule").map(({ name }) => name);
  const tags = valuesAt(inputs, `${property}[].trigger.taggingCriteria[].tagInfo.tagName`);
  const wrong =
    kept.includes(UNKNOWN) || isUnsure(inputs, property) ? undefined : tags.find((tag) => !kept.includes(tag));
  return wrong === undefined
    ? undefined
    : { property, reason: `no AzureRetentionRule is called "${String(wrong)}", as a tag is` };
}

const vaultStoreOnly = ({ inputs }: Candidate): Finding => {
  const isPostgres = valuesAt(inputs, "properties.datasourceTypes[]").some((type) => sameName(String(type), POSTGRES));
  const stores = ["dataStore.dataStoreType", "lifecycles[].sourceDataStore.dataStoreType"].flatMap((path) =>
    valuesAt(inputs, `properties.policyRules[].${path}`),
  );
  const wrong = stores.find((store) => typeof store === "string" && store !== "VaultStore");
  return isPostgres && wrong !== undefined
    ? { property: "properties.policyRules", reason: `"${String(wrong)}" is not for ${POSTGRES}: VaultStore is` }
    : undefined;
};

const policies: readonly Check[] = [
  matching(
    POLICY,
    "backupPolicyName",
    /^[A-Za-z0-9-]{3,150}$/,
    "3 to 150 letters, digits and hyphens",
    "terraform-provider-azurerm, dataprotection/validate/backup_policy_postgresql_flexible_server_name.go",
  ),
  atMost(POLICY, "properties.datasourceTypes", 1, `${BACKUP}backup-azure-database-postgresql-flex`),
  matching(
    POLICY,
    "properties.policyRules[].trigger.schedule.repeatingTimeIntervals[]",
    /^R\/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?\/P\w+$/,
    "R/<first time>/<period>, as in R/2026-01-04T02:30:00+00:00/P1W",
    "@pulumi/azure-native dataprotection.BackupScheduleArgs: repeatingTimeIntervals",
  ),
  rule(POLICY, "@pulumi/azure-native dataprotection.RetentionTagArgs: tagName", tagsAreKept),
  rule(POLICY, MANIFEST, vaultStoreOnly),
];

const vaultOf = (candidate: Candidate, cloud: Cloud) =>
  resourceWithId(cloud, idFrom(candidate.type, candidate.inputs)?.split("/backupInstances/")[0] ?? "");

function policyFits(candidate: Candidate, cloud: Cloud): Finding {
  const property = "properties.policyInfo.policyId";
  const id = textAt(candidate.inputs, property);
  const vault = idFrom(candidate.type, candidate.inputs)?.split("/backupInstances/")[0];
  if (id === "" || vault === undefined) return undefined;
  if (!id.toLowerCase().startsWith(`${vault.toLowerCase()}/`))
    return { property, reason: `"${id}" is not of that vault` };
  const [own, its] = [
    textAt(candidate.inputs, "properties.dataSourceInfo.datasourceType"),
    textAt(resourceWithId(cloud, id)?.inputs ?? {}, "properties.datasourceTypes[]"),
  ];
  return own && its && !sameName(own, its) ? { property, reason: `"${id}" is for ${its}, not ${own}` } : undefined;
}

/** Who backs up: an identity that the instance names, or else the vault's own. */
function backerOf(candidate: Candidate, cloud: Cloud): string {
  const named = textAt(candidate.inputs, "properties.identityDetails.userAssignedIdentityArmUrl");
  return named ? principalOf(cloud, named) : textAt(vaultOf(candidate, cloud)?.outputs ?? {}, "identity.principalId");
}

function vaultMayRead(candidate: Candidate, cloud: Cloud): Finding {
  const property = "properties.dataSourceInfo";
  const server = textAt(candidate.inputs, `${property}.resourceID`);
  const vault = vaultOf(candidate, cloud);
  if (!vault || !/\/flexibleServers\/[^/]+$/i.test(server)) return undefined;
  if (isAbsent(vault.inputs, "identity"))
    return { property: "vaultName", reason: "has no identity to read the server with" };
  const principal = backerOf(candidate, cloud);
  const needs: readonly (readonly [id: string, role: string])[] = [
    [server, "PostgreSQL Flexible Server Long Term Retention Backup Role"],
    [server.split("/providers/")[0] ?? "", "Reader"],
  ];
  const [missing] = needs.filter(([id]) => principal !== "" && !hasGrant(cloud, principal, id));
  return missing && { property, reason: `the vault has no role on ${missing[0]} yet; it needs ${missing[1]}` };
}

export const backups: readonly Check[] = [
  ...vaults,
  ...policies,
  matching(
    INSTANCE,
    "properties.objectType",
    /^BackupInstance$/,
    '"BackupInstance"',
    "@pulumi/azure-native dataprotection.BackupInstanceArgs",
  ),
  late(rule(INSTANCE, `${BACKUP}backup-azure-database-postgresql-flex`, policyFits)),
  late(rule(INSTANCE, MANIFEST, vaultMayRead)),
];
