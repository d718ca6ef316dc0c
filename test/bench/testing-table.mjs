import { CASES, TESTING_FLOORS } from "./testing.mjs";
import { milliseconds, verdict } from "./validation-table.mjs";

const seconds = (value) => `${(value / 1000).toFixed(2)} s`;

/** A table for each part of testing.mjs, from its rows. */
export const TESTING_TABLES = {
  T1: (rows) => [
    ["T1", "alone", "with coverage", "ratio", "at most", "cases per second", ""],
    ...rows.map(({ files, alone, covered, ratio, ok }) => [
      files === 1 ? "one file" : `${files} files`,
      seconds(alone),
      seconds(covered),
      `${ratio.toFixed(2)}×`,
      `${TESTING_FLOORS.T1}×`,
      ((1000 * CASES) / alone).toFixed(0),
      verdict(ok, "ABOVE"),
    ]),
  ],
  T2: (rows) => [
    ["T2", "first of a process", "warm", "below", "reading the definition, first of a process", ""],
    ...rows.map(({ load, cold, warm, ok }) => [
      "three days",
      milliseconds(cold),
      `${warm.toFixed(2)} ms`,
      `${TESTING_FLOORS.T2} ms`,
      milliseconds(load),
      verdict(ok, "ABOVE"),
    ]),
  ],
  T3: (rows) => [
    ["T3", "`asl test`", "median of all rounds", "at most", "`node -e 'console.log(0)'`", ""],
    ...rows.map(({ node, first, typical, ok }) => [
      "first result",
      milliseconds(first),
      milliseconds(typical),
      `${TESTING_FLOORS.T3} ms`,
      milliseconds(node),
      verdict(ok, "ABOVE"),
    ]),
  ],
};
