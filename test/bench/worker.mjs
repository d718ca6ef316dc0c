// Measures one contestant on one workload in a process of its own, so that neither compiled code nor memory of another
// weighs on it. Arguments: contestant, workload, "grown" for the workload ten times as large. It warms up, then does one
// slice of work for each message it gets and answers with how long that took.
import { prepare } from "./contestants/index.mjs";
import { isValidation, validationOf } from "./validations.mjs";
import { grown, load } from "./workloads.mjs";

const [name, id, size] = process.argv.slice(2);
const workload = isValidation(id) ? validationOf(id) : size === "grown" ? grown(id) : load(id);
const contestant = await prepare(name, workload);

/** Where outputs go, so that no compiler may find out that nobody needs them. */
globalThis.output = undefined;

async function pass() {
  for (let n = 0; n < workload.execs; n++) {
    const output = contestant.run(n);
    globalThis.output = output instanceof Promise ? await output : output;
  }
}

/** Passes until `atLeast` milliseconds have gone by, measured in CPU time and on the wall. */
async function slice(atLeast) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let passes = 0;
  do await pass();
  while ((passes++, performance.now() - start < atLeast));
  const wall = (performance.now() - start) / 1000;
  const transitions = passes * workload.execs * workload.transitions;
  return { transitions, wall, cpu: milliseconds(process.cpuUsage(cpu)) / 1000 };
}

const milliseconds = ({ user, system }) => (user + system) / 1000;

/** The most memory this process ever held, in MB. */
const peakMemory = () => process.resourceUsage().maxRSS / 1024;

const begun = process.cpuUsage();
await pass();
const once = {
  first: milliseconds(process.cpuUsage(begun)),
  memory: peakMemory(),
  size: workload.execs * workload.transitions,
};
process.on("message", async ({ atLeast }) => {
  process.send({ ...(await slice(atLeast)), ...once, peak: peakMemory() });
});
process.send("ready");
