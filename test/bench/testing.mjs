import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { asl, commandIsBuilt } from "./cold-start.mjs";
import { median } from "./measure.mjs";
import { suite } from "./suites.mjs";

/**
 * What testing must reach. T1: what coverage may cost, as a ratio of wall times. T2: milliseconds of a test of three days.
 * T3: milliseconds from start until a first result is on screen.
 */
export const TESTING_FLOORS = { T1: 1.5, T2: 10, T3: 300 };

/** The parts by their names; each gives its rows, `[]` where the command is not built. */
export const TESTING = { T1: manyCases, T2: threeDays, T3: firstResult };

export const CASES = 1000;
const SPREADS = [1, 20];

/** What else the machine does only ever adds to wall times: the least of all rounds is nearest to the truth. */
const fastest = (times) => Math.min(...times);

/** All cases in one file, and spread over many, which run in parallel; alone and with coverage in turns. */
function manyCases({ rounds }) {
  if (!commandIsBuilt()) return missing("T1");
  return SPREADS.map((files) =>
    within(suite(files, CASES / files), (folder) => {
      const times = { alone: [], covered: [] };
      for (let round = 0; round <= rounds; round++) {
        const alone = spend(folder, []);
        const covered = spend(folder, ["--coverage", join(folder, `coverage-${round}`)]);
        if (round === 0) continue;
        times.alone.push(alone);
        times.covered.push(covered);
      }
      const ratio = median(times.covered.map((time, round) => time / times.alone[round]));
      const { alone, covered } = times;
      return { files, alone: fastest(alone), covered: fastest(covered), ratio, ok: ratio <= TESTING_FLOORS.T1 };
    }),
  );
}

const script = fileURLToPath(new URL("escalation.mjs", import.meta.url));

/** In a process of its own each time, for the first test of a process is the slow one. */
function threeDays({ rounds }) {
  const all = Array.from({ length: rounds }, () => JSON.parse(done(spawnSync(process.execPath, [script]))));
  const [load, cold, warm] = ["load", "cold", "warm"].map((name) => fastest(all.map((one) => one[name])));
  return [{ load, cold, warm, ok: Math.max(cold, warm) < TESTING_FLOORS.T2 }];
}

/** Four cases; an empty Node takes turns with them. */
async function firstResult({ rounds }) {
  if (!commandIsBuilt()) return missing("T3");
  const folder = write(suite(1, 4));
  try {
    const times = { node: [], first: [] };
    for (let round = 0; round <= 2 * rounds; round++) {
      const node = await firstByte(folder, ["-e", "console.log(0)"]);
      const first = await firstByte(folder, [asl, "test"]);
      if (round > 0) times.node.push(node) && times.first.push(first);
    }
    const [node, first] = [fastest(times.node), fastest(times.first)];
    return [{ node, first, typical: median(times.first), ok: first <= TESTING_FLOORS.T3 }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function missing(id) {
  console.error(`\n*** ${id} IS NOT MEASURED: asl-cli is not built. ***\n`);
  return [];
}

function write(files) {
  const folder = mkdtempSync(join(tmpdir(), "asl-bench-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function within(files, work) {
  const folder = write(files);
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Wall time, in milliseconds, of `asl test` in a folder from the shell to its end. Every case passes. */
function spend(folder, args) {
  const start = performance.now();
  done(spawnSync(process.execPath, [asl, "test", "--quiet", ...args], { cwd: folder }));
  return performance.now() - start;
}

function done({ status, stdout, stderr }) {
  if (status !== 0) throw new Error(`ended with ${status}: ${`${stdout}${stderr}`.slice(0, 1000)}`);
  return String(stdout);
}

/** Wall time, in milliseconds, from starting a process to the first it writes. */
function firstByte(cwd, args) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let first;
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", () => (first ??= performance.now() - start));
    child.on("close", (code) =>
      code === 0 ? resolve(first) : reject(new Error(`node ${args[0]} ended with ${code}`)),
    );
  });
}
