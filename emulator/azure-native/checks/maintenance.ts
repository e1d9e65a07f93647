/** What AKS refuses of planned maintenance. */
import type { Candidate, Check } from "../../model.ts";
import { isRecord } from "../../paths.ts";
import type { Finding } from "../../rules.ts";
import { textAt } from "../../text.ts";
import { between, isAbsent, matching, rule, valued } from "./rules.ts";

const PLANNED = "https://learn.microsoft.com/azure/aks/planned-maintenance";
const SDK = "@pulumi/azure-native containerservice.MaintenanceWindowArgs";
const CONFIGURATION = "containerservice:MaintenanceConfiguration";
const SCHEDULE = "maintenanceWindow.schedule";

const KINDS = ["daily", "weekly", "absoluteMonthly", "relativeMonthly"];

function scheduleFits({ inputs }: Candidate): Finding {
  const window = inputs["maintenanceWindow"];
  const schedule = isRecord(window) ? window["schedule"] : undefined;
  if (!isRecord(schedule)) return undefined;
  const given = KINDS.filter((kind) => schedule[kind] !== undefined);
  if (given.length !== 1)
    return { property: SCHEDULE, reason: `must be one of ${KINDS.join(", ")}, not ${given.length}` };
  return textAt(inputs, "configName") === "default" && given[0] !== "weekly"
    ? { property: SCHEDULE, reason: `of "default" is weekly, not ${given[0] ?? ""}` }
    : undefined;
}

const windowIsGiven = ({ inputs }: Candidate): Finding =>
  textAt(inputs, "configName").startsWith("aksManaged") && isAbsent(inputs, "maintenanceWindow")
    ? { property: "maintenanceWindow", reason: 'is missing; timeInWeek and notAllowedTime are for "default" only' }
    : undefined;

const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday";

export const maintenance: readonly Check[] = [
  matching(
    CONFIGURATION,
    "configName",
    /^(default|aksManagedAutoUpgradeSchedule|aksManagedNodeOSUpgradeSchedule)$/,
    "default, aksManagedAutoUpgradeSchedule, aksManagedNodeOSUpgradeSchedule",
    `${PLANNED}#schedule-configuration-types-for-planned-maintenance`,
  ),
  rule(CONFIGURATION, `${PLANNED}#schedule-types`, scheduleFits),
  rule(CONFIGURATION, `${PLANNED}#deprecated-properties`, windowIsGiven),
  between(CONFIGURATION, "maintenanceWindow.durationHours", 4, 24, SDK),
  matching(
    CONFIGURATION,
    "maintenanceWindow.startTime",
    /^([01]\d|2[0-3]):[0-5]\d$/,
    "HH:MM, from 00:00 to 23:59",
    SDK,
  ),
  matching(CONFIGURATION, "maintenanceWindow.utcOffset", /^[+-]\d\d:\d\d$/, "+HH:MM or -HH:MM", SDK),
  matching(CONFIGURATION, "maintenanceWindow.startDate", /^\d{4}-\d\d-\d\d$/, "YYYY-MM-DD", SDK),
  valued(CONFIGURATION, `${SCHEDULE}.weekly.dayOfWeek`, DAYS, "@pulumi/azure-native containerservice.WeekDay"),
  valued(CONFIGURATION, `${SCHEDULE}.relativeMonthly.dayOfWeek`, DAYS, "@pulumi/azure-native containerservice.WeekDay"),
  valued(CONFIGURATION, `${SCHEDULE}.relativeMonthly.weekIndex`, "First Second Third Fourth Last", PLANNED),
  between(
    CONFIGURATION,
    `${SCHEDULE}.absoluteMonthly.dayOfMonth`,
    1,
    31,
    "terraform-provider-azurerm, kubernetes_cluster_resource.go: day_of_month",
  ),
];
