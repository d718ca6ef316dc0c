/**
 * `npm run fuzz [-- options]`: mutated definitions, templates and Terraform files, read and validated. Nothing may throw,
 * take longer than a limit, or point outside its text. The first files that do are printed with their numbers.
 *
 *   --runs 100000   how many
 *   --seed 1        which ones
 *   --from 0        number of the first; a failure repeats with its number and --runs 1
 *   --limit 20      seconds one may take
 *   --core folder   a built asl-core; default: the one in packages, built before
 *   --print         print the files
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { build } from "../../scripts/build.mjs";
import { install } from "../../scripts/install.mjs";
import { root } from "../../scripts/workspace.mjs";
import { cases } from "./cases.mjs";
import { checkFile } from "./check.mjs";
import { realPresent } from "./seeds.mjs";

const MOST_FAILURES = 20;

if (isMainThread) process.exitCode = await main();
else await work(workerData);

function settings() {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      from: { type: "string", default: "0" },
      limit: { type: "string", default: "20" },
      core: { type: "string" },
      print: { type: "boolean", default: false },
    },
  });
  const [runs, seed, from, limit] = ["runs", "seed", "from", "limit"].map((name) => Number(values[name]));
  return { runs, seed, from, limit, core: values.core, print: values.print };
}

async function main() {
  const options = settings();
  if (options.core === undefined) {
    await install();
    if (!(await build())) return 2;
  }
  if (!realPresent()) console.warn("*** Real definitions are not at hand: only this project's own are mutated. ***");
  const start = performance.now();
  const done = { cases: 0, failures: 0, slowest: { time: 0 }, machines: 0, error: 0, warning: 0 };
  const end = options.from + options.runs;
  for (let next = options.from; next < end && done.failures < MOST_FAILURES; )
    next = await watch({ ...options, from: next, runs: end - next }, done);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const { time, number } = done.slowest;
  console.log(
    `${done.cases} cases of seed ${options.seed} in ${seconds} s: ${done.machines} definitions, ${done.error} errors, ` +
      `${done.warning} warnings; the slowest took ${time.toFixed(0)} ms (number ${number}); ${done.failures} failed.`,
  );
  return done.failures === 0 ? 0 : 1;
}

/** Runs a worker until it ends or one case takes too long; gives the number to go on with. */
function watch(options, done) {
  return new Promise((resolveNext, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: options });
    let current = options.from;
    let timer = setTimeout(() => late(), 60_000);
    const go = (next) => {
      clearTimeout(timer);
      void worker.terminate();
      resolveNext(next);
    };
    const late = () => {
      done.failures++;
      console.error(`${current}: takes longer than ${options.limit} s`);
      go(current + 1);
    };
    worker.on("message", (message) => {
      clearTimeout(timer);
      timer = setTimeout(late, options.limit * 1000);
      current = message.number;
      if (message.done) note(message, done);
      if (message.done && done.failures >= MOST_FAILURES) go(options.from + options.runs);
    });
    worker.on("error", reject);
    worker.on("exit", () => go(options.from + options.runs));
  });
}

function note({ number, counts, failure, time }, done) {
  done.cases++;
  if (time > done.slowest.time) done.slowest = { time, number };
  if (failure !== undefined) {
    done.failures++;
    console.error(`${number}: ${failure}`);
  } else for (const name of ["machines", "error", "warning"]) done[name] += counts[name];
}

async function work({ from, runs, seed, core: folder, print }) {
  const file = join(folder === undefined ? join(root, "packages/asl-core/dist") : resolve(folder), "index.js");
  const core = await import(pathToFileURL(file).href);
  const caseOf = cases(seed);
  for (let number = from; number < from + runs; number++) {
    parentPort.postMessage({ number });
    const one = caseOf(number);
    if (print) console.log(`--- ${number} ${one.file}\n${one.text}`);
    parentPort.postMessage({ number, done: true, ...(await attempt(core, one)) });
  }
}

async function attempt(core, one) {
  const start = performance.now();
  try {
    const { lines, ...counts } = await checkFile(core, one);
    return { counts, time: performance.now() - start };
  } catch (error) {
    return { failure: `${one.file}: ${error.stack}`, time: performance.now() - start };
  }
}
