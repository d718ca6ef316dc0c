import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../scripts/workspace.mjs";
import { median } from "./measure.mjs";
import { filesOf } from "./workloads.mjs";

const require = createRequire(import.meta.url);
/** The built command. */
export const asl = join(root, "packages/asl-cli/dist/asl.js");

/** Whether the command is built. */
export const commandIsBuilt = () => existsSync(asl);

function commands() {
  const { definition, input } = filesOf("W9");
  const peer = join(dirname(require.resolve("aws-local-stepfunctions")), "..", "bin", "CLI.cjs");
  return {
    node: ["-e", "0"],
    ours: [asl, "run", definition, "--input", input],
    peer: [peer, "-f", definition],
  };
}

/**
 * Wall time, in milliseconds, from starting a process to its end: an empty Node, our command and the peer's on a
 * three-state machine. They take turns; medians of all rounds, the first one left out.
 */
export function coldStart(rounds) {
  const times = { node: [], ours: [], peer: [] };
  for (let round = 0; round <= rounds; round++)
    for (const [name, args] of Object.entries(commands())) {
      const time = spend(args);
      if (round > 0) times[name].push(time);
    }
  const ratioTo = (name) => median(times[name].map((time, round) => time / times.node[round]));
  const medians = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
  return { ...medians, ratio: ratioTo("ours"), peerRatio: ratioTo("peer"), rounds };
}

/** Exit code where a definition has errors. */
const REFUSED = 3;

/** Wall time, in milliseconds, of `asl validate` on a folder; the median of so many runs. What it finds does not matter. */
export function commandTime(folder, rounds) {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [asl, "validate", folder, "--output", devNull]);
    if (status !== 0 && status !== REFUSED) throw new Error(`asl validate ended with ${status}: ${stderr}`);
    return performance.now() - start;
  });
  return median(times);
}

/** The input is on stdin too: without a terminal the peer reads it there. */
function spend(args) {
  const input = readFileSync(filesOf("W9").input);
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { input });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
