import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import {
  hasClock,
  openText,
  runOf,
  Timeline,
  timeText,
  wholeTimeText,
  zoneOf,
} from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf } from "./history.js";
import { machine, task } from "./machines.js";

const one = machine({ A: task(undefined) });
const START = Date.UTC(2026, 10, 22, 13, 3, 7, 125);
const zone = process.env.TZ;

/** A run that begins at a time, with `took` milliseconds from its first event to its last. */
async function runFrom(start: number, took = 1000): Promise<Timeline> {
  const { events } = JSON.parse(historyOf(one, {})) as { events: JsonObject[] };
  const timed = events.map((event, at) => ({ ...event, timestamp: (start + (at === 0 ? 0 : took)) / 1000 }));
  const { histories } = await openText(JSON.stringify({ events: timed }), "history.json");
  return new Timeline(runOf(histories[0], one));
}

describe("times of a run", () => {
  beforeEach(() => void (process.env.TZ = "Etc/GMT-1"));
  afterEach(() => void (zone === undefined ? delete process.env.TZ : (process.env.TZ = zone)));

  it("are those since its beginning, or times of day where the reader is", async () => {
    const timeline = await runFrom(START);
    expect(hasClock(timeline)).toBe(true);
    expect(timeText(timeline, 340, false)).toBe("340 ms");
    expect(timeText(timeline, 340, true)).toBe("14:03:07.465");
    expect(wholeTimeText(timeline, 340, true)).toBe("2026-11-22 14:03:07.465 UTC+01:00");
    expect(zoneOf(timeline)).toBe("UTC+01:00");
  });

  it.each([
    ["Etc/GMT+3", "2026-11-22 10:03:07.125 UTC−03:00"],
    ["UTC", "2026-11-22 13:03:07.125 UTC"],
    ["Asia/Kolkata", "2026-11-22 18:33:07.125 UTC+05:30"],
  ])("name the zone: %s", async (name, text) => {
    process.env.TZ = name;
    expect(wholeTimeText(await runFrom(START), 0, true)).toBe(text);
  });

  it("have their date where the run went over midnight", async () => {
    const timeline = await runFrom(START, 12 * 3_600_000);
    expect(timeText(timeline, 12 * 3_600_000, true)).toBe("2026-11-23 02:03:07.125");
  });

  it("are none of the day where the run's clock began at zero", async () => {
    const timeline = await runFrom(1000);
    expect(hasClock(timeline)).toBe(false);
    expect(timeText(timeline, 340, true)).toBe("340 ms");
    expect(wholeTimeText(timeline, 340, true)).toBe("340 ms");
  });
});
