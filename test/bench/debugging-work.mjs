// One measurement of the debugger in a process of its own. Arguments: part, name of a machine, rounds. Prints JSON.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/workspace.mjs";
import { MACHINES } from "./debugging-machines.mjs";
import { median } from "./measure.mjs";

const built = (name) => import(pathToFileURL(join(root, "packages/asl-core/dist", name)).href);
const { loadMachine, runSync, success } = await built("index.js");
const { DebugSession } = await built("debug/index.js");

const [part, name, rounds] = process.argv.slice(2);
const { definition, input } = MACHINES[name];
const machine = loadMachine(definition);
const options = (events) => ({
  input,
  handler: () => success(null),
  limits: { payload: 262_144, variables: 10_485_760, events, lifetime: 0 },
});

/** A breakpoint on a state that is never reached, one with a condition that never holds, one on an error that never comes. */
const NEVER = [{ state: "Done" }, { state: "Done", condition: "$states.input.x = 1" }, { error: "Never" }];

async function whole(events, breakpoints = []) {
  const session = DebugSession.start({ machine }, options(events));
  session.breakpoints.set(breakpoints);
  await session.continue();
  return session;
}

const cpu = async (work) => {
  const start = process.cpuUsage();
  for (let i = 0; i < 4; i++) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 4000;
};

/** Milliseconds of CPU time of a run of 100,000 events: with its history, under the debugger, with breakpoints armed. */
async function speed() {
  const work = {
    history: () => runSync(machine, options(100_000)),
    debugged: () => whole(100_000),
    armed: () => whole(100_000, NEVER),
  };
  const times = { history: [], debugged: [], armed: [] };
  for (let round = 0; round <= 2 * Number(rounds); round++)
    for (const one of Object.keys(work)) {
      const time = await cpu(work[one]);
      if (round > 0) times[one].push(time);
    }
  const ratio = (a) => median(times[a].map((time, i) => time / times.history[i]));
  const [history, debugged, armed] = Object.values(times).map(median);
  return { history, debugged, armed, debuggedRatio: ratio("debugged"), ratio: ratio("armed") };
}

const timed = async (count, work) => {
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await work(i);
    times.push(performance.now() - start);
  }
  return { typical: median(times), slow: times.sort((a, b) => a - b)[Math.floor(0.95 * count)] };
};

/** Milliseconds around event 20,000 of a run of 60,000. */
async function moves() {
  const session = await whole(60_000);
  const step = session.past.stepOfEvent(0, 20_000);
  session.goTo({ step, stage: 0 });
  const live = session.scene.executions[0].execution.frames.filter((frame) => frame !== null).length;
  const back = await timed(200, () => session.back());
  session.goTo({ step, stage: 0 });
  const forward = await timed(200, () => session.step("stage"));
  const seek = await timed(200, (i) => session.goTo({ step: (i * 7919) % session.length, stage: 0 }));
  return { live, back, forward, seek };
}

/** Bytes of memory for each event. */
async function memory() {
  await whole(1000);
  const before = used();
  const session = await whole(60_000);
  const bytes = (used() - before) / session.events().length;
  return { bytes, events: session.events().length };
}

function used() {
  for (let i = 0; i < 4; i++) globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

console.log(JSON.stringify(await { speed, moves, memory }[part]()));
