import { milliseconds, verdict } from "./validation-table.mjs";
import { VIEWER_FLOORS } from "./viewer.mjs";

const WHAT = {
  paint: "one block, painted",
  cold: "the same, first thing in a page",
  held: "the same in a page that holds it, from the first byte",
  layout: "one block, painted",
  "in containers": "40 containers, painted",
  again: "40 containers, one edited, laid out again",
  "again painted": "the same, from its text to the screen",
  pan: "a frame while it is moved, 95 of 100",
};

/** A table for each part of viewer.mjs, from its rows. */
export const VIEWER_TABLES = {
  P1: (rows) => [
    ["P1", "in Chromium", "at most", "longest task", ""],
    ...rows.map(({ states, what, time, longest, floor, ok }) => [
      `${states} states`,
      `${WHAT[what]}: ${milliseconds(time)}`,
      floor === undefined ? "–" : milliseconds(floor),
      milliseconds(longest),
      verdict(ok, "ABOVE"),
    ]),
  ],
  P2: (rows) => [
    [
      "P2",
      "open",
      "at most",
      "longest task",
      "scrub",
      "95 of 100",
      "at most",
      "search",
      "at most",
      "heap",
      "at most",
      "",
    ],
    ...rows.map(({ events, open, longest, middle, scrub, filter, memory, ok }) => [
      `${events} events`,
      ...[open, VIEWER_FLOORS.open, longest, middle, scrub, VIEWER_FLOORS.scrub, filter, VIEWER_FLOORS.filter].map(
        milliseconds,
      ),
      ...[memory, VIEWER_FLOORS.memory].map((size) => `${Math.round(size)} MB`),
      verdict(ok, "ABOVE"),
    ]),
  ],
};
