import type { Command, Event, Execution, Input, Token } from "../kernel/index.js";
import type { Machine, NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { VirtualClock } from "./clock.js";
import { Job } from "./job.js";
import type { Delivery, Ledger, Origin } from "./ledger.js";
import type { Observer } from "./observer.js";
import type { RunOptions } from "./run.js";
import { Schedule } from "./schedule.js";
import { World } from "./world.js";

/** A run as it stands between two steps: everything a driver must know to carry on. */
export interface Standing {
  readonly now: Millis;
  /** By number. They are the driver's own from then on. */
  readonly executions: readonly StandingExecution[];
  /** What is still due, in the order in which it was asked for. */
  readonly deliveries: readonly Delivery[];
  /** Under a schedule: the lanes of all that was ever asked for, in order. */
  readonly lanes: readonly number[];
  /** How many tasks of each state were asked for. */
  readonly calls: ReadonlyMap<NodeIndex, number>;
  /** The turn under way, and what it has asked for so far. */
  readonly turn: { readonly execution: number; readonly commands: Command[] } | null;
}

/** One execution of a run that is resumed. */
export interface StandingExecution {
  readonly execution: Execution;
  /** Its events so far; new ones are added. */
  readonly events: Event[];
  /** Null for the root. */
  readonly origin: Origin | null;
}

/**
 * The virtual driver for those who keep a ledger: it can begin in the middle of a run, does one thing at a time, and can be
 * listened to by someone else after each. Jobs and clock are those of every run, so what happens is the same.
 */
export class ResumableDriver {
  private readonly clock: VirtualClock;
  private readonly world: World;
  /** Those it began with; others are found below them. */
  private readonly jobs: Job[] = [];

  constructor(machine: Machine, given: RunOptions, ledger: Ledger, standing: Standing) {
    const options: RunOptions = Object.assign({}, given);
    const { schedule } = options;
    this.clock = new VirtualClock(standing.now, schedule === undefined ? undefined : new Schedule(schedule));
    this.world = new World(machine, options, this.clock, ledger);
    const { turn } = standing;
    const withdrawn = new Set(turn?.commands.filter(({ type }) => type === "Withdraw").map(({ token }) => token));
    for (const one of standing.executions)
      this.add(one, one.origin?.parent === turn?.execution ? withdrawn : undefined);
    for (const lane of standing.lanes) this.clock.rank(lane);
    for (const [node, count] of standing.calls) this.world.calls.set(node, count);
    for (const { execution, what, at, lane, rank, place } of standing.deliveries)
      this.jobs[execution].promise(what, at, lane, rank, place);
    if (standing.turn !== null) this.goOnWith(standing.turn.execution, standing.turn.commands);
  }

  /** `withdrawn`: tokens that the turn under way of the parent gives up; what runs under them is stopped at its end. */
  private add({ execution, events, origin }: StandingExecution, withdrawn: ReadonlySet<Token> | undefined): void {
    const parent = origin && this.jobs[origin.parent];
    const place = parent ? { job: parent, token: origin.token, index: origin.command.index } : undefined;
    const isWanted =
      parent !== null &&
      (parent.execution.awaiting[origin!.token] !== undefined || withdrawn?.has(origin!.token) === true);
    const job = new Job(this.world, execution, parent === null || isWanted ? place : null, origin?.iteration, events);
    this.jobs.push(job);
    if (isWanted) parent!.adopt(job, origin!.token);
  }

  private goOnWith(number: number, commands: Command[]): void {
    this.jobs[number].commands = commands;
    this.world.halted = this.jobs[number];
  }

  /** Makes the root's first turn due: once, for a run of which nothing has happened. */
  begin(): void {
    this.jobs[0].start(this.clock.now());
  }

  /** From now on this observer is told. */
  observe(observer: Observer): void {
    this.world.options.observer = observer;
  }

  /** The run's clock. */
  get now(): Millis {
    return this.clock.now();
  }

  /** Whether it was halted before a step, or has ended a turn whose commands are still to be carried out. */
  get halted(): boolean {
    return this.world.halted !== undefined;
  }

  /** Whether answers are outstanding that come through promises: `settle` awaits them. */
  get unsettled(): boolean {
    return this.world.promises.length > 0;
  }

  /**
   * Takes the answers that come through promises, in the order in which they were asked for. False where `until` came about
   * first: those that are left are taken the next time.
   */
  async settle(until: Promise<undefined>): Promise<boolean> {
    const { promises } = this.world;
    while (promises.length > 0) {
      const take = await Promise.race([until, promises[0]]);
      if (take === undefined) return false;
      promises.shift();
      take();
    }
    this.check();
    return true;
  }

  /** Goes on where it was halted, or delivers what is due next. False where there is nothing to do. Throws what a run would. */
  next(): boolean {
    const { halted } = this.world;
    if (halted === undefined) {
      if (this.jobs[0]?.running !== true || !this.clock.next()) return false;
    } else {
      this.world.halted = undefined;
      halted.goOn();
    }
    this.check();
    return true;
  }

  private check(): void {
    if (this.world.failure !== undefined) throw this.world.failure;
  }

  /** Lets go of everything that is still due: for a run that has ended. */
  retire(): void {
    this.clock.clear();
    this.jobs.length = 0;
  }

  /** Gives an execution an input by hand: at once, or, where a turn is under way, as soon as that is over. */
  give(execution: number, input: Exclude<Input, { type: "Aborted" }>): void {
    const job = this.jobs[execution] ?? find(this.jobs, execution);
    if (this.halted) job.later(input);
    else job.answer(input);
    this.check();
  }
}

/** O(executions). */
function find(jobs: Iterable<Job>, number: number): Job {
  const pending = [...jobs];
  for (let job = pending.pop(); job !== undefined; job = pending.pop()) {
    if (job.number === number) return job;
    pending.push(...job.children);
  }
  throw new RangeError(`there is no execution ${number}`);
}
