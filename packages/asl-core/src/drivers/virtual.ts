import type { Json } from "../json.js";
import { type Execution, start, taskToken } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { notJson } from "./check-json.js";
import { VirtualClock } from "./clock.js";
import { Coming } from "./coming.js";
import type { TaskRequest } from "./handler.js";
import type { TokenInput } from "./host.js";
import { Job } from "./job.js";
import type { Run, RunOptions } from "./run.js";
import { Schedule } from "./schedule.js";
import { World } from "./world.js";

/** 2026-01-01T00:00:00Z: the virtual clock starts there unless told otherwise, so that runs repeat to the byte. */
const DEFAULT_START = 1_767_225_600_000;

/**
 * Runs executions on a clock of their own: a year of Wait takes no time. Tasks that answer through promises hold the
 * clock until they have answered. Without such handlers nothing is asynchronous.
 */
export class VirtualDriver {
  private readonly clock: VirtualClock;
  private readonly world: World;
  private readonly root: Job;

  constructor(machine: Machine, given: RunOptions = {}) {
    // `{ ...options, input }` makes an object of a shape of its own at every call, slow to read from again and again.
    const options: RunOptions = Object.assign({}, given);
    const at = options.at ?? DEFAULT_START;
    const { schedule } = options;
    this.clock = new VirtualClock(at, schedule === undefined ? undefined : new Schedule(schedule));
    this.world = new World(machine, options, this.clock);
    this.root = new Job(this.world, startExecution(machine, options, at));
    this.root.start(at);
  }

  /** Runs until the execution ends, stops at an unanswered task, or waits for what only a caller can send. */
  async run(): Promise<Run> {
    while (this.goesOn()) await this.settle();
    return this.finish();
  }

  /** The same at once. Throws TypeError where a handler or the object store answers through a promise. */
  runSync(): Run {
    while (this.goesOn())
      if (this.world.promises.length > 0)
        throw new TypeError("a task or the object store answered through a promise: use run() instead of runSync()");
    return this.finish();
  }

  /** Delivers the next entry of the clock; false at the end. */
  private goesOn(): boolean {
    if (!this.root.running || this.world.stopped) return false;
    return this.world.promises.length > 0 || this.advance();
  }

  private advance(): boolean {
    const { halted } = this.world;
    if (halted === undefined) return this.clock.next();
    this.world.halted = undefined;
    halted.goOn();
    return true;
  }

  /** Answers are taken in the order in which they were asked for, whichever comes first: a run must repeat to the byte. */
  private async settle(): Promise<void> {
    const { promises } = this.world;
    while (promises.length > 0) (await promises.shift()!)();
  }

  private finish(): Run {
    if (this.world.failure !== undefined) throw this.world.failure;
    return this.report();
  }

  /** How the run stands. */
  report(): Run {
    return this.root.report();
  }

  /** The virtual clock. */
  get now(): Millis {
    return this.clock.now();
  }

  /** When the next thing is due; undefined where nothing is. Stale timers count. */
  get due(): Millis | undefined {
    return this.clock.due();
  }

  /** Whether an observer's `stop` has halted the run before a step; `next` goes on with that step. */
  get halted(): boolean {
    return this.world.halted !== undefined;
  }

  /** Whether it has ended, or waits for nothing but answers from callers, timeouts aside, once what is due now is done. O(1) amortised. */
  get idle(): boolean {
    if (this.ended) return true;
    if (!this.root.begun || this.halted || this.world.promises.length > 0) return false;
    return this.world.coming?.any !== true;
  }

  /** From here on it is kept what is to come: before anything has happened, or where `run` has left nothing due. */
  private byHand(): void {
    this.world.coming ??= new Coming();
  }

  /** Whether it has ended or stopped at an unanswered task. */
  get ended(): boolean {
    return !this.root.running || this.world.stopped;
  }

  /**
   * Does one thing: goes on where it was halted, or goes to the next entry of the clock and delivers it. Answers through
   * promises are awaited. False where there is nothing to do. Rejects with what a run would reject with.
   */
  async next(): Promise<boolean> {
    this.byHand();
    await this.settle();
    const going = !this.ended && this.advance();
    await this.settle();
    if (this.world.failure !== undefined) throw this.world.failure;
    return going;
  }

  /** Puts the clock forward to a moment before which nothing is due. Throws RangeError where something is. */
  goTo(time: Millis): void {
    const { due } = this;
    if (due !== undefined && due < time && !this.ended) throw new RangeError("something is due before that moment");
    this.clock.goTo(time);
  }

  /** Requests without an answer so far, in the order in which they were made, those of child executions included. */
  waiting(): TaskRequest[] {
    return [...allJobs(this.root)].flatMap((job) => [...job.waiting.values()]).sort((a, b) => a.at - b.at);
  }

  /**
   * Answers a task by its token, as SendTaskSuccess does; false where no task waits under it (any more). `run` goes on
   * from there. Throws TypeError where the output is not JSON.
   */
  sendTaskSuccess(token: string, output: Json): boolean {
    checkInput(output, "output");
    return this.send(token, (number, at) => ({ type: "TaskSucceeded", token: number, at, output }));
  }

  /** As SendTaskFailure. */
  sendTaskFailure(token: string, error?: string, cause?: string): boolean {
    return this.send(token, (number, at) => ({
      type: "TaskFailed",
      token: number,
      at,
      error: error ?? null,
      cause: cause ?? null,
    }));
  }

  /** As SendTaskHeartbeat. */
  sendTaskHeartbeat(token: string): boolean {
    return this.send(token, (number, at) => ({ type: "TaskHeartbeat", token: number, at }));
  }

  /** Stops the execution, as StopExecution does. */
  stop(error?: string, cause?: string): void {
    this.byHand();
    if (!this.root.begun) this.root.turn();
    this.root.turn({ type: "Aborted", at: this.clock.now(), error, cause });
  }

  /**
   * Answers a task at this very moment, before anything else that is due: by the token of its request, or by the request
   * itself where it has none. False where it no longer waits.
   */
  answer(request: TaskRequest, answer: TokenAnswer): boolean {
    this.byHand();
    for (const job of allJobs(this.root))
      for (const [token, waiting] of job.waiting)
        if (waiting === request) {
          job.answer({ ...answer, token, at: this.clock.now() });
          return true;
        }
    return false;
  }

  private send(token: string, make: (number: number, at: number) => TokenInput): boolean {
    this.byHand();
    for (const job of allJobs(this.root)) {
      const number = waitsUnder(job, token);
      if (number === undefined) continue;
      const input = make(number, this.clock.now());
      if (input.type !== "TaskHeartbeat") job.waiting.delete(number);
      job.later(input);
      return true;
    }
    return false;
  }
}

/** What a caller may send to a task. */
export type TokenAnswer =
  | { type: "TaskSucceeded"; output: Json }
  | { type: "TaskFailed"; error: string | null; cause: string | null }
  | { type: "TaskHeartbeat" };

/** The execution a run begins with. Throws TypeError where its input is not JSON, or where the machine is none. */
export function startExecution(machine: Machine, options: RunOptions, at: number): Execution {
  if (!Array.isArray((machine as Partial<Machine> | null)?.nodes))
    throw new TypeError("this is not a machine: pass what loadMachine(definition) returns");
  const { input = {}, seed = 1, type, identity, limits, activities, startAt: node, variables, item } = options;
  checkInput(input, "input");
  return start(machine, { input, at, seed, type, identity, limits, activities, node, variables, item });
}

function checkInput(value: Json, name: string): void {
  const reason = notJson(value);
  if (reason !== undefined) throw new TypeError(`the ${name} is not JSON: ${reason}`);
}

function* allJobs(job: Job): Generator<Job> {
  yield job;
  for (const child of job.children) yield* allJobs(child);
}

/** The wait of the task that has this token and no final answer. O(tasks under way). */
function waitsUnder({ waiting, execution }: Job, text: string): number | undefined {
  for (const number of waiting.keys()) {
    const frame = execution.frames[execution.awaiting[number]];
    if (frame && taskToken(execution, frame) === text) return number;
  }
  return undefined;
}

/** Runs a machine on the virtual clock. Rejects with HandlerError where a handler breaks its contract. */
export const run = (machine: Machine, options: RunOptions = {}): Promise<Run> =>
  new VirtualDriver(machine, options).run();

/** Runs a machine on the virtual clock at once; throws TypeError where a handler answers through a promise. */
export const runSync = (machine: Machine, options: RunOptions = {}): Run =>
  new VirtualDriver(machine, options).runSync();
