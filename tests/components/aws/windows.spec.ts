import assert from "node:assert/strict";
import fc from "fast-check";
import { backupWindow, maintenanceWindow, rotationSchedule } from "../../../components/aws/windows.ts";
import { type MaintenanceWindow, parseWindow, weekdays } from "../../../components/windows.ts";

/** Every window that configuration can have, but those of a whole day, which leave no hour for backups. */
const windows: fc.Arbitrary<MaintenanceWindow> = fc
  .record({ day: fc.constantFrom(...weekdays), hour: fc.integer({ min: 0, max: 23 }), hours: fc.nat({ max: 22 }) })
  .map(({ day, hour, hours }) => ({ day, hour, hours: Math.min(hours + 1, 24 - hour, 23) }));

const windowOf = (text: string): MaintenanceWindow => parseWindow(text)!;

const days = weekdays.map((day) => day.slice(0, 3));
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The minutes of the week from one moment to another, which may be in the next week. */
function minutes(from: number, to: number): Set<number> {
  const week = 7 * 24 * 60;
  const length = (to - from + week) % week;
  return new Set(Array.from({ length }, (_, minute) => (from + minute) % week));
}

function weeklyMinutes(text: string): Set<number> {
  const [from = 0, to = 0] = text.match(/[a-z]{3}:\d\d:\d\d/g)!.map((moment) => {
    const [day = "", time = ""] = [moment.slice(0, 3), moment.slice(4)];
    return days.indexOf(day) * 24 * 60 + minutesOf(time);
  });
  return minutes(from, to);
}

function dailyMinutes(text: string): Set<number> {
  const [from = 0, to = 0] = text.split("-").map(minutesOf);
  const length = (to - from + 24 * 60) % (24 * 60);
  const all = weekdays.flatMap((_, day) => [...minutes(day * 24 * 60 + from, day * 24 * 60 + from + length)]);
  return new Set(all.map((minute) => minute % (7 * 24 * 60)));
}

describe("AWS windows", () => {
  it("are written as the services read them", () => {
    const sunday = windowOf("sunday 02:00-06:00");
    assert.equal(maintenanceWindow(sunday), "sun:02:00-sun:06:00");
    assert.equal(backupWindow(sunday), "01:00-02:00");
    assert.deepEqual(rotationSchedule(sunday), { scheduleExpression: "cron(0 2 ? * 1#1 *)", duration: "4h" });
    assert.deepEqual(rotationSchedule(windowOf("saturday 00:00-01:00")), {
      scheduleExpression: "cron(0 0 ? * 7#1 *)",
      duration: "1h",
    });
  });

  it("go over to the next day at midnight", () => {
    assert.equal(maintenanceWindow(windowOf("sunday 22:00-24:00")), "sun:22:00-mon:00:00");
    assert.equal(backupWindow(windowOf("tuesday 00:00-04:00")), "23:00-00:00");
  });

  it("have a form and a length that RDS and ElastiCache take, whatever they are", () => {
    const time = "([01]\\d|2[0-3]):00";
    const day = `(${days.join("|")})`;
    fc.assert(
      fc.property(windows, (window) => {
        assert.match(maintenanceWindow(window), new RegExp(`^${day}:${time}-${day}:${time}$`));
        assert.match(backupWindow(window), new RegExp(`^${time}-${time}$`));
        assert.equal(weeklyMinutes(maintenanceWindow(window)).size, window.hours * 60);
        assert.equal(dailyMinutes(backupWindow(window)).size, 7 * 60);
      }),
    );
  });

  it("never have backups while maintenance goes on", () => {
    fc.assert(
      fc.property(windows, (window) => {
        const backups = dailyMinutes(backupWindow(window));
        const shared = [...weeklyMinutes(maintenanceWindow(window))].filter((minute) => backups.has(minute));
        assert.deepEqual(shared, []);
      }),
    );
  });

  it("rotate within the day, as Secrets Manager wants it", () => {
    fc.assert(
      fc.property(windows, (window) => {
        const { scheduleExpression, duration } = rotationSchedule(window);
        const [, hour, day] = /^cron\(0 (\d+) \? \* ([1-7])#1 \*\)$/.exec(scheduleExpression) ?? [];
        assert.equal(["sunday", ...weekdays][Number(day) - 1], window.day);
        assert.ok(Number(hour) + Number.parseInt(duration) <= 24);
      }),
    );
  });
});
