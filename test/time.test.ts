import { describe, expect, it } from "vitest";
import { formatTimestamp, parseTimestamp } from "../packages/asl-core/src/time.js";

describe("a timestamp", () => {
  it.each([
    ["2026-03-01T09:30:00Z", "2026-03-01T09:30:00.000Z"],
    ["2026-03-01T09:30:00.123456789Z", "2026-03-01T09:30:00.123Z"],
    ["2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00.000Z"],
    ["2024-02-29T23:59:59-02:30", "2024-03-01T02:29:59.000Z"],
    ["0050-01-01T00:00:00Z", "0050-01-01T00:00:00.000Z"],
    ["0000-02-29T00:00:00Z", "0000-02-29T00:00:00.000Z"],
  ])("is read as RFC 3339 has it: %s", (text, expected) => {
    expect(formatTimestamp(parseTimestamp(text)!)).toBe(expected);
  });

  it.each([
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01t00:00:00z",
    "2026-01-01T00:00:00",
    "2026-01-01",
  ])("is refused where there is no such moment, or none is named: %s", (text) =>
    expect(parseTimestamp(text)).toBeUndefined(),
  );

  it("beyond the last date is shown as the last one", () => {
    expect(formatTimestamp(1e20)).toBe("+275760-09-13T00:00:00.000Z");
  });
});
