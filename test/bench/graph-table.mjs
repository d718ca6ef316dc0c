import { GRAPH_FLOORS } from "./graph.mjs";
import { milliseconds, verdict } from "./validation-table.mjs";

/** A table for each part of graph.mjs, from its rows. */
export const GRAPH_TABLES = {
  G1: (rows) => [
    ["G1", "first of its kind", "warm", "at most", "SVG written", ""],
    ...rows.map(({ name, first, warm, drawn, ok }) => [
      name,
      milliseconds(first),
      milliseconds(warm),
      milliseconds(GRAPH_FLOORS.G1),
      milliseconds(drawn),
      verdict(ok, "ABOVE"),
    ]),
  ],
  G2: (rows) => [
    ["G2", "least", "slowest", "at most", ""],
    ...rows.map(({ warm, slowest, ok }) => [
      "one of 40 containers edited",
      milliseconds(warm),
      milliseconds(slowest),
      milliseconds(GRAPH_FLOORS.G2),
      verdict(ok, "ABOVE"),
    ]),
  ],
};
