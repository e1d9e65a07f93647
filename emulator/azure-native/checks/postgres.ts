/** What Azure Database for PostgreSQL refuses of a server itself, of its settings and databases. */
import type { Candidate, Check, Cloud, CloudResource, Values } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { idFrom } from "../arm.ts";
import { resourceWithId } from "../subscription.ts";
import { SUBNET } from "./postgresTopology.ts";
import { about, between, isAbsent, isUnsure, late, matching, rule, says, valued } from "./rules.ts";

const POSTGRES = "https://learn.microsoft.com/azure/postgresql/";
const TERRAFORM = "terraform-provider-azurerm, postgresql_flexible_server_resource.go";
const SDK = "@pulumi/azure-native dbforpostgresql.ServerArgs";

const SERVER = "dbforpostgresql:Server";
const CONFIGURATION = "dbforpostgresql:Configuration";

/** Premium SSD comes in these sizes, in GiB; the newer kinds of disk in any. With the slowest tier that each may have. */
const DISKS: readonly (readonly [size: number, tier: number])[] = [
  [32, 4],
  [64, 6],
  [128, 10],
  [256, 15],
  [512, 20],
  [1024, 30],
  [2048, 40],
  [4095, 50],
  [4096, 50],
  [8192, 60],
  [16384, 70],
  [32767, 80],
];

const isPremiumSsd = (inputs: Values) =>
  isAbsent(inputs, "storage.type") || says(inputs, "storage.type", "Premium_LRS");

const diskFits = ({ inputs }: Candidate): Finding => {
  const [size] = valuesAt(inputs, "storage.storageSizeGB");
  if (typeof size !== "number" || !isPremiumSsd(inputs)) return undefined;
  const [, slowest] = DISKS.find(([known]) => known === size) ?? [];
  if (slowest === undefined) {
    const sizes = DISKS.map(([known]) => known).join(", ");
    return { property: "storage.storageSizeGB", reason: `${size} is none of ${sizes}` };
  }
  const tier = textAt(inputs, "storage.tier");
  const rank = Number(tier.replace(/^P/i, ""));
  return tier === "" || (rank >= slowest && rank <= (size < 8192 ? 50 : 80))
    ? undefined
    : { property: "storage.tier", reason: `${tier} is not for ${size} GiB, which start with P${slowest}` };
};

const diskGrows = ({ inputs, old }: Candidate): Finding => {
  const [before, after] = [old?.inputs ?? {}, inputs].map((values) => valuesAt(values, "storage.storageSizeGB")[0]);
  return typeof before === "number" && typeof after === "number" && after < before
    ? { property: "storage.storageSizeGB", reason: `cannot shrink from ${before} to ${after}` }
    : undefined;
};

/** Sizes by the tier that sells them: https://learn.microsoft.com/azure/postgresql/compute-storage/concepts-compute */
const TIERS: Readonly<Record<string, RegExp>> = {
  burstable: /^Standard_B\d+m?s(_v\d)?$/i,
  generalpurpose: /^Standard_D(C?\d+a?ds|\d+s)_v\d$/i,
  memoryoptimized: /^Standard_E(C?\d+a?d?s|\d+s)_v\d$/i,
};

const sizeIsOfTier = (inputs: Values): string | undefined => {
  const [name, tier] = ["sku.name", "sku.tier"].map((path) => textAt(inputs, path));
  const sizes = TIERS[(tier ?? "").toLowerCase()];
  return name && sizes && !sizes.test(name)
    ? `"${name}" is no size of the tier ${tier ?? ""}, such as ${EXAMPLES[(tier ?? "").toLowerCase()] ?? ""}`
    : undefined;
};

const EXAMPLES: Readonly<Record<string, string>> = {
  burstable: "Standard_B2s",
  generalpurpose: "Standard_D4ds_v5",
  memoryoptimized: "Standard_E8ds_v5",
};

const isNew = (inputs: Values) =>
  isAbsent(inputs, "createMode") || ["default", "create"].includes(textAt(inputs, "createMode").toLowerCase());

const PASSWORD = ["administratorLogin", "administratorLoginPassword"];

const signIn = ({ inputs, old }: Candidate): Finding => {
  if (old || !isNew(inputs)) return undefined;
  if (!says(inputs, "authConfig.passwordAuth", "Disabled")) {
    const missing = PASSWORD.find((property) => isAbsent(inputs, property));
    return missing === undefined || isUnsure(inputs, "authConfig.passwordAuth")
      ? undefined
      : { property: missing, reason: "is missing: passwordAuth is Enabled unless it is said otherwise" };
  }
  const stray = PASSWORD.find((property) => !isAbsent(inputs, property));
  return stray === undefined
    ? undefined
    : { property: stray, reason: "cannot be given with authConfig.passwordAuth Disabled" };
};

const passwordIsComplex = (inputs: Values): string | undefined => {
  const password = textAt(inputs, "administratorLoginPassword");
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return password === "" || (password.length >= 8 && password.length <= 128 && kinds >= 3)
    ? undefined
    : "must have 8 to 128 characters, and three of: capitals, lowercase letters, digits, others";
};

const RESERVED = /^(azure_superuser|azure_pg_admin|admin|administrator|root|guest|public|pg_.*)$/i;

const serverOf = (candidate: Candidate, cloud: Cloud): CloudResource | undefined =>
  resourceWithId(cloud, idFrom(candidate.type, candidate.inputs)?.split(/\/(configurations|firewallRules)\//)[0] ?? "");

const poolerNeedsTier = (candidate: Candidate, cloud: Cloud): Finding =>
  /^pgbouncer\./i.test(textAt(candidate.inputs, "configurationName")) &&
  says(serverOf(candidate, cloud)?.outputs ?? {}, "sku.tier", "Burstable")
    ? { property: "configurationName", reason: "the server is Burstable, which has no PgBouncer" }
    : undefined;

const valueIsWhole = ({ inputs }: Candidate): Finding => {
  const missing = ["value", "source"].find((property) => inputs[property] === undefined);
  return missing === undefined
    ? undefined
    : { property: missing, reason: 'is missing: value and source are needed, the source being "user-override"' };
};

const serverIsPublic = (candidate: Candidate, cloud: Cloud): Finding =>
  textAt(serverOf(candidate, cloud)?.outputs ?? {}, SUBNET) === ""
    ? undefined
    : {
        property: "serverName",
        reason: "is inside a virtual network, where security groups filter and firewall rules do not",
      };

const VALUES: readonly (readonly [path: string, values: string])[] = [
  ["sku.tier", "Burstable GeneralPurpose MemoryOptimized"],
  ["version", "18 17 16 15 14 13 12 11"],
  ["createMode", "Default Create Update PointInTimeRestore GeoRestore Replica ReviveDropped"],
  ["highAvailability.mode", "Disabled ZoneRedundant SameZone"],
  ["storage.type", "Premium_LRS PremiumV2_LRS UltraSSD_LRS"],
  ["storage.autoGrow", "Enabled Disabled"],
  ["backup.geoRedundantBackup", "Enabled Disabled"],
  ["authConfig.passwordAuth", "Enabled Disabled"],
  ["authConfig.activeDirectoryAuth", "Enabled Disabled"],
  ["network.publicNetworkAccess", "Enabled Disabled"],
  ["dataEncryption.type", "AzureKeyVault SystemManaged SystemAssigned"],
];

export const postgres: readonly Check[] = [
  ...VALUES.map(([path, values]) => valued(SERVER, path, values, SDK)),
  rule(SERVER, `${POSTGRES}compute-storage/concepts-storage-premium-ssd`, diskFits),
  rule(SERVER, `${POSTGRES}configure-maintain/concepts-limits#storage`, diskGrows),
  about(SERVER, "sku.name", `${POSTGRES}compute-storage/concepts-compute`, sizeIsOfTier),
  between(SERVER, "backup.backupRetentionDays", 7, 35, `${POSTGRES}backup-restore/concepts-backup-restore`),
  between(SERVER, "maintenanceWindow.dayOfWeek", 0, 6, TERRAFORM),
  between(SERVER, "maintenanceWindow.startHour", 0, 23, TERRAFORM),
  between(SERVER, "maintenanceWindow.startMinute", 0, 59, TERRAFORM),
  about(SERVER, "administratorLogin", "terraform-provider-azurerm, postgres/validate/admin_usernames.go", (inputs) =>
    RESERVED.test(textAt(inputs, "administratorLogin"))
      ? `"${textAt(inputs, "administratorLogin")}" is reserved`
      : undefined,
  ),
  about(
    SERVER,
    "administratorLoginPassword",
    `${POSTGRES}configure-maintain/quickstart-create-server`,
    passwordIsComplex,
  ),
  rule(SERVER, TERRAFORM, signIn),
  rule(CONFIGURATION, "https://github.com/Azure/azure-rest-api-specs/issues/30143", valueIsWhole),
  late(rule(CONFIGURATION, `${POSTGRES}connectivity/concepts-pgbouncer#limitations`, poolerNeedsTier)),
  late(
    rule("dbforpostgresql:FirewallRule", `${POSTGRES}configure-maintain/concepts-limits#networking`, serverIsPublic),
  ),
  matching(
    "dbforpostgresql:Database",
    "databaseName",
    /^[A-Za-z_-][\w-]{0,62}$/,
    "1 to 63 letters, digits, _ and -, no digit first",
    "terraform-provider-azurerm, postgres/validate/flexible_server_database_name.go",
  ),
];
