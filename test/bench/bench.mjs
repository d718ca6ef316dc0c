/**
 * `npm run bench [-- options]`: speed and memory of the built packages on the shared workloads, next to the same work
 * written by hand and to another interpreter, all in one run. README.md beside this file says what is measured and how.
 *
 *   --only W1,V2   these workloads (W9: the cold start; growth: the check at ten times the size; V: all of validation,
 *                  T: all of testing, D: all of debugging, G: all of drawing, H: all of histories,
 *                  P: the viewer in Chromium)
 *   --rounds 7     how many slices each contestant gets
 *   --write        write docs/benchmarks.md
 *   --no-build     measure what is built already
 *
 * The exit code is 1 where something is below its floor, 2 where there is nothing to measure.
 */
import { parseArgs } from "node:util";
import { build } from "../../scripts/build.mjs";
import { install } from "../../scripts/install.mjs";
import { coldStart, commandIsBuilt } from "./cold-start.mjs";
import { DEBUGGING } from "./debugging.mjs";
import { DEBUGGING_TABLES } from "./debugging-table.mjs";
import { GRAPHS } from "./graph.mjs";
import { GRAPH_TABLES } from "./graph-table.mjs";
import { HISTORIES } from "./history.mjs";
import { HISTORY_TABLES } from "./history-table.mjs";
import { measure, ratio } from "./measure.mjs";
import { writeReport } from "./report.mjs";
import { asText, coldStartHolds, coldStartTable, detailTable, growthTable, judge, speedTable } from "./table.mjs";
import { TESTING } from "./testing.mjs";
import { TESTING_TABLES } from "./testing-table.mjs";
import { VALIDATIONS } from "./validation.mjs";
import { VALIDATION_TABLES } from "./validation-table.mjs";
import { VIEWERS } from "./viewer.mjs";
import { VIEWER_TABLES } from "./viewer-table.mjs";
import { FLOORS, folder, GROWN, ids, present } from "./workloads.mjs";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    rounds: { type: "string", default: "7" },
    write: { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const EFFORT = { rounds, slice: 300, warmUp: 1500 };
const COLD_ROUNDS = Math.max(15, rounds);
/** A letter that stands for all workloads that begin with it. */
const GROUPS = { V: "V", T: "T", D: "D", G: "G", H: "H", P: "P" };
const GROWTH = { W2: "events", W1: "states", W5a: "items" };

process.exitCode = await main();

async function main() {
  if (!present()) {
    console.error(`\n*** NO BENCHMARK: the workloads are not at ${folder}. ASL_SHARED names the folder above. ***\n`);
    return 2;
  }
  if (!options["no-build"]) {
    await install();
    if (!(await build())) return 2;
  }
  const wanted = options.only?.split(",");
  const chosen = (id) => wanted === undefined || wanted.includes(id) || wanted.includes(GROUPS[id[0]]);
  const report = {
    speed: await shown(speed(ids().filter(chosen)), (rows) => [speedTable(rows), detailTable(rows)]),
    coldStart: chosen("W9") ? await shown(cold(), (start) => [coldStartTable(start)]) : undefined,
    validation: await parts(Object.keys(VALIDATIONS).filter(chosen), VALIDATIONS, VALIDATION_TABLES),
    testing: await parts(Object.keys(TESTING).filter(chosen), TESTING, TESTING_TABLES),
    debugging: await parts(Object.keys(DEBUGGING).filter(chosen), DEBUGGING, DEBUGGING_TABLES),
    graph: await parts(Object.keys(GRAPHS).filter(chosen), GRAPHS, GRAPH_TABLES),
    history: await parts(Object.keys(HISTORIES).filter(chosen), HISTORIES, HISTORY_TABLES),
    viewer: await parts(Object.keys(VIEWERS).filter(chosen), VIEWERS, VIEWER_TABLES),
    growth: chosen("growth") ? await shown(growth(), (rows) => [growthTable(rows)]) : [],
  };
  if (report.speed.length > 0)
    console.log(
      "\nTransitions per second of CPU time (W10: states read, checked and compiled). ᴱ the JSONata library alone.",
    );
  if (options.write) writeReport(report);
  return holds(report) ? 0 : 1;
}

async function speed(list) {
  const rows = [];
  for (const id of list) {
    progress(`measuring ${id} …`);
    rows.push(judge(id, await measure(contestantsOf(id), EFFORT)));
  }
  return rows;
}

function contestantsOf(id) {
  const observed = id === "W10" ? [] : ["history"];
  const names = ["unobserved", ...observed, "by hand", FLOORS[id].opponent ?? "peer"];
  return names.map((name) => ({ key: name, args: [name, id] }));
}

function cold() {
  if (!commandIsBuilt()) return void console.error("\n*** NO COLD START: asl-cli is not built. ***\n");
  progress("measuring W9 …");
  return coldStart(COLD_ROUNDS);
}

async function growth() {
  const rows = [];
  for (const id of GROWN) {
    progress(`measuring ${id} at ten times its size …`);
    const names = ["unobserved", "history"];
    const results = await measure(
      names.flatMap((name) => [
        { key: name, args: [name, id] },
        { key: `${name} grown`, args: [name, id, "grown"] },
      ]),
      EFFORT,
    );
    const [unobserved, history] = names.map((name) => ratio(results[name], results[`${name} grown`]));
    rows.push({ id, what: GROWTH[id], unobserved, history });
  }
  return rows;
}

async function parts(list, measurements, tables) {
  const report = {};
  for (const id of list) {
    progress(`measuring ${id} …`);
    report[id] = await shown(measurements[id](EFFORT), (rows) => [tables[id](rows)]);
  }
  return report;
}

/** Prints the tables of a part as soon as it is done. */
async function shown(part, tables) {
  const result = await part;
  progress("");
  if (result !== undefined && result.length !== 0) console.log(`\n${tables(result).map(asText).join("\n\n")}`);
  return result;
}

function holds({ speed: rows, coldStart: start, validation, testing, debugging, graph, history, viewer }) {
  const all = [
    ...rows,
    ...Object.values({ ...validation, ...testing, ...debugging, ...graph, ...history, ...viewer }).flat(),
  ];
  return all.every(({ ok }) => ok) && (start === undefined || coldStartHolds(start));
}

/** One line that is written over, where a person watches. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text !== "") console.error(text);
}
