/** What Azure Monitor refuses of the places that logs and figures go to, and of what sends them there. */
import type { Candidate, Check, Cloud, CloudResource, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { resourceTypeOf } from "../arm.ts";
import { sameName } from "../subscription.ts";
import { about, among, between, isAbsent, isUnsure, late, matching, rule, says, valued } from "./rules.ts";

const MONITOR = "https://learn.microsoft.com/azure/azure-monitor/";
const SETTINGS = `${MONITOR}platform/diagnostic-settings`;
const CATEGORIES = `${MONITOR}reference/logs-index`;
const WORKSPACES = "terraform-provider-azurerm, log_analytics_workspace_resource.go";

const WORKSPACE = "operationalinsights:Workspace";
const SETTING = "monitor:DiagnosticSetting";
const SUBSCRIPTION = "monitor:SubscriptionDiagnosticSetting";
const EITHER = `${SETTING} ${SUBSCRIPTION}`;

const isFree = (inputs: Values) => says(inputs, "sku.name", "Free");

const retentionFits = (inputs: Values): string | undefined => {
  const days = inputs["retentionInDays"];
  if (typeof days !== "number" || (days >= 30 && days <= 730 && !isFree(inputs)) || (days === 7 && isFree(inputs))) {
    return undefined;
  }
  return isUnsure(inputs, "sku.name")
    ? undefined
    : `${days} is not between 30 and 730${isFree(inputs) ? ": a Free workspace has 7" : ""}`;
};

const reservationFits = (inputs: Values): string | undefined => {
  const isReserved = says(inputs, "sku.name", "CapacityReservation");
  const level = isAbsent(inputs, "sku.capacityReservationLevel");
  if (isReserved && level) return 'is missing beside sku.name "CapacityReservation"';
  return !isReserved && !level && textAt(inputs, "sku.name") !== ""
    ? 'is for sku.name "CapacityReservation"'
    : undefined;
};

const workspaces: readonly Check[] = [
  valued(WORKSPACE, "sku.name", "PerGB2018 CapacityReservation LACluster PerNode Standalone Free", WORKSPACES),
  about(WORKSPACE, "retentionInDays", `${MONITOR}logs/data-retention-configure`, retentionFits),
  about(WORKSPACE, "sku.capacityReservationLevel", WORKSPACES, reservationFits),
  among(
    WORKSPACE,
    "sku.capacityReservationLevel",
    [100, 200, 300, 400, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000],
    WORKSPACES,
  ),
];

const DESTINATIONS = [
  "workspaceId",
  "storageAccountId",
  "eventHubAuthorizationRuleId",
  "marketplacePartnerId",
  "serviceBusRuleId",
];

const hasDestination = ({ inputs }: Candidate): Finding =>
  DESTINATIONS.every((property) => isAbsent(inputs, property))
    ? { property: "workspaceId", reason: `is missing: one of ${DESTINATIONS.join(", ")} has to be given` }
    : undefined;

const partsOf = (inputs: Values): Values[] =>
  ["logs[]", "metrics[]"].flatMap((path) => valuesAt(inputs, path)).filter(isRecord);

const sendsSomething = ({ inputs }: Candidate): Finding =>
  ["logs", "metrics"].some((key) => isUnsure(inputs, key)) || partsOf(inputs).some(({ enabled }) => enabled !== false)
    ? undefined
    : { property: "logs", reason: "neither logs nor metrics have anything that is enabled" };

const oneName = ({ inputs }: Candidate): Finding => {
  const isNamedOnce = (log: Values) => isAbsent(log, "category") !== isAbsent(log, "categoryGroup");
  return valuesAt(inputs, "logs[]").filter(isRecord).every(isNamedOnce)
    ? undefined
    : { property: "logs", reason: "each has either a category or a categoryGroup" };
};

const retentionIsElsewhere = ({ inputs }: Candidate): Finding =>
  partsOf(inputs).some((part) => says(part, "retentionPolicy.enabled", "true"))
    ? { property: "logs", reason: "retentionPolicy is no longer taken: the workspace or account decides how long" }
    : undefined;

/** What the resources that this platform is built of can log, by ARM type in lower case. */
const LOGS: Readonly<Record<string, string>> = {
  "microsoft.containerservice/managedclusters":
    "cloud-controller-manager cluster-autoscaler csi-azuredisk-controller csi-azurefile-controller csi-snapshot-controller " +
    "fleet-mcs-controller-manager fleet-member-agent fleet-member-net-controller-manager guard karpenter-events " +
    "kube-apiserver kube-audit kube-audit-admin kube-controller-manager kube-scheduler",
  "microsoft.dbforpostgresql/flexibleservers":
    "PostgreSQLLogs PostgreSQLFlexSessions PostgreSQLFlexQueryStoreRuntime PostgreSQLFlexQueryStoreWaitStats " +
    "PostgreSQLQueryStoreSqlText PostgreSQLFlexTableStats PostgreSQLFlexDatabaseXacts PostgreSQLFlexPGBouncer",
  "microsoft.keyvault/vaults": "AuditEvent AzurePolicyEvaluationDetails",
  "microsoft.containerregistry/registries": "ContainerRegistryRepositoryEvents ContainerRegistryLoginEvents",
  "microsoft.network/networksecuritygroups": "NetworkSecurityGroupEvent NetworkSecurityGroupRuleCounter",
  "microsoft.network/virtualnetworks": "VMProtectionAlerts",
  "microsoft.storage/storageaccounts": "",
  "microsoft.storage/storageaccounts/blobservices": "StorageRead StorageWrite StorageDelete",
  "microsoft.cache/redisenterprise": "",
  "microsoft.cache/redisenterprise/databases": "ConnectionEvents",
};

function categoryIsKnown({ inputs }: Candidate): Finding {
  const type = resourceTypeOf(textAt(inputs, "resourceUri"));
  const known = LOGS[type.toLowerCase()];
  const logs = valuesAt(inputs, "logs[]").filter(isRecord);
  if (known === undefined || logs.length === 0) return undefined;
  if (known === "") return { property: "logs", reason: `${type} has no logs of its own, only its parts have` };
  const wrong = logs
    .map((log) => textAt(log, "category"))
    .find((name) => name !== "" && !known.split(" ").some((category) => sameName(category, name)));
  return wrong === undefined
    ? undefined
    : { property: "logs", reason: `"${wrong}" is none of ${known.split(" ").join(", ")}, which ${type} logs` };
}

const ofSameResource = (candidate: Candidate, cloud: Cloud): CloudResource[] => {
  const target = textAt(candidate.inputs, "resourceUri");
  return cloud
    .ofType(candidate.type)
    .filter(
      ({ urn, inputs }) => urn !== candidate.urn && target !== "" && sameName(textAt(inputs, "resourceUri"), target),
    );
};

/** What a setting sends, under names of which the same one is the same stream. */
const streamsOf = (inputs: Values): string[] =>
  partsOf(inputs)
    .filter(({ enabled }) => enabled === true)
    .map((part) => textAt(part, "category") || textAt(part, "categoryGroup"))
    .filter((name) => name !== "");

function streamIsNew(candidate: Candidate, cloud: Cloud): Finding {
  const others = ofSameResource(candidate, cloud);
  if (others.length >= 5) return { property: "resourceUri", reason: "has five settings already, which is all it may" };
  for (const sink of DESTINATIONS.slice(0, 3)) {
    const own = textAt(candidate.inputs, sink);
    const twin = others.find(
      ({ inputs }) =>
        own !== "" &&
        sameName(textAt(inputs, sink), own) &&
        streamsOf(inputs).some((stream) => streamsOf(candidate.inputs).includes(stream)),
    );
    if (twin) return { property: sink, reason: `${twin.id} sends the same there already` };
  }
  return undefined;
}

const diagnostics: readonly Check[] = [
  rule(EITHER, SETTINGS, hasDestination),
  rule(EITHER, SETTINGS, sendsSomething),
  rule(EITHER, "@pulumi/azure-native monitor.DiagnosticsLogSettingsArgs", oneName),
  rule(SETTING, "https://github.com/hashicorp/terraform-provider-azurerm/issues/23051", retentionIsElsewhere),
  rule(SETTING, CATEGORIES, categoryIsKnown),
  late(rule(SETTING, `${SETTINGS}#requirements-and-limitations`, streamIsNew)),
  matching(
    EITHER,
    "name",
    /^[^<>*%&:\\?+/]+$/,
    "without any of <>*%&:\\?+/",
    "terraform-provider-azurerm, monitor_diagnostic_setting_resource.go",
  ),
  valued(SETTING, "logs[].categoryGroup", "allLogs audit", `${SETTINGS}#category-groups`),
  valued(
    SETTING,
    "logAnalyticsDestinationType",
    "Dedicated AzureDiagnostics",
    "terraform-provider-azurerm, monitor_diagnostic_setting_resource.go",
  ),
  valued(
    SUBSCRIPTION,
    "logs[].category",
    "Administrative Security ServiceHealth Alert Recommendation Policy Autoscale ResourceHealth",
    `${MONITOR}platform/activity-log-schema#categories`,
  ),
];

const GRAFANA = "dashboard:Grafana";

const views: readonly Check[] = [
  matching(
    "applicationinsights:Workbook",
    "resourceName",
    /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
    "a GUID",
    "@pulumi/azure-native applicationinsights.WorkbookArgs: resourceName",
  ),
  about(
    "applicationinsights:Workbook",
    "serializedData",
    "@pulumi/azure-native applicationinsights.WorkbookArgs",
    (inputs) => (isJson(textAt(inputs, "serializedData")) ? undefined : "is no JSON"),
  ),
  valued(
    GRAFANA,
    "sku.name",
    "Standard Essential",
    "https://learn.microsoft.com/azure/managed-grafana/overview#service-tiers",
  ),
  about(
    GRAFANA,
    "properties.zoneRedundancy",
    "https://learn.microsoft.com/azure/managed-grafana/overview#service-tiers",
    (inputs) =>
      says(inputs, "sku.name", "Essential") && says(inputs, "properties.zoneRedundancy", "Enabled")
        ? 'needs sku.name "Standard"'
        : undefined,
  ),
  between(
    "monitor:DataCollectionRule",
    "dataSources.performanceCounters[].samplingFrequencyInSeconds",
    1,
    1800,
    "terraform-provider-azurerm, monitor_data_collection_rule_resource.go",
  ),
];

function isJson(text: string): boolean {
  if (text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const monitoring: readonly Check[] = [...workspaces, ...diagnostics, ...views];
