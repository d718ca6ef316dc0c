import { HISTORY_FLOORS } from "./history.mjs";
import { milliseconds, verdict } from "./validation-table.mjs";

/** A table for each part of history.mjs, from its rows. */
export const HISTORY_TABLES = {
  H1: (rows) => [
    ["H1", "first", "warm", "at most", "any place", "at most", "search", "at most", "heap", "at most", ""],
    ...rows.map(({ events, megabytes, first, open, status, filter, memory, ok }) => [
      `${events} events, ${megabytes.toFixed(1)} MB`,
      ...[first, open, HISTORY_FLOORS.open, status, HISTORY_FLOORS.status, filter, HISTORY_FLOORS.filter].map(
        milliseconds,
      ),
      ...[memory, HISTORY_FLOORS.memory].map((size) => `${Math.round(size)} MB`),
      verdict(ok, "ABOVE"),
    ]),
  ],
};
