import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { type Event, formatDuration, type Millis, type TaskRequest } from "asl-core";
import { exit } from "../exit.js";
import { explain } from "../explain.js";
import { EXIT, Expired } from "../stop.js";
import { type Watch, watch } from "./watchdog.js";

/** How much later than the deadline's own timer the other thread looks: time for an orderly end. */
const GRACE = 250;
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Bounds a command in real time. Three things can take too long: a promise that never settles (a timer ends it), a machine
 * that loops without waiting (its events end it), and a handler or an expression that never returns (a second thread ends
 * it, from inside). Whichever it is, the run is reported as it stands and the exit code is 4.
 */
export class Deadline {
  /** Tasks that have been asked for and not answered, for the message. */
  readonly open = new Set<TaskRequest>();
  /** Ends the run that is under way with what it has; where absent, `bound` rejects. */
  halt: (() => void) | undefined;
  /** Reports the run that is under way as it stands. */
  report: (() => void) | undefined;
  private readonly end: number;
  private watching: Watch | undefined;

  private constructor(private readonly limit: Millis) {
    this.end = performance.now() + limit;
  }

  /** A deadline that counts from now. */
  static async start(limit: Millis): Promise<Deadline> {
    const deadline = new Deadline(limit);
    const text = `asl: the run did not end within ${formatDuration(limit)} (--timeout) and does not react: the process was killed\n`;
    const call = () => deadline.break();
    deadline.watching = await watch({ limit: Math.min(limit + GRACE, LONGEST_TIMER), call, text });
    return deadline;
  }

  /** Whether the time is over. */
  get over(): boolean {
    return performance.now() > this.end;
  }

  /** Pass it as the `event` of a run's observer; throws Expired when the time is over. */
  readonly event = (_: Event): void => {
    if (this.over) throw this.expired();
  };

  /** What `work` gives, or a rejection with Expired when the time is over before and nothing can be halted. */
  async bound<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      const ring = () => (this.halt === undefined ? reject(this.expired()) : this.halt());
      timer = setTimeout(ring, Math.min(Math.max(0, this.end - performance.now()), LONGEST_TIMER));
    });
    try {
      return await Promise.race([work, over]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The run has ended: what is left to do is not bounded. */
  done(): void {
    this.watching?.stop();
    this.watching = undefined;
  }

  /** What to throw when the time is over. */
  expired(blocked = false): Expired {
    const waiting = [...this.open].map(({ path }) => path).slice(0, 5);
    const asked = waiting.length === 0 ? undefined : `Still waiting for the handler of ${waiting.join(", ")}.`;
    const hint = blocked ? "A handler, or work the definition asks for, did not return." : asked;
    return new Expired(EXIT.unanswered, `the run did not end within ${formatDuration(this.limit)} (--timeout)`, hint);
  }

  /** Called in the middle of work that does not return. */
  private break(): void {
    const { watching } = this;
    if (watching === undefined) return;
    watching.beat();
    this.watching = undefined;
    let code: number = EXIT.internal;
    try {
      this.report?.();
      code = explain(this.expired(true));
    } catch (error) {
      code = explain(error);
    }
    silenceStandardError();
    exit(code);
  }
}

/** Node would say there that it waits for a debugger: the thread that called is one, to its eyes. */
function silenceStandardError(): void {
  closeSync(2);
  openSync(devNull, "w");
}
