import { notJson } from "../drivers/check-json.js";
import { pending, type TaskRequest } from "../drivers/handler.js";
import { placeOf } from "../drivers/routes.js";
import type { TokenAnswer, VirtualDriver } from "../drivers/virtual.js";
import { formatDuration, parseDuration } from "../duration.js";
import type { Json } from "../json.js";
import type { Status } from "../kernel/index.js";
import { formatTimestamp, type Millis, parseTimestamp } from "../time.js";
import type { AnswerShapes } from "./answer-shapes.js";
import type { Loaded } from "./load.js";
import type { TestOptions } from "./options.js";
import { lenient } from "./plausible-output.js";
import type { TestRun } from "./run.js";
import { type Target, Watch } from "./target.js";
import { Trial } from "./trial.js";

/** How far time goes. */
export interface AdvanceOptions {
  /** True: what is due at the very moment has not happened yet when the clock stands there. */
  before?: boolean;
}

/** Which waiting task is meant: its token, its state's name or path, or the request itself. */
export type WaitingTask = string | TaskRequest;

/**
 * A run whose time the test moves. Nothing happens by itself; what each method brings about has happened when its promise
 * resolves, and everything due at that moment with it. One call at a time: a method that is called while the promise of
 * another is still open rejects with Error and does nothing.
 *
 * What is due at one moment happens in the order in which it was asked for: of a task with an answer that `takes` as long as
 * its timeout the answer comes first, because the task was asked before its timer. What the test itself sends comes before
 * everything else due at that moment: `advance("1h", { before: true })`, then `answer`, is an answer at the last moment.
 */
export class TestSession {
  private readonly trial: Trial;
  private readonly watch: Watch;
  /** The call under way. */
  private busy: string | undefined = undefined;
  /** What ended the run from inside: it cannot go on from there. */
  private broken: { reason: unknown } | undefined = undefined;

  /** Use `machine.start(options)`. */
  constructor(loaded: Loaded, options: TestOptions, shapes: () => AnswerShapes | undefined) {
    this.watch = new Watch(loaded.machine);
    this.trial = new Trial(loaded, options, options.strict === false ? lenient(shapes) : () => pending(), this.watch);
  }

  private get driver(): VirtualDriver {
    return this.trial.driver;
  }

  /** The virtual clock. */
  get now(): Millis {
    return this.driver.now;
  }

  get status(): Status {
    return this.driver.report().status;
  }

  /** Tasks that have no answer so far, in the order in which they were scheduled; those of child executions included. */
  get waiting(): readonly TaskRequest[] {
    return this.driver.waiting();
  }

  /** The run so far. O(visits). */
  run(): TestRun {
    return this.trial.result();
  }

  /**
   * Lets time pass: "3d", "90s" or milliseconds, through everything due until then, in order. `advance(0)` does what is
   * due now. Throws TypeError where it is no duration.
   */
  async advance(duration: string | Millis, options: AdvanceOptions = {}): Promise<void> {
    const millis = parseDuration(duration);
    if (millis === undefined)
      throw new TypeError(`${JSON.stringify(duration)} is no duration: write milliseconds or a text like "90s", "3d"`);
    await this.alone("advance", () => this.goTo(this.now + millis, options));
  }

  /** The same up to a moment, an RFC 3339 time or in milliseconds. Throws RangeError where it is past. */
  async advanceTo(time: string | Millis, options: AdvanceOptions = {}): Promise<void> {
    const at = typeof time === "number" && Number.isFinite(time) ? time : parseTimestamp(String(time));
    if (at === undefined)
      throw new TypeError(`${JSON.stringify(time)} is no time: write it like "2026-01-01T00:00:00Z"`);
    if (at < this.now)
      throw new RangeError(`${formatTimestamp(at)} is past: the clock stands at ${formatTimestamp(this.now)}`);
    await this.alone("advanceTo", () => this.goTo(at, options));
  }

  private async goTo(time: Millis, { before = false }: AdvanceOptions): Promise<void> {
    const { driver } = this;
    const isDue = () => driver.halted || (driver.due ?? Number.POSITIVE_INFINITY) < time + (before ? 0 : 1);
    while (!driver.ended && isDue()) await this.next();
    driver.goTo(time);
  }

  /**
   * Lets time pass until something happens. A state's name or path, `{ state, iteration }`: stops when it has been entered
   * and has begun its work (a task has been scheduled, a Wait begun), before anything follows. `{ before: state }`: stops
   * when it is about to be entered. An event's type, `{ event, state }`: stops at the end of the step in which it is
   * written. A function is asked about every event. Throws RangeError where there is no such state, Error where the run
   * ends, or waits for what nobody sends, before it happens.
   */
  runUntil(target: Target): Promise<void> {
    return this.alone("runUntil", () => this.goUntil(target));
  }

  private async goUntil(target: Target): Promise<void> {
    const { watch } = this;
    watch.begin(target);
    try {
      while (!watch.reached && (await this.next()));
    } finally {
      watch.end();
    }
    if (!watch.reached) throw new Error(this.missed(watch.wanted));
  }

  /** ` with States.Timeout: why`; empty where there is neither. */
  private get because(): string {
    const { error, cause } = this.driver.report();
    const short = cause === null || cause === "" ? "" : `: ${cause.length > 300 ? `${cause.slice(0, 300)}…` : cause}`;
    return `${error === null ? "" : ` with ${error}`}${short}`;
  }

  private missed(wanted: string): string {
    const { status, visits, waiting } = this.run();
    const open = waiting.length > 0 ? `, and waits for ${namesOf(waiting)}` : "";
    const path = visits.slice(-12).map(({ state }) => state);
    return `the run did not get to ${wanted}: it is ${status}${this.because}${open}; path: ${path.join(" → ") || "none"}`;
  }

  /**
   * Lets time pass until the run ends, or waits for nothing but answers from outside: through Waits, retries and answers
   * that take their time. The timeouts of the tasks that wait then are not run out; `advance` does that.
   */
  runUntilIdle(): Promise<void> {
    return this.alone("runUntilIdle", async () => {
      await this.settle();
      while (!this.driver.idle && (await this.next())) await this.settle();
    });
  }

  /** Lets time pass until the run ends, or nothing is due any more: timeouts included. */
  finish(): Promise<TestRun> {
    return this.alone("finish", async () => {
      while (await this.next());
      return this.run();
    });
  }

  /** Does one thing. What ends the run from inside ends it for good. */
  private async next(): Promise<boolean> {
    try {
      return await this.driver.next();
    } catch (thrown) {
      this.broken = { reason: thrown };
      throw thrown;
    }
  }

  /** Does what a method is asked to, unless another has not ended yet. */
  private async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.busy !== undefined)
      throw new Error(`${name} was called before ${this.busy} had ended: write \`await session.${this.busy}(…)\``);
    this.busy = name;
    try {
      if (this.broken !== undefined) throw this.broken.reason;
      return await work();
    } catch (thrown) {
      throw this.trial.reason(thrown);
    } finally {
      this.busy = undefined;
    }
  }

  /** Does what is due at this moment. */
  private async settle(): Promise<void> {
    await this.goTo(this.now, {});
  }

  /**
   * Answers a task, as SendTaskSuccess or the service would, ahead of everything else due at this moment. Throws RangeError
   * where no such task waits, or several do; TypeError where the output is not JSON, FieldValidationError where it is judged and does
   * not fit: the task waits on then.
   */
  async answer(task: WaitingTask, output: Json): Promise<void> {
    const reason = notJson(output);
    if (reason !== undefined) throw new TypeError(`the output is not JSON: ${reason}`);
    await this.alone("answer", async () => {
      await this.trial.validation?.output(this.theTask(task), output);
      await this.send(task, { type: "TaskSucceeded", output });
    });
  }

  /** Fails a task, as SendTaskFailure or the service would. Throws as `answer` does. */
  async fail(task: WaitingTask, error?: string, cause?: string): Promise<void> {
    const answer: TokenAnswer = { type: "TaskFailed", error: error ?? null, cause: cause ?? null };
    await this.alone("fail", () => this.send(task, answer));
  }

  /** Sends a heartbeat, as SendTaskHeartbeat does. Throws RangeError as `answer` does. */
  async heartbeat(task: WaitingTask): Promise<void> {
    await this.alone("heartbeat", () => this.send(task, { type: "TaskHeartbeat" }));
  }

  /** Stops the execution, as StopExecution does. */
  async abort(error?: string, cause?: string): Promise<void> {
    await this.alone("abort", async () => {
      this.driver.stop(error, cause);
      await this.settle();
    });
  }

  private async send(task: WaitingTask, answer: TokenAnswer): Promise<void> {
    this.driver.answer(this.theTask(task), answer);
    await this.settle();
  }

  private theTask(task: WaitingTask): TaskRequest {
    const { waiting } = this;
    const found = waiting.filter((request) => isMeant(request, task));
    if (found.length === 1) return found[0];
    const name = JSON.stringify(typeof task === "string" ? task : task.path);
    if (found.length > 1)
      throw new RangeError(`${found.length} tasks wait in ${name}: pass the one that is meant, of session.waiting`);
    throw new RangeError(`no task waits in ${name}: ${this.why(waiting)}`);
  }

  private why(waiting: readonly TaskRequest[]): string {
    if (waiting.length > 0) return `those that wait are ${namesOf(waiting)}`;
    const { execution, status } = this.driver.report();
    if (status !== "RUNNING") return `the execution has ${status} already${this.because}`;
    if (execution.events === 0) return "nothing has happened yet, use runUntil or advance first";
    const { due } = this.driver;
    return due === undefined ? "none does" : `none does; the next thing is due in ${formatDuration(due - this.now)}`;
  }
}

const namesOf = (waiting: readonly TaskRequest[]): string =>
  [...new Set(waiting.map(({ path }) => JSON.stringify(path)))].slice(0, 10).join(", ");

function isMeant(request: TaskRequest, task: WaitingTask): boolean {
  if (typeof task !== "string") return request === task;
  return request.taskToken === task || request.state === task || placeOf(request.path) === placeOf(task);
}
