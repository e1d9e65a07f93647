import { type MaintenanceWindow, weekdays } from "../windows.ts";

/** Day of the week as Azure's databases count it, from 0 for Sunday. */
export const dayNumber = ({ day }: MaintenanceWindow): number => (weekdays.indexOf(day) + 1) % weekdays.length;
