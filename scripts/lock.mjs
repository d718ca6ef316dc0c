import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { cache } from "./workspace.mjs";

/**
 * Does one piece of work at a time over all processes: two test files may both find a build stale.
 * A lock whose process is gone is taken over, by one.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function locked(name, work) {
  mkdirSync(cache, { recursive: true });
  let turn = take(name);
  for (; turn === undefined; turn = take(name)) await sleep(50);
  try {
    return await work();
  } finally {
    writeFileSync(fileOf(name, turn), "");
  }
}

/**
 * A lock is a row of turns, a file each with the number of the process whose turn it is, empty once it is over. The last
 * one counts: where it is over or its process gone, whoever can make the file after it has the lock. The last file is never
 * removed, so that none who was slow to make a file takes a turn that is over: there is a later one then.
 */
function take(name) {
  const last = turnsOf(name).at(-1) ?? 0;
  if (last > 0 && isTaken(fileOf(name, last))) return undefined;
  const turn = last + 1;
  if (!make(fileOf(name, turn))) return undefined;
  for (const other of turnsOf(name))
    if (other > turn) return void rmSync(fileOf(name, turn), { force: true });
    else if (other < turn) rmSync(fileOf(name, other), { force: true });
  return turn;
}

const fileOf = (name, turn) => `${cache}/${name}.lock.${turn}`;

/** The turns there are, the last one at the end. */
const turnsOf = (name) =>
  readdirSync(cache)
    .filter((file) => file.startsWith(`${name}.lock.`))
    .map((file) => Number(file.slice(name.length + 6)))
    .filter(Number.isInteger)
    .sort((a, b) => a - b);

/** Makes a file with this process's number in it, all at once; false where there is one. */
function make(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function isTaken(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return pid !== 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM" || error.code === "ENOENT";
  }
}
