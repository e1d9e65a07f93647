import assert from "node:assert/strict";
import { recurringWindow } from "../../../components/gcp/maintenance.ts";
import { parseWindow } from "../../../components/windows.ts";

const window = (...texts: string[]) => recurringWindow(texts.map((text) => parseWindow(text)!));

describe("the maintenance window of GKE", () => {
  it("lasts as long as GKE asks for at least", () => {
    assert.deepEqual(window("sunday 02:00-06:00"), {
      startTime: "2026-01-11T02:00:00Z",
      endTime: "2026-01-11T14:00:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=SU",
    });
    assert.deepEqual(window("tuesday 02:00-04:00", "thursday 02:00-04:00"), {
      startTime: "2026-01-06T02:00:00Z",
      endTime: "2026-01-06T08:00:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=TU,TH",
    });
  });

  it("goes on into the next day where it has to", () => {
    assert.equal(window("saturday 20:00-24:00").endTime, "2026-01-11T08:00:00Z");
  });

  it("is no shorter than the one that was asked for, nor than four hours", () => {
    assert.equal(window("monday 00:00-12:00").endTime, "2026-01-05T12:00:00Z");
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    assert.equal(window(...days.map((day) => `${day} 01:00-02:00`)).endTime, "2026-01-05T05:00:00Z");
  });
});
