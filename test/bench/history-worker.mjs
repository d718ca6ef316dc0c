import { root } from "../../scripts/workspace.mjs";
import { manyOrders } from "./history-machines.mjs";

const core = await import(`${root}/packages/asl-core/dist/index.js`);
const { openText, runOf, Timeline } = await import(`${root}/packages/asl-viewer/dist/timeline/index.js`);
const rounds = Number(process.argv[2]);

/** Milliseconds of CPU time of the main thread's work. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const { text, definition } = manyOrders(core);
const opens = [];
let timeline;
for (let round = 0; round < rounds; round++) {
  const start = spent();
  const { histories } = await openText(text, "history.json");
  timeline = new Timeline(runOf(histories[0], definition));
  opens.push(spent() - start);
}

const places = Array.from({ length: 400 }, (_, at) => (at * 7919) % timeline.length);
const statuses = places.map((count) => {
  const start = performance.now();
  timeline.nodeMarks(count);
  timeline.edgeMarks(count);
  return performance.now() - start;
});

const prepared = spent();
timeline.search.prepare();
const prepare = spent() - prepared;
const filters = ["person 17", "sku-order-9", "nowhere"].map((wanted) => {
  const start = spent();
  timeline.search.find({ text: wanted });
  return spent() - start;
});

globalThis.gc();
console.log(
  JSON.stringify({
    events: timeline.length,
    megabytes: text.length / 1e6,
    first: opens[0],
    open: Math.min(...opens),
    // One in a hundred is the machine's, not ours: it is shared.
    status: statuses.sort((a, b) => a - b)[Math.floor(statuses.length * 0.99)],
    prepare,
    filter: Math.max(...filters),
    memory: process.memoryUsage().heapUsed / 1e6,
  }),
);
