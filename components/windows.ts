/** Times of the week at which the clouds may maintain what they run, in UTC. */

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

export type Weekday = (typeof weekdays)[number];

export interface MaintenanceWindow {
  readonly day: Weekday;
  /** Hour at which it begins, 0 to 23. */
  readonly hour: number;
  /** How long it lasts, in hours, half a day at most, for backups need another time; it ends on the day that it begins. */
  readonly hours: number;
}

const form = new RegExp(`^(${weekdays.join("|")}) ([01]\\d|2[0-3]):00-([01]\\d|2[0-4]):00$`);

const longest = 12;

/** How a window is written in a stack's configuration. */
export const windowForm = '"<weekday> <hour>:00-<hour>:00" in UTC, such as "sunday 02:00-06:00", 12 hours at most';

/** Reads a window as it is written in a stack's configuration; nothing where it is not one, or ends before it begins. */
export function parseWindow(text: string): MaintenanceWindow | undefined {
  const [, day, from, to] = form.exec(text) ?? [];
  const [hour, hours] = [Number(from), Number(to) - Number(from)];
  return day === undefined || hours < 1 || hours > longest ? undefined : { day: day as Weekday, hour, hours };
}

/** Two digits: `02`. */
export const twoDigits = (hour: number): string => String(hour).padStart(2, "0");
