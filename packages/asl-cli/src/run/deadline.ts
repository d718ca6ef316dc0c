import { type Event, formatDuration, type Millis, type TaskRequest } from "asl-core";
import { EXIT, Stop } from "../stop.js";

/** How often events look at the clock. */
const EVENTS = 256;

/**
 * Bounds a command in real time. Three things can take too long: a promise that never settles (a timer ends it), a machine
 * that loops without waiting (its events end it), and a handler that never returns (a second thread ends the process).
 */
export class Deadline {
  private readonly end: number;
  private count = 0;

  /** Tasks that have been asked for and not answered, for the message. */
  readonly open = new Set<TaskRequest>();

  constructor(private readonly limit: Millis) {
    this.end = performance.now() + limit;
  }

  /** Pass it as a run's `onEvent`; throws Stop when the time is over. */
  readonly event = (_: Event): void => {
    if (++this.count % EVENTS === 0 && performance.now() > this.end) throw this.stop();
  };

  /** What `work` gives, or a rejection with Stop when the time is over before. */
  async bound<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.stop()), Math.min(this.limit, 2 ** 31 - 1));
    });
    try {
      return await Promise.race([work, over]);
    } finally {
      clearTimeout(timer);
    }
  }

  private stop(): Stop {
    const waiting = [...this.open].map(({ path }) => path).slice(0, 5);
    const hint = waiting.length > 0 ? `Still waiting for the handler of ${waiting.join(", ")}.` : undefined;
    return new Stop(EXIT.unanswered, `the run did not end within ${formatDuration(this.limit)} (--timeout)`, hint);
  }
}

/** Ends the process from another thread where a handler blocks this one past the deadline. */
export async function watchFromOutside(limit: Millis): Promise<void> {
  const { Worker } = await import("node:worker_threads");
  const text = `asl: a handler did not return within ${formatDuration(limit)} (--timeout): the process was killed\n`;
  const source = `import { workerData } from "node:worker_threads"; import { writeSync } from "node:fs";
    const { limit, text, pid } = workerData;
    setTimeout(() => { writeSync(2, text); process.kill(pid, "SIGKILL"); }, limit);`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  new Worker(url, { workerData: { limit: limit + 1000, text, pid: process.pid } }).unref();
}
