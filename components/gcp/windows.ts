import { type MaintenanceWindow, weekdays } from "../windows.ts";

/** Day of the week as Cloud SQL counts it, from 1 for Monday. */
export const dayNumber = ({ day }: MaintenanceWindow): number => weekdays.indexOf(day) + 1;

/** An hour of the day that is well before any window that begins later in the day, or after any that began before. */
export const backupHour = ({ hour, hours }: MaintenanceWindow): number => (hour >= 2 ? hour - 2 : hour + hours);
