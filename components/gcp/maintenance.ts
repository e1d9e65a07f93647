import type * as gcp from "@pulumi/gcp";
import { type MaintenanceWindow, type Weekday, weekdays } from "../windows.ts";

type RecurringWindow = gcp.types.input.container.ClusterMaintenancePolicyRecurringWindow;

/** Hours in any 32 days that GKE asks for, in which every window comes four times at least; and the least of each window. */
const needed = { hours: 48, times: 4, each: 4 };

/** A Monday; windows begin in the past, so that they hold from the first day on. */
const monday = { year: 2026, month: 0, day: 5 };

/**
 * The one window that a cluster can have: on all the days, from the first window's hour on, and for as long as GKE asks
 * for at least. So Sunday's from 02:00 to 06:00 lasts until 14:00.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions#limitations-maint-windows
 */
export function recurringWindow(windows: readonly MaintenanceWindow[]): RecurringWindow {
  const days = weekdays.filter((day) => windows.some((window) => window.day === day));
  const hour = windows[0]!.hour;
  const most = Math.max(...windows.map((window) => window.hour + window.hours - hour));
  const hours = Math.max(most, needed.each, Math.ceil(needed.hours / needed.times / days.length));
  return {
    startTime: instant(days[0]!, hour),
    endTime: instant(days[0]!, hour + hours),
    recurrence: `FREQ=WEEKLY;BYDAY=${days.map((day) => day.slice(0, 2).toUpperCase()).join(",")}`,
  };
}

const instant = (day: Weekday, hour: number): string =>
  new Date(Date.UTC(monday.year, monday.month, monday.day + weekdays.indexOf(day), hour))
    .toISOString()
    .replace(".000", "");
