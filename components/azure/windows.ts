/** How Azure's services take the times of the week at which something may happen. All are in UTC. */
import type * as azure from "@pulumi/azure-native";
import { type MaintenanceWindow, twoDigits } from "../windows.ts";

/** AKS' windows are of 4 hours at least: https://learn.microsoft.com/azure/aks/planned-maintenance */
const minHours = 4;

/** A window as AKS takes it: every week, and as long as it has to be. */
export const clusterWindow = ({
  day,
  hour,
  hours,
}: MaintenanceWindow): azure.types.input.containerservice.MaintenanceWindowArgs => ({
  schedule: { weekly: { intervalWeeks: 1, dayOfWeek: day[0]!.toUpperCase() + day.slice(1) } },
  startTime: `${twoDigits(hour)}:00`,
  utcOffset: "+00:00",
  durationHours: Math.max(hours, minHours),
});
