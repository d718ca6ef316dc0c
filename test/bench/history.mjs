import { execFileSync } from "node:child_process";
import { exists, root } from "../../scripts/workspace.mjs";

/**
 * What opening a history of 25,000 events must reach, in milliseconds of CPU time but for the last: reading and indexing
 * it, the marks of all states at any place, a search of all data, and megabytes of heap with all of it held.
 */
export const HISTORY_FLOORS = { open: 1000, status: 16, filter: 50, memory: 250 };

/** The parts by their names; each gives its rows, `[]` where asl-viewer is not built. */
export const HISTORIES = { H1: histories };

function histories({ rounds }) {
  if (!exists("packages/asl-viewer/dist/timeline/index.js")) {
    console.error("\n*** H1 IS NOT MEASURED: asl-viewer is not built. ***\n");
    return [];
  }
  const worker = `${root}/test/bench/history-worker.mjs`;
  const measured = JSON.parse(
    execFileSync(process.execPath, ["--expose-gc", worker, String(rounds)], { encoding: "utf8" }),
  );
  const ok = Object.entries(HISTORY_FLOORS).every(([name, most]) => measured[name] <= most);
  return [{ ...measured, ok }];
}
