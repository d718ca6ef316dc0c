import { pending, type TaskHandler, type TaskOutcome, UnansweredTask } from "../drivers/handler.js";
import type { Delivery } from "../drivers/ledger.js";
import { ResumableDriver } from "../drivers/resumable.js";
import type { RunOptions } from "../drivers/run.js";
import { copy, type Execution, type Input } from "../kernel/index.js";
import type { Millis } from "../time.js";
import type { Pause } from "./pause.js";
import type { Probe } from "./probe.js";
import { Recorder } from "./recorder.js";
import { Stand, TurnUnderWay } from "./stand.js";
import { standingOf } from "./standing.js";
import type { Tape } from "./tape.js";
import type { Track } from "./track.js";
import type { Wait } from "./wait.js";

/**
 * Why a run does not go on by itself. halted: the probe or the budget says so; asked: a task has no answer; idle: nothing is
 * due; waiting: nothing but timeouts of tasks that have no answer; paused; ended.
 */
export type Halt = "halted" | "asked" | "idle" | "waiting" | "paused" | "ended";

/** Steps between two breaths: some ten milliseconds. */
const BREATH = 2000;

/** The end of the tape, where the run goes on: a driver that is asked for something new. */
export class Live {
  private readonly driver: ResumableDriver;
  readonly recorder: Recorder;
  /** Tasks nobody has answered since this was last emptied. */
  readonly unanswered: Wait[] = [];
  /** Tasks whose answers are to come through promises; `release` does without one. */
  private readonly coming = new Map<string, { readonly wait: Wait; release(): void }>();
  /** Waits of tasks that nobody has answered. */
  private open: Wait[];
  /** The last one that was made; what nothing has happened to since is shared with it. */
  private last: Stand | undefined = undefined;
  /** Deliveries before this place are over, in vain, or timeouts of such tasks. */
  private vain = 0;

  /** `stand`: the end of the tape. */
  constructor(
    private readonly tape: Tape,
    stand: Stand,
    options: RunOptions,
    private readonly pause: Pause,
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

  /** The execution whose turn is under way; undefined between two turns. */
  get turning(): number | undefined {
    return this.recorder.underWay?.execution;
  }

  /** The stand at the end of the tape. O(executions, and live frames of those that something has happened to since the last). */
  stand(): Stand {
    const { tape, recorder } = this;
    const { length: step } = tape;
    const turn = recorder.underWay;
    const executions = tape.tracks.map((track) => this.shown(track));
    const underWay = turn && new TurnUnderWay(turn.execution, turn.commands, turn.commands.length);
    this.last = new Stand(tape.machineAt(step), step, this.now, executions, underWay);
    return this.last.copy();
  }

  /** An execution that has ended never changes again; another goes on changing, and others look at a copy. */
  private shown({ number, execution, touched }: Track): Execution {
    const { last } = this;
    if (execution.status !== "RUNNING") return execution;
    const known = last?.executions[number];
    if (known === undefined || touched >= last!.step || last!.turn?.execution === number) return copy(execution);
    return known;
  }

  /**
   * Goes on until something is found, nothing can happen, or so many steps have been taken. Where a turn is under way its
   * next step is not asked about.
   */
  async go(probe: Probe, budget = Number.POSITIVE_INFINITY): Promise<Halt> {
    try {
      return await this.goOn(probe, budget);
    } finally {
      this.recorder.settle();
    }
  }

  private async goOn(probe: Probe, budget: number): Promise<Halt> {
    const { driver, recorder, tape } = this;
    if (this.coming.size > 0) tape.unanswered = tape.unanswered.filter((wait) => !this.coming.has(keyOf(wait)));
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
      if (driver.unsettled && !(await this.settled())) return "paused";
      if (recorder.found >= 0 || (tape.length > start && !driver.halted && recorder.isThere)) return "halted";
      if (tape.length >= until) return undefined;
      if (this.unanswered.length > 0 && !driver.halted) return "asked";
      if (this.pause.isWanted) return "paused";
      if (!driver.halted && this.hasOnlyTimeouts()) return "waiting";
      if (this.isEnded) return this.retire();
      if (!driver.next()) return "idle";
      if (driver.halted && recorder.found < 0 && tape.length < until) return "halted";
    }
  }

  /**
   * Takes answers that come through promises. False where a pause came first: until the run goes on their tasks count as those
   * nobody has answered, for whoever carries the run on from here has no such promises.
   */
  private async settled(): Promise<boolean> {
    const { driver, tape } = this;
    if (await driver.settle(this.pause.wish())) return true;
    for (const { wait } of this.coming.values()) tape.unanswered.push({ ...wait, step: tape.length });
    return false;
  }

  private retire(): "ended" {
    this.driver.retire();
    return "ended";
  }

  private get isEnded(): boolean {
    return this.tape.tracks[0].execution.status !== "RUNNING";
  }

  /** Carries out what a turn has asked for, where that turn has come to its end without the driver. False where it was paused. */
  async carryOut(): Promise<boolean> {
    this.driver.observe(this.recorder.expect({ armed: null, before: () => true }, Number.POSITIVE_INFINITY, false));
    this.driver.next();
    this.recorder.settle();
    return !this.driver.unsettled || this.settled();
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
    this.recorder.settle();
    const { token } = input as { token?: number };
    if (token !== undefined) this.coming.get(keyOf({ execution, token }))?.release();
  }

  /** A handler that has no answer leaves the task waiting. */
  private asking(
    handler: TaskHandler = (request) => {
      throw new UnansweredTask(request);
    },
  ): TaskHandler {
    return (request) => {
      try {
        const outcome = handler(request);
        return isPromise(outcome) ? this.awaiting(this.recorder.lastAsked, outcome) : outcome;
      } catch (reason) {
        return this.refuse(this.recorder.lastAsked, reason);
      }
    };
  }

  /** An outcome that comes later: the handler's, or none where somebody else has answered by then. */
  private awaiting(wait: Wait, outcome: Promise<TaskOutcome>): Promise<TaskOutcome> {
    const key = keyOf(wait);
    const released = new Promise<TaskOutcome>((resolve) =>
      this.coming.set(key, { wait, release: () => resolve(pending()) }),
    );
    const refused = outcome.catch((reason: unknown) => this.refuse(wait, reason));
    return Promise.race([refused, released]).finally(() => this.coming.delete(key));
  }

  private refuse(wait: Wait, reason: unknown): TaskOutcome {
    if (!(reason instanceof UnansweredTask)) throw reason;
    this.unanswered.push(wait);
    this.open.push(wait);
    this.tape.unanswered.push({ ...wait, step: this.tape.length });
    return pending();
  }
}

const keyOf = ({ execution, token }: Wait): string => `${execution}:${token}`;

const isPromise = (outcome: TaskOutcome | Promise<TaskOutcome>): outcome is Promise<TaskOutcome> =>
  typeof (outcome as Promise<TaskOutcome>).then === "function";
