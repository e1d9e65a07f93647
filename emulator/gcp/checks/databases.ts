/** What Cloud SQL refuses of an instance. */
import { UNKNOWN, type Candidate, type Check, type Cloud, type Values } from "../../model.ts";
import { valueAt, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { isWithin, sameNetwork } from "../places.ts";
import { regionOf } from "../project.ts";
import { token } from "../tokens.ts";
import { among, between, isAbsent, isPresent, late, matching, onlyWhere, rule, type Finding } from "./rules.ts";

const INSTANCE = "sql:DatabaseInstance";
const SDK = `@pulumi/gcp ${INSTANCE.replace(":", ".")}: `;
const PROVIDER = "terraform-provider-google, resource_sql_database_instance.go";
const DOCS = "https://cloud.google.com/sql/docs/postgres/";

const IP = "settings.ipConfiguration";
const BACKUPS = "settings.backupConfiguration";

/** What the program says, or else what Cloud SQL takes for a PostgreSQL version; nothing where that is not known. */
function editionOf(inputs: Values): string | undefined {
  const edition = valueAt(inputs, "settings.edition");
  if (typeof edition === "string" && edition !== "") return edition;
  const [, major] = /^POSTGRES_(\d+)/.exec(textAt(inputs, "databaseVersion")) ?? [];
  if (edition === UNKNOWN || major === undefined) return undefined;
  return Number(major) >= 16 ? "ENTERPRISE_PLUS" : "ENTERPRISE";
}

const isPostgres = (inputs: Values) => textAt(inputs, "databaseVersion").startsWith("POSTGRES");

const FORMS: readonly (readonly [edition: string, form: RegExp])[] = [
  ["ENTERPRISE", /^db-(custom|f1|g1|n1|lightweight|standard|highmem)/],
  ["ENTERPRISE_PLUS", /^db-(perf-optimized|c4a|memory-optimized)/],
];

/** Each edition has machines of its own: `Invalid Tier (…) for (ENTERPRISE_PLUS) Edition`. */
function tierFitsEdition({ inputs }: Candidate): Finding {
  const [tier, edition] = [textAt(inputs, "settings.tier"), editionOf(inputs)];
  const needed = FORMS.find(([, form]) => form.test(tier))?.[0];
  if (needed === undefined || edition === undefined || needed === edition) return undefined;
  const origin = isAbsent(inputs, "settings.edition") ? ", the version's default" : "";
  return { property: "settings.tier", reason: `"${tier}" needs the edition ${needed}, not ${edition}${origin}` };
}

const SIZES = [2, 4, 8, 16, 32, 48, 64, 80, 96, 128];

/** Custom machines: 1 or an even number of cores, 0.9 to 6.5 GB for each, in steps of 256 MB, 3.75 GB at least. */
function tierExists({ inputs }: Candidate): Finding {
  const property = "settings.tier";
  const tier = textAt(inputs, property);
  const [, size] = /^db-perf-optimized-N-(\d+)$/.exec(tier) ?? [];
  if (size !== undefined && !SIZES.includes(Number(size)))
    return { property, reason: `"${tier}" is none of db-perf-optimized-N-${SIZES.join(", -")}` };
  const [, cores, memory] = /^db-custom-(\d+)-(\d+)$/.exec(tier)?.map(Number) ?? [];
  if (cores === undefined || memory === undefined) {
    return isPostgres(inputs) && /^db-n1-/.test(tier)
      ? { property, reason: `"${tier}" is not for PostgreSQL: db-f1-micro, db-g1-small or db-custom-<cores>-<MB>` }
      : undefined;
  }
  if (cores > 96 || (cores !== 1 && cores % 2 === 1) || cores === 0)
    return { property, reason: `"${tier}" has ${cores} cores; 1 or an even number up to 96 is allowed` };
  const perCore = memory / 1024 / cores;
  return memory % 256 === 0 && memory >= 3840 && perCore >= 0.9 && perCore <= 6.5
    ? undefined
    : {
        property,
        reason: `"${tier}": memory must be a multiple of 256 MB, 3840 MB at least, and 0.9 to 6.5 GB for each core`,
      };
}

function logDays({ inputs }: Candidate): Finding {
  const property = `${BACKUPS}.transactionLogRetentionDays`;
  const [days, edition] = [valueAt(inputs, property), editionOf(inputs)];
  const max = edition === "ENTERPRISE" ? 7 : 35;
  return typeof days !== "number" || (days >= 1 && days <= max)
    ? undefined
    : { property, reason: `${days} is not between 1 and ${max}, which the edition allows` };
}

/** Logs are of use with a backup before them. */
function backupsOutlastLogs({ inputs }: Candidate): Finding {
  const property = `${BACKUPS}.backupRetentionSettings.retainedBackups`;
  const [kept, days] = [valueAt(inputs, property), valueAt(inputs, `${BACKUPS}.transactionLogRetentionDays`)];
  return typeof kept === "number" && typeof days === "number" && kept < days
    ? { property, reason: `${kept} is less than transactionLogRetentionDays, ${days}` }
    : undefined;
}

const isReplica = (inputs: Values) => isPresent(inputs, "masterInstanceName");

function backupsFit({ inputs }: Candidate): Finding {
  const at = (key: string) => valueAt(inputs, `${BACKUPS}.${key}`);
  if (isReplica(inputs) && isPostgres(inputs) && at("enabled") === true)
    return { property: `${BACKUPS}.enabled`, reason: "a read replica has no backups: its source has" };
  return at("pointInTimeRecoveryEnabled") === true && at("enabled") === false
    ? { property: `${BACKUPS}.pointInTimeRecoveryEnabled`, reason: "needs backups: enabled must be true" }
    : undefined;
}

function isReachable({ inputs }: Candidate): Finding {
  const isClosed = valueAt(inputs, `${IP}.ipv4Enabled`) === false;
  return isClosed && isAbsent(inputs, `${IP}.privateNetwork`) && isAbsent(inputs, `${IP}.pscConfigs`)
    ? { property: `${IP}.ipv4Enabled`, reason: "or privateNetwork must be given" }
    : undefined;
}

/** A private address needs the peering with Google's services first. */
function isPeered({ inputs }: Candidate, cloud: Cloud): Finding {
  const property = `${IP}.privateNetwork`;
  const network = valueAt(inputs, property);
  const isConnected = ({ type, inputs: other }: { type: string; inputs: Values }) =>
    type === token("servicenetworking:Connection") && sameNetwork(other["network"], network);
  if (typeof network !== "string" || network === "" || cloud.find(isConnected)) return undefined;
  return {
    property,
    reason: `the network "${network}" has no servicenetworking.Connection yet; make the instance depend on one`,
  };
}

function insightsFit({ inputs }: Candidate): Finding {
  const limits: Record<string, readonly [number, number]> =
    editionOf(inputs) === "ENTERPRISE"
      ? { queryStringLength: [256, 4500], queryPlansPerMinute: [0, 20] }
      : { queryStringLength: [1, 1048576], queryPlansPerMinute: [0, 200] };
  for (const [key, [min, max]] of Object.entries(limits)) {
    const property = `settings.insightsConfig.${key}`;
    const value = valueAt(inputs, property);
    if (typeof value === "number" && (value < min || value > max))
      return { property, reason: `${value} is not between ${min} and ${max}` };
  }
  return undefined;
}

function diskFits({ inputs }: Candidate): Finding {
  const at = (key: string) => valueAt(inputs, `settings.${key}`);
  const [size, limit, kind] = [at("diskSize"), at("diskAutoresizeLimit"), at("diskType") ?? ""];
  const min = kind === "HYPERDISK_BALANCED" ? 20 : 10;
  if (typeof size === "number" && size < min)
    return { property: "settings.diskSize", reason: `${size} is less than ${min} GB` };
  if (typeof size === "number" && typeof limit === "number" && limit > 0 && limit < size)
    return { property: "settings.diskAutoresizeLimit", reason: `${limit} is less than diskSize, ${size}` };
  const wanted = /^db-c4a-/.test(textAt(inputs, "settings.tier")) ? "HYPERDISK_BALANCED" : undefined;
  return wanted !== undefined && typeof kind === "string" && kind.startsWith("PD_")
    ? { property: "settings.diskType", reason: `"${kind}" is not for C4A, which needs ${wanted}` }
    : undefined;
}

function zonesAreInRegion({ inputs }: Candidate, cloud: Cloud): Finding {
  if (inputs["region"] === UNKNOWN) return undefined;
  const region = regionOf(inputs, cloud);
  const at = (key: string) => `settings.locationPreference.${key}`;
  const afar = ["zone", "secondaryZone"]
    .map(at)
    .find((path) => isPresent(inputs, path) && !isWithin(textAt(inputs, path), region));
  if (afar !== undefined) return { property: afar, reason: `"${textAt(inputs, afar)}" is not in ${region}` };
  return isPresent(inputs, at("zone")) && textAt(inputs, at("zone")) === textAt(inputs, at("secondaryZone"))
    ? { property: at("secondaryZone"), reason: "must be another zone than zone" }
    : undefined;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const databases: readonly Check[] = [
  matching(
    INSTANCE,
    "databaseVersion",
    /^(MYSQL_(5_6|5_7|8_0(_\d+)?|8_4)|POSTGRES_(9_6|1\d)|SQLSERVER_20(17|19|22|25)_(STANDARD|ENTERPRISE|EXPRESS|WEB))$/,
    "POSTGRES_15 to POSTGRES_18, MYSQL_8_4, SQLSERVER_2022_STANDARD and the like",
    `${SDK}databaseVersion`,
  ),
  among(INSTANCE, "settings.edition", ["ENTERPRISE", "ENTERPRISE_PLUS"], PROVIDER),
  rule(INSTANCE, `${SDK}settings.edition`, tierFitsEdition),
  rule(INSTANCE, `${DOCS}instance-settings#machine-type-2ndgen; ${DOCS}machine-series-overview`, tierExists),
  among(INSTANCE, "settings.availabilityType", ["ZONAL", "REGIONAL"], PROVIDER),
  among(INSTANCE, "settings.activationPolicy", ["ALWAYS", "NEVER", "ON_DEMAND"], `${SDK}settings.activationPolicy`),
  rule(INSTANCE, `${SDK}settings.backupConfiguration.transactionLogRetentionDays`, logDays),
  rule(INSTANCE, "github.com/terraform-google-modules/terraform-google-sql-db/pull/785", backupsOutlastLogs),
  between(INSTANCE, `${BACKUPS}.backupRetentionSettings.retainedBackups`, 1, 365, `${DOCS}backup-recovery/backups`),
  among(INSTANCE, `${BACKUPS}.backupRetentionSettings.retentionUnit`, ["COUNT"], `${SDK}${BACKUPS}`),
  matching(INSTANCE, `${BACKUPS}.startTime`, TIME, "HH:MM, as in 02:00", `${SDK}${BACKUPS}.startTime`),
  rule(INSTANCE, `${DOCS}replication#read-replicas; ${DOCS}backup-recovery/pitr`, backupsFit),
  rule(INSTANCE, PROVIDER, ({ inputs }) =>
    valueAt(inputs, `${BACKUPS}.pointInTimeRecoveryEnabled`) === true &&
    textAt(inputs, "databaseVersion").startsWith("MYSQL")
      ? { property: `${BACKUPS}.pointInTimeRecoveryEnabled`, reason: "is not for MySQL: set binaryLogEnabled" }
      : undefined,
  ),
  rule(INSTANCE, `${SDK}${BACKUPS}.binaryLogEnabled`, ({ inputs }) =>
    valueAt(inputs, `${BACKUPS}.binaryLogEnabled`) === true && isPostgres(inputs)
      ? { property: `${BACKUPS}.binaryLogEnabled`, reason: "is for MySQL: set pointInTimeRecoveryEnabled" }
      : undefined,
  ),
  matching(
    INSTANCE,
    `${IP}.privateNetwork`,
    /^(https?:\/\/.+\/)?projects\/[^/]+\/global\/networks\/[^/]+$/,
    "projects/{project}/global/networks/{name}, the network's id or link",
    PROVIDER,
  ),
  rule(INSTANCE, `${SDK}${IP}.ipv4Enabled`, isReachable),
  late(rule(INSTANCE, `${DOCS}configure-private-ip`, isPeered)),
  among(
    INSTANCE,
    `${IP}.sslMode`,
    ["ALLOW_UNENCRYPTED_AND_ENCRYPTED", "ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"],
    PROVIDER,
  ),
  among(
    INSTANCE,
    `${IP}.serverCaMode`,
    ["CA_MODE_UNSPECIFIED", "GOOGLE_MANAGED_INTERNAL_CA", "GOOGLE_MANAGED_CAS_CA", "CUSTOMER_MANAGED_CAS_CA"],
    PROVIDER,
  ),
  among(INSTANCE, "settings.connectorEnforcement", ["NOT_REQUIRED", "REQUIRED"], PROVIDER),
  among(INSTANCE, "settings.pricingPlan", ["PER_USE"], `${SDK}settings.pricingPlan`),
  between(INSTANCE, "settings.maintenanceWindow.day", 1, 7, PROVIDER),
  between(INSTANCE, "settings.maintenanceWindow.hour", 0, 23, PROVIDER),
  among(
    INSTANCE,
    "settings.maintenanceWindow.updateTrack",
    ["canary", "stable", "week5"],
    `${SDK}settings.maintenanceWindow.updateTrack`,
  ),
  matching(
    INSTANCE,
    "settings.denyMaintenancePeriod.time",
    /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
    "HH:MM:SS, as in 00:00:00",
    `${SDK}settings.denyMaintenancePeriod.time`,
  ),
  rule(INSTANCE, `${SDK}settings.insightsConfig`, insightsFit),
  among(INSTANCE, "settings.diskType", ["PD_SSD", "PD_HDD", "HYPERDISK_BALANCED"], `${SDK}settings.diskType`),
  rule(INSTANCE, `${SDK}settings.diskSize; ${DOCS}machine-series-overview`, diskFits),
  rule(INSTANCE, `${SDK}settings.locationPreference`, zonesAreInRegion),
  onlyWhere(
    INSTANCE,
    "settings.locationPreference.secondaryZone",
    ["settings.availabilityType", ["REGIONAL"], "ZONAL"],
    `${DOCS}configure-ha`,
  ),
  rule(INSTANCE, `${SDK}replicaConfiguration.failoverTarget`, ({ inputs }) =>
    valueAt(inputs, "replicaConfiguration.failoverTarget") === true && isPostgres(inputs)
      ? { property: "replicaConfiguration.failoverTarget", reason: "is not for PostgreSQL" }
      : undefined,
  ),
  between(INSTANCE, "settings.replicationLagMaxSeconds", 300, 31536000, `${SDK}settings.replicationLagMaxSeconds`),
  rule(INSTANCE, `${SDK}settings.databaseFlags`, ({ inputs }) => {
    const property = "settings.databaseFlags";
    const names = valuesAt(inputs, `${property}[].name`).map(String);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    return twice === undefined ? undefined : { property, reason: `"${twice}" is given twice` };
  }),
];
