/** The time windows of databases and caches: a format, a length, and no overlap. Times are in UTC. */
import type { Candidate, Check } from "../../model.ts";
import { textOf, rule, type Finding } from "./rules.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Minutes of a week. */
interface Span {
  readonly from: number;
  readonly length: number;
}

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`, "i");

const minutes = (hours = "", rest = "", day = "mon") => DAYS.indexOf(day.toLowerCase()) * DAY + +hours * 60 + +rest;

function daily(text: string): Span | undefined {
  const [, ...parts] = DAILY.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const from = minutes(parts[0], parts[1]);
  return { from, length: (minutes(parts[2], parts[3]) - from + DAY) % DAY };
}

function weekly(text: string): Span | undefined {
  const [, ...parts] = WEEKLY.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const from = minutes(parts[1], parts[2], parts[0]);
  return { from, length: (minutes(parts[4], parts[5], parts[3]) - from + WEEK) % WEEK };
}

/** Whether two spans of a circle that long have a moment in common. */
const meet = (a: Span, b: Span, circle: number) =>
  (b.from - a.from + circle) % circle < a.length || (a.from - b.from + circle) % circle < b.length;

/**
 * @param day the input with the daily window, of backups.
 * @param week the input with the weekly window, of maintenance.
 * @param shortest minutes that both last at least.
 * @param apart whether the service refuses windows that overlap.
 */
export const windows = (
  types: string,
  day: string,
  week: string,
  { shortest, apart }: { shortest: number; apart: boolean },
  source: string,
): Check =>
  rule(types, source, (candidate: Candidate): Finding => {
    const [dayText, weekText] = [textOf(candidate, day), textOf(candidate, week)];
    const [ofDay, ofWeek] = [daily(dayText ?? ""), weekly(weekText ?? "")];
    if (dayText !== undefined && !ofDay) return { property: day, reason: `"${dayText}" does not read as 03:00-04:00` };
    if (weekText !== undefined && !ofWeek)
      return { property: week, reason: `"${weekText}" does not read as sun:05:00-sun:06:00` };
    const short = [[day, ofDay] as const, [week, ofWeek] as const].find(([, span]) => span && span.length < shortest);
    if (short) return { property: short[0], reason: `lasts ${short[1]?.length} minutes; ${shortest} is the least` };
    const clash =
      apart &&
      ofDay &&
      ofWeek &&
      DAYS.some((_, index) => meet({ ...ofDay, from: ofDay.from + index * DAY }, ofWeek, WEEK));
    return clash ? { property: week, reason: `${weekText} overlaps ${day}, ${dayText}` } : undefined;
  });
