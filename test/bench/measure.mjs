import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));

/**
 * @typedef {object} Measurement medians over the rounds
 * @property {number} rate transitions per second of CPU time
 * @property {number} wall transitions per second on the wall clock
 * @property {number} pass milliseconds of CPU time one pass takes
 * @property {number} first milliseconds of CPU time the first pass of the process took
 * @property {number} size transitions of one pass
 * @property {number} memory peak of a process that did one pass, in MB
 * @property {number} peak of the process that did all rounds, in MB
 * @property {number[]} rates of every round, for ratios within a round
 */

/**
 * Measures contestants against each other: all are started and warmed up, then take turns, one slice each, for so many
 * rounds. Whatever else the machine does meets all of them alike.
 * @param {{key: string, args: string[]}[]} contestants
 * @param {{rounds: number, slice: number, warmUp: number}} effort times in milliseconds
 * @returns {Promise<Record<string, Measurement>>}
 */
export async function measure(contestants, effort) {
  const workers = [];
  try {
    for (const { args } of contestants) workers.push(await start(args, effort.warmUp));
    const slices = contestants.map(() => []);
    for (let round = 0; round < effort.rounds; round++)
      for (const [i, child] of workers.entries()) slices[i].push(await ask(child, { atLeast: effort.slice }));
    return Object.fromEntries(contestants.map(({ key }, i) => [key, summarise(slices[i])]));
  } finally {
    for (const child of workers) child.kill();
  }
}

async function start(args, warmUp) {
  const child = fork(worker, args);
  await answer(child);
  await ask(child, { atLeast: warmUp });
  return child;
}

function ask(child, message) {
  child.send(message);
  return answer(child);
}

function answer(child) {
  return new Promise((resolve, reject) => {
    const failed = (code) => reject(new Error(`${child.spawnargs.slice(2).join(" ")} ended with ${code}`));
    child.once("exit", failed);
    child.once("message", (message) => {
      child.off("exit", failed);
      resolve(message);
    });
  });
}

function summarise(slices) {
  const rates = slices.map(({ transitions, cpu }) => transitions / cpu);
  return {
    rates,
    rate: median(rates),
    wall: median(slices.map(({ transitions, wall }) => transitions / wall)),
    pass: (1000 * slices[0].size) / median(rates),
    size: slices[0].size,
    first: slices[0].first,
    memory: slices[0].memory,
    peak: slices.at(-1).peak,
  };
}

/** Median of the ratios within each round. */
export const ratio = (a, b) => median(a.rates.map((rate, round) => rate / b.rates[round]));

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
