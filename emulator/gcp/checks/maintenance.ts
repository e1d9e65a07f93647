/** What GKE refuses of a maintenance policy: windows by their form, and windows that leave it too little time. */
import { valueAt, valuesAt } from "../../paths.ts";
import type { Candidate, Check } from "../../model.ts";
import { textAt } from "../../text.ts";
import { atMost, isAbsent, isPresent, matching, rule, type Finding } from "./rules.ts";

const CLUSTER = "container:Cluster";
const PROVIDER = "terraform-provider-google, resource_container_cluster.go";
const DOCS = "https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions";
const WINDOW = "maintenancePolicy.recurringWindow";
const WINDOWS = ["dailyMaintenanceWindow", "recurringWindow", "recurringMaintenanceWindow"].map(
  (name) => `maintenancePolicy.${name}`,
);
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function hasOneWindow({ inputs }: Candidate): Finding {
  const property = "maintenancePolicy";
  const policy = valueAt(inputs, property);
  if (typeof policy !== "object" || policy === null) return undefined;
  const given = WINDOWS.filter((path) => isPresent(inputs, path));
  if (given.length > 1) return { property, reason: `has ${given.length} windows; one is allowed` };
  return WINDOWS.every((path) => isAbsent(inputs, path))
    ? { property, reason: `must have one of ${WINDOWS.join(", ")}` }
    : undefined;
}

/** Hours of availability that GKE needs in any 32 days, in windows of at least four. */
const HOURS = 48;
const LEAST = 4;
/** How often a window of a rule comes in any 32 days, at least; nothing where the rule is of another kind. */
function occurrences(recurrence: string): number | undefined {
  const parts = new Map(recurrence.split(";").map((part) => part.split("=", 2) as [string, string]));
  if (Number(parts.get("INTERVAL") ?? 1) !== 1 || parts.has("COUNT") || parts.has("UNTIL")) return undefined;
  const days = parts.get("BYDAY")?.split(",").length;
  if (parts.get("FREQ") === "DAILY") return days === undefined ? 32 : days * 4;
  return parts.get("FREQ") === "WEEKLY" ? (days ?? 1) * 4 : undefined;
}

function windowIsEnough({ inputs }: Candidate): Finding {
  const [start, end, recurrence] = ["startTime", "endTime", "recurrence"].map((key) =>
    textAt(inputs, `${WINDOW}.${key}`),
  );
  const hours = (Date.parse(end ?? "") - Date.parse(start ?? "")) / 3_600_000;
  if (Number.isNaN(hours)) return undefined;
  if (hours < LEAST) return { property: WINDOW, reason: `lasts ${hours} hours; ${LEAST} or more are needed` };
  const times = occurrences(recurrence ?? "");
  return times === undefined || times * hours >= HOURS
    ? undefined
    : {
        property: WINDOW,
        reason: `is open for ${times * hours} hours in 32 days; GKE needs ${HOURS}: make it longer, or more frequent`,
      };
}

export const maintenance: readonly Check[] = [
  rule(CLUSTER, PROVIDER, hasOneWindow),
  matching(
    CLUSTER,
    "maintenancePolicy.dailyMaintenanceWindow.startTime",
    /^([01]\d|2[0-3]):[0-5]\d$/,
    "HH:MM, as in 03:00",
    PROVIDER,
  ),
  matching(CLUSTER, `${WINDOW}.startTime`, RFC3339, "a time as in 2026-01-01T03:00:00Z", PROVIDER),
  matching(CLUSTER, `${WINDOW}.endTime`, RFC3339, "a time as in 2026-01-01T07:00:00Z", PROVIDER),
  matching(
    CLUSTER,
    `${WINDOW}.recurrence`,
    /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/,
    "an RRULE of RFC 5545, as in FREQ=WEEKLY;BYDAY=SA,SU",
    `${DOCS}#maintenance_windows`,
  ),
  rule(CLUSTER, `${DOCS}#limitations-maint-windows`, windowIsEnough),
  atMost(CLUSTER, "maintenancePolicy.maintenanceExclusions", 20, PROVIDER),
  rule(CLUSTER, PROVIDER, ({ inputs }) => {
    const scopes = ["NO_UPGRADES", "NO_MINOR_UPGRADES", "NO_MINOR_OR_NODE_UPGRADES"];
    const property = "maintenancePolicy.maintenanceExclusions";
    const wrong = valuesAt(inputs, `${property}[].exclusionOptions.scope`).find(
      (scope) => !scopes.includes(String(scope)),
    );
    return typeof wrong === "string" ? { property, reason: `"${wrong}" is none of ${scopes.join(", ")}` } : undefined;
  }),
];
