import { ratio } from "./measure.mjs";
import { COLD_START_FLOOR, FLOORS } from "./workloads.mjs";

/** One workload's results set against its floors: cells for the table, and whether all floors hold. */
export function judge(id, results) {
  const floor = FLOORS[id];
  const opponent = results[floor.opponent ?? "peer"];
  const ours = ratio(results.unobserved, opponent);
  const observed = results.history && ratio(results.history, opponent);
  const checks = [ours >= floor.unobserved];
  if (floor.history) checks.push(observed >= floor.history, results.history.rate > floor.speed);
  if (floor.memory) checks.push(results.history.memory <= floor.memory);
  return { id, ours, observed, floor, results, opponent, ok: !checks.includes(false) };
}

const HEAD = [
  "",
  "unobserved",
  "whole history",
  "by hand",
  "other",
  "ratio",
  "floor",
  "with history",
  "floor",
  "memory",
  "",
];

export const speedTable = (rows) => [HEAD, ...rows.map(speedRow)];

const speedRow = ({ id, ours, observed, floor, results, opponent, ok }) => [
  id,
  amount(results.unobserved.rate),
  results.history ? amount(results.history.rate) : "–",
  amount(results["by hand"].rate),
  amount(opponent.rate) + (floor.opponent ? " ᴱ" : ""),
  times(ours),
  times(floor.unobserved),
  observed ? times(observed) : "–",
  floor.history ? times(floor.history) : "–",
  results.history ? `${megabytes(results.history.memory)}${floor.memory ? ` of ${floor.memory}` : ""} MB` : "–",
  ok ? "ok" : "BELOW",
];

/** What every contestant did, on both clocks, and the memory it took. */
export const detailTable = (rows) => [
  ["", "contestant", "per second of CPU", "per second on the wall", "memory, one pass", "memory, all rounds"],
  ...rows.flatMap(({ id, results }) =>
    Object.entries(results).map(([name, { rate, wall, memory, peak }]) => [
      id,
      name,
      amount(rate),
      amount(wall),
      `${megabytes(memory)} MB`,
      `${megabytes(peak)} MB`,
    ]),
  ),
];

export const coldStartTable = ({ node, ours, peer, ratio, peerRatio }) => [
  ["", "milliseconds", "times `node -e 0`", "at most", ""],
  ["`node -e 0`", node.toFixed(0), "1", "", ""],
  [
    "`asl run`",
    ours.toFixed(0),
    ratio.toFixed(2),
    String(COLD_START_FLOOR),
    coldStartHolds({ ratio }) ? "ok" : "ABOVE",
  ],
  ["`local-sfn`", peer.toFixed(0), peerRatio.toFixed(2), "", ""],
];

export const coldStartHolds = ({ ratio }) => ratio <= COLD_START_FLOOR;

/** @param {{id: string, what: string, unobserved: number, history: number}[]} rows cost at ten times the size over cost */
export const growthTable = (rows) => [
  ["", "ten times the", "cost per transition, unobserved", "with whole history"],
  ...rows.map(({ id, what, unobserved, history }) => [
    id,
    what,
    `× ${unobserved.toFixed(2)}`,
    `× ${history.toFixed(2)}`,
  ]),
];

export const times = (value) => `${value >= 10 ? value.toFixed(0) : value.toFixed(1)}×`;
const megabytes = (value) => value.toFixed(0);

export function amount(rate) {
  if (rate >= 1e7) return `${(rate / 1e6).toFixed(0)} M`;
  if (rate >= 1e6) return `${(rate / 1e6).toFixed(1)} M`;
  return rate >= 1e4 ? `${(rate / 1e3).toFixed(0)} k` : `${(rate / 1e3).toFixed(1)} k`;
}

/** A table for people at a terminal: columns as wide as they must be. */
export function asText(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The same in Markdown. */
export function asMarkdown([head, ...rows]) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
