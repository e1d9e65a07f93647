/** When something happens, as EventBridge, AWS Backup and Secrets Manager want it written. */

const RATE = /^rate\((\d+) (minutes?|hours?|days?)\)$/;
const CRON = /^cron\((\S+(?: \S+){5})\)$/;

/** What is wrong with a rate or cron expression, nothing where all is well. */
export function flawOfSchedule(text: string): string | undefined {
  const [, count, unit = ""] = RATE.exec(text) ?? [];
  if (count !== undefined) {
    const isOne = Number(count) === 1;
    if (Number(count) < 1) return `"${text}" never comes round`;
    return isOne === unit.endsWith("s")
      ? `"${text}" is not allowed: write ${isOne ? unit.slice(0, -1) : `${unit}s`} with ${count}`
      : undefined;
  }
  const [, fields] = CRON.exec(text) ?? [];
  if (fields === undefined) return `"${text}" reads neither as rate(1 day) nor as cron(0 3 * * ? *), with six fields`;
  const [, , dayOfMonth, , dayOfWeek] = fields.split(" ");
  return (dayOfMonth === "?") === (dayOfWeek === "?")
    ? `"${text}" is not allowed: exactly one of day-of-month and day-of-week is ?`
    : undefined;
}
