import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { Clock, Deliver } from "./clock.js";
import { Job } from "./job.js";
import type { Run, RunOptions } from "./run.js";
import { startExecution } from "./virtual.js";
import { World } from "./world.js";

/** The part of the host this file needs; every host of this package has it. */
declare function setTimeout(handler: () => void, delay: number): unknown;
declare function clearTimeout(timer: unknown): void;
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Options of a run on the real clock. */
export interface RealtimeOptions extends RunOptions {
  /** Stops waiting: the run is reported as it stands then. */
  signal?: AbortSignal;
}

/** The longest delay setTimeout keeps: longer ones are waited for in parts. */
const LONGEST = 2_000_000_000;

/** The machine's own clock. This file alone may read it. */
class RealClock implements Clock {
  private readonly timers = new Set<unknown>();
  private stopped = false;

  constructor(
    private readonly delivered: () => void,
    private readonly failed: (reason: unknown) => void,
  ) {}

  now(): Millis {
    return Date.now();
  }

  /** Nothing is taken on any more once the clock has stopped: a late answer must not keep the process alive. */
  at(time: Millis, deliver: Deliver): void {
    if (this.stopped) return;
    const delay = Math.max(0, time - Date.now());
    const timer: unknown = setTimeout(() => this.fire(timer, time, deliver), Math.min(delay, LONGEST));
    this.timers.add(timer);
  }

  rank(): number {
    return 0;
  }

  private fire(timer: ReturnType<typeof setTimeout>, time: Millis, deliver: Deliver): void {
    this.timers.delete(timer);
    if (time - Date.now() > 0) return this.at(time, deliver);
    try {
      deliver();
      this.delivered();
    } catch (reason) {
      this.failed(reason);
    }
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  get idle(): boolean {
    return this.timers.size === 0;
  }
}

/**
 * Runs a machine on the real clock: Wait waits, timeouts race with the handlers. Ends as `run` does, or when `signal` is
 * aborted. Leaves no timer behind. Rejects with HandlerError where a handler breaks its contract, and
 * with whatever a callback throws.
 */
export function runRealtime(machine: Machine, options: RealtimeOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => new RealtimeRun(machine, options, resolve, reject).begin());
}

class RealtimeRun {
  private readonly clock = new RealClock(
    () => this.check(),
    (reason) => this.fail(reason),
  );
  private readonly world: World;
  private readonly root: Job;
  private done = false;

  constructor(
    machine: Machine,
    private readonly options: RealtimeOptions,
    private readonly resolve: (run: Run) => void,
    private readonly reject: (reason: unknown) => void,
  ) {
    this.world = new World(machine, options, this.clock);
    const { at = this.clock.now() } = options;
    this.root = new Job(this.world, startExecution(machine, options, at));
  }

  begin(): void {
    const { signal } = this.options;
    if (signal?.aborted) return this.end();
    signal?.addEventListener("abort", this.onAbort, { once: true });
    this.root.start(this.clock.now());
  }

  /** Called after every delivery: ends the run, or listens for the answers that are still to come. */
  private check(): void {
    if (this.done) return;
    if (!this.root.running || this.world.stopped) return this.end();
    const { promises } = this.world;
    if (promises.length > 0) for (const promise of promises.splice(0)) this.listen(promise);
    else if (this.clock.idle && this.listening === 0) this.end();
  }

  private readonly onAbort = (): void => this.end();
  private listening = 0;

  /** A caller's bug, or ours, met while something was delivered. */
  private fail(reason: unknown): void {
    this.world.failure ??= reason;
    this.end();
  }

  private listen(promise: Promise<() => void>): void {
    this.listening++;
    void promise.then((take) => {
      this.listening--;
      take();
      this.check();
    });
  }

  private end(): void {
    if (this.done) return;
    this.done = true;
    this.clock.stop();
    this.options.signal?.removeEventListener("abort", this.onAbort);
    if (this.world.failure === undefined) this.resolve(this.root.report());
    else this.reject(this.world.failure);
  }
}
