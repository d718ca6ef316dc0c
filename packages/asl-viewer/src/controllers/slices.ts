import type { ReadingOptions } from "../timeline/index.js";

/** Milliseconds of work after which the page may answer. */
const SLICE = 40;

/**
 * Does work step by step, with breaths for the page in between; steps yield the share that is done, where that is known.
 * `words`: what is done. Rejects as a step throws, and with the signal's reason.
 */
export async function inSlices<T>(
  work: Generator<number | undefined, T>,
  words = "",
  { onProgress, signal }: ReadingOptions = {},
): Promise<T> {
  let since = performance.now();
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return next.value;
    if (performance.now() - since < SLICE) continue;
    onProgress?.(words, next.value);
    await breath();
    signal?.throwIfAborted();
    since = performance.now();
  }
}

/** Timers would be slowed down in pages that nobody sees. */
const breath = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
