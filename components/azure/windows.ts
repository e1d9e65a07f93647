import { type MaintenanceWindow, type Weekday, weekdays } from "../windows.ts";

/** Day of the week as Azure Cache for Redis writes it: `Sunday`. */
export const dayName = ({ day }: MaintenanceWindow): Capitalize<Weekday> =>
  `${day.charAt(0).toUpperCase()}${day.slice(1)}` as Capitalize<Weekday>;

/** Day of the week as Azure's databases count it, from 0 for Sunday. */
export const dayNumber = ({ day }: MaintenanceWindow): number => (weekdays.indexOf(day) + 1) % weekdays.length;
