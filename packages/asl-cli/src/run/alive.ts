import type { Stop } from "../stop.js";

/**
 * What `work` gives; a rejection with `stuck()` where Node has nothing left to do and `work` can therefore never end.
 * Without it the process would end in silence and call that a success.
 */
export async function whileAlive<T>(work: Promise<T>, stuck: () => Stop): Promise<T> {
  let tell = () => {};
  const dead = new Promise<never>((_, reject) => {
    tell = () => reject(stuck());
  });
  process.once("beforeExit", tell);
  try {
    return await Promise.race([work, dead]);
  } finally {
    process.removeListener("beforeExit", tell);
  }
}
