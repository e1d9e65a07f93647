/** How Azure's services take the times of the week at which something may happen. All are in UTC. */
import type * as azure from "@pulumi/azure-native";
import { type MaintenanceWindow, type Weekday, twoDigits, weekdays } from "../windows.ts";

/** AKS' windows are of 4 hours at least: https://learn.microsoft.com/azure/aks/planned-maintenance */
const minHours = 4;

/** Day of the week as AKS and Azure Cache for Redis write it: `Sunday`. */
export const dayName = ({ day }: MaintenanceWindow): Capitalize<Weekday> =>
  `${day.charAt(0).toUpperCase()}${day.slice(1)}` as Capitalize<Weekday>;

/** Day of the week as Azure's databases count it, from 0 for Sunday. */
export const dayNumber = ({ day }: MaintenanceWindow): number => (weekdays.indexOf(day) + 1) % weekdays.length;

/** A window as AKS takes it: every week, and as long as it has to be. */
export const clusterWindow = (window: MaintenanceWindow): azure.types.input.containerservice.MaintenanceWindowArgs => ({
  schedule: { weekly: { intervalWeeks: 1, dayOfWeek: dayName(window) } },
  startTime: `${twoDigits(window.hour)}:00`,
  utcOffset: "+00:00",
  durationHours: Math.max(window.hours, minHours),
});
