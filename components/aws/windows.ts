/** How AWS's services write the times of the week at which something may happen. All are in UTC. */
import { type MaintenanceWindow, twoDigits, weekdays } from "../windows.ts";

/** `sun:02:00-sun:06:00`, as RDS and ElastiCache take it; a window until midnight ends on the next day. */
export function maintenanceWindow({ day, hour, hours }: MaintenanceWindow): string {
  return `${moment(day, hour)}-${moment(day, hour + hours)}`;
}

/**
 * The hour before maintenance, of every day: `01:00-02:00`. So maintenance begins with a fresh backup, and the two do not
 * overlap, which RDS refuses
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupWindow.html): only a window
 * of 24 hours would leave no hour free.
 */
export function backupWindow({ hour }: MaintenanceWindow): string {
  return `${twoDigits((hour + 23) % 24)}:00-${twoDigits(hour)}:00`;
}

/**
 * The first maintenance window of each month, as Secrets Manager takes it; Sunday is day 1:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function rotationSchedule({ day, hour, hours }: MaintenanceWindow) {
  const number = ((weekdays.indexOf(day) + 1) % 7) + 1;
  return { scheduleExpression: `cron(0 ${hour} ? * ${number}#1 *)`, duration: `${hours}h` };
}

function moment(day: MaintenanceWindow["day"], hour: number): string {
  const index = weekdays.indexOf(day) + Math.floor(hour / 24);
  return `${weekdays[index % 7]?.slice(0, 3)}:${twoDigits(hour % 24)}:00`;
}
