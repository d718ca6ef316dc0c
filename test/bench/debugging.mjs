import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MACHINES } from "./debugging-machines.mjs";

/**
 * What debugging must reach. D1: CPU time with breakpoints armed over that of a run that keeps its history. D2: milliseconds
 * of one step, forward or back. D3: bytes of memory for each event.
 */
export const DEBUGGING_FLOORS = { D1: 1.25, D2: 5, D3: 200 };

/** The parts by their names; each gives its rows. */
export const DEBUGGING = { D1: armed, D2: moves, D3: memory };

const script = fileURLToPath(new URL("debugging-work.mjs", import.meta.url));
const NAMES = Object.keys(MACHINES);

/** In a process of its own, so that neither compiled code nor memory of another weighs on it. */
function done(part, name, rounds) {
  const output = execFileSync(process.execPath, ["--expose-gc", script, part, name, String(rounds)]);
  return { name, ...JSON.parse(String(output)) };
}

function armed({ rounds }) {
  return NAMES.slice(0, 2).map((name) => {
    const row = done("speed", name, rounds);
    return { ...row, ok: row.ratio <= DEBUGGING_FLOORS.D1 };
  });
}

function moves({ rounds }) {
  return NAMES.map((name) => {
    const row = done("moves", name, rounds);
    return { ...row, ok: Math.max(row.back.typical, row.forward.typical) <= DEBUGGING_FLOORS.D2 };
  });
}

function memory({ rounds }) {
  return NAMES.map((name) => {
    const row = done("memory", name, rounds);
    const isBound = name !== "1,000 live iterations";
    return { ...row, isBound, ok: !isBound || row.bytes <= DEBUGGING_FLOORS.D3 };
  });
}
