import { DEBUGGING_FLOORS } from "./debugging.mjs";
import { verdict } from "./validation-table.mjs";

const time = (value) => `${value < 1 ? value.toFixed(2) : value.toFixed(1)} ms`;
const both = ({ typical, slow }) => `${time(typical)}, ${time(slow)}`;

/** A table for each part of debugging.mjs, from its rows. */
export const DEBUGGING_TABLES = {
  D1: (rows) => [
    ["D1", "history kept", "debugged", "ratio", "breakpoints armed", "ratio", "at most", ""],
    ...rows.map(({ name, history, debugged, armed, debuggedRatio, ratio, ok }) => [
      name,
      time(history),
      time(debugged),
      `${debuggedRatio.toFixed(2)}×`,
      time(armed),
      `${ratio.toFixed(2)}×`,
      `${DEBUGGING_FLOORS.D1}×`,
      verdict(ok, "ABOVE"),
    ]),
  ],
  D2: (rows) => [
    ["D2", "live frames", "back", "forward", "at most", "anywhere", ""],
    ...rows.map(({ name, live, back, forward, seek, ok }) => [
      name,
      String(live),
      both(back),
      both(forward),
      time(DEBUGGING_FLOORS.D2),
      both(seek),
      verdict(ok, "ABOVE"),
    ]),
  ],
  D3: (rows) => [
    ["D3", "events", "bytes each", "at most", ""],
    ...rows.map(({ name, events, bytes, isBound, ok }) => [
      name,
      String(events),
      bytes.toFixed(0),
      isBound ? String(DEBUGGING_FLOORS.D3) : "–",
      isBound ? verdict(ok, "ABOVE") : "",
    ]),
  ],
};
