import { pending, type TaskHandler, type TaskOutcome, UnansweredTask } from "../drivers/handler.js";
import type { Delivery } from "../drivers/ledger.js";
import { ResumableDriver } from "../drivers/resumable.js";
import type { RunOptions } from "../drivers/run.js";
import type { Input } from "../kernel/index.js";
import type { Millis } from "../time.js";
import { standAt, takeCheckpoint } from "./checkpoint.js";
import type { Probe } from "./probe.js";
import { Recorder } from "./recorder.js";
import type { Stand } from "./stand.js";
import { standingOf } from "./standing.js";
import type { Tape } from "./tape.js";
import type { Wait } from "./wait.js";

/**
 * Why a run does not go on by itself. halted: the probe or the budget says so; asked: a task has no answer; idle: nothing is
 * due; waiting: nothing but timeouts of tasks that have no answer; paused; ended.
 */
export type Halt = "halted" | "asked" | "idle" | "waiting" | "paused" | "ended";

/** Steps between two breaths. */
const BREATH = 10_000;

/** The end of the tape, where the run goes on: a driver that is asked for something new. */
export class Live {
  private readonly driver: ResumableDriver;
  readonly recorder: Recorder;
  /** Tasks nobody has answered since this was last emptied. */
  readonly unanswered: Wait[] = [];
  private paused = false;
  /** Waits of tasks that nobody has answered. */
  private open: Wait[];
  /** Deliveries before this place are over, in vain, or timeouts of such tasks. */
  private vain = 0;

  /** `stand`: the end of the tape. */
  constructor(
    private readonly tape: Tape,
    stand: Stand,
    options: RunOptions,
    private readonly breathe?: () => Promise<void>,
  ) {
    const standing = standingOf(tape, stand, options.schedule !== undefined);
    this.recorder = new Recorder(tape, () => this.driver.now, standing.turn);
    const given = { ...options, handler: this.asking(options.handler), history: true };
    this.open = tape.unanswered.slice();
    this.driver = new ResumableDriver(stand.machine, given, this.recorder, standing);
  }

  /** Makes the beginning of the run due. */
  begin(): void {
    this.driver.begin();
  }

  /** The run's clock. */
  get now(): Millis {
    return this.driver.now;
  }

  get isHalted(): boolean {
    return this.driver.halted;
  }

  /** The stand at the end of the tape. O(live frames). */
  stand(): Stand {
    const { tape, recorder } = this;
    return standAt(tape, takeCheckpoint(tape, this.now, recorder.underWay, tape.lastCheckpoint));
  }

  /** Halts at the next opportunity. */
  pause(): void {
    this.paused = true;
  }

  /**
   * Goes on until something is found, nothing can happen, or so many steps have been taken. Where a turn is under way its
   * next step is not asked about.
   */
  async go(probe: Probe, budget = Number.POSITIVE_INFINITY): Promise<Halt> {
    const { driver, recorder, tape } = this;
    this.paused = false;
    const start = tape.length;
    const end = start + budget;
    for (;;) {
      const breath = Math.min(end, tape.length + (this.breathe === undefined ? Number.POSITIVE_INFINITY : BREATH));
      driver.observe(recorder.expect(probe, breath, driver.halted));
      const halt = await this.run(start, breath);
      if (halt !== undefined) return halt;
      if (breath === end) return "halted";
      await this.breathe!();
    }
  }

  /** Undefined where the tape has reached that step. */
  private async run(start: number, until: number): Promise<Halt | undefined> {
    const { driver, recorder, tape } = this;
    for (;;) {
      if (recorder.found >= 0 || (tape.length > start && !driver.halted && recorder.isThere)) return "halted";
      if (tape.length >= until) return undefined;
      if (this.unanswered.length > 0 && !driver.halted) return "asked";
      if (this.paused) return "paused";
      if (!driver.halted && this.hasOnlyTimeouts()) return "waiting";
      if (this.isEnded) return this.retire();
      if (!driver.next()) return "idle";
      if (driver.unsettled) await driver.settle();
      if (driver.halted && recorder.found < 0 && tape.length < until) return "halted";
    }
  }

  private retire(): "ended" {
    this.driver.retire();
    return "ended";
  }

  private get isEnded(): boolean {
    return this.tape.tracks[0].execution.status !== "RUNNING";
  }

  /** Carries out what a turn has asked for, where that turn has come to its end without the driver. */
  async carryOut(): Promise<void> {
    this.driver.observe(this.recorder.expect({ armed: null, before: () => true }, Number.POSITIVE_INFINITY, false));
    this.driver.next();
    if (this.driver.unsettled) await this.driver.settle();
  }

  /**
   * Whether time would only run out for tasks that nobody has answered. What is in vain, or such a timeout, stays so: O(1)
   * amortised.
   */
  private hasOnlyTimeouts(): boolean {
    if (this.open.length === 0) return false;
    this.open = this.open.filter((wait) => this.isOpen(wait));
    if (this.open.length === 0) return false;
    const { deliveries } = this.tape;
    while (this.vain < deliveries.length && this.isVain(this.vain)) this.vain++;
    return this.vain === deliveries.length;
  }

  private isVain(place: number): boolean {
    const { deliveries } = this.tape;
    return deliveries.doneAt(place) !== undefined || this.isTimeout(deliveries.at(place));
  }

  private isOpen({ execution: number, token }: Wait): boolean {
    const { execution } = this.tape.tracks[number];
    return execution.status === "RUNNING" && execution.awaiting[token] !== undefined;
  }

  private isTimeout({ execution, what }: Delivery): boolean {
    if (what.type === "Aborted" || this.tape.tracks[execution].execution.status !== "RUNNING") return true;
    if (what.type === "Begin") return false;
    const { token } = what;
    if (token !== 0 && !this.isOpen({ execution, token })) return true;
    if (what.type !== "TimerFired") return false;
    return what.timer === "execution" || this.open.some((wait) => wait.execution === execution && wait.token === token);
  }

  /** Gives an execution an input by hand. */
  give(execution: number, input: Exclude<Input, { type: "Aborted" }>): void {
    this.driver.observe(this.recorder.expect({ armed: null, before: () => true }, Number.POSITIVE_INFINITY, false));
    this.driver.give(execution, input);
  }

  /** Stops the run by hand. */
  stop(error?: string, cause?: string): void {
    this.driver.stop(error, cause);
  }

  /** A handler that has no answer leaves the task waiting. */
  private asking(
    handler: TaskHandler = (request) => {
      throw new UnansweredTask(request);
    },
  ): TaskHandler {
    return (request) => {
      const { lastAsked } = this.recorder;
      try {
        const outcome = handler(request);
        return isPromise(outcome) ? outcome.catch((reason: unknown) => this.refuse(lastAsked, reason)) : outcome;
      } catch (reason) {
        return this.refuse(lastAsked, reason);
      }
    };
  }

  private refuse(wait: Wait, reason: unknown): TaskOutcome {
    if (!(reason instanceof UnansweredTask)) throw reason;
    this.unanswered.push(wait);
    this.open.push(wait);
    this.tape.unanswered.push({ ...wait, step: this.tape.length });
    return pending();
  }
}

const isPromise = (outcome: TaskOutcome | Promise<TaskOutcome>): outcome is Promise<TaskOutcome> =>
  typeof (outcome as Promise<TaskOutcome>).then === "function";
