import {
  advance,
  type Command,
  type Event,
  type Execution,
  type Input,
  type Io,
  iterationsOf,
  type Limits,
  limitsOf,
  type StartChild,
  start,
  type Token,
} from "../kernel/index.js";
import type { Machine, NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { TaskRequest } from "./handler.js";
import type { Host, TokenInput } from "./host.js";
import { ioOf } from "./job-io.js";
import type { Due } from "./ledger.js";
import { readMapItems, writeMapResults } from "./map-run.js";
import type { Observer } from "./observer.js";
import type { Run } from "./run.js";
import { performTask } from "./task.js";
import type { World } from "./world.js";

/** More than an execution ever has: events, which are more, end with 1,000,000. */
const TOKENS = 2 ** 32;

/** One execution under way and everything it has asked for. Child executions are jobs of their own. */
export class Job implements Host {
  readonly inputs: Input[] = [];
  /** Child executions: all where the history is kept, else those under way. */
  readonly children = new Set<Job>();
  /** Requests that have no final answer yet. */
  readonly waiting = new Map<Token, TaskRequest>();
  commands: Command[] = [];
  private io: Io;
  /** Whom `io` tells. */
  private heard: Observer | undefined;
  /** Tokens of tasks that have no answer coming: only a caller or a timer ends them. */
  private unresolved: Set<Token> | undefined = undefined;
  readonly number: number;
  /** Tokens under which children were started. */
  private readonly childTokens = new Set<Token>();

  constructor(
    readonly world: World,
    readonly execution: Execution,
    /** The execution that started this one; undefined for the root, null where that wants it no more. */
    private parent?: Parent | null,
    /** Places in the distributed Maps around this execution, outermost first. */
    readonly iteration: readonly number[] = [],
    /** Taken over where it is resumed. */
    readonly events: Event[] = [],
  ) {
    this.number = world.countJob();
    this.heard = world.options.observer;
    this.io = this.newIo();
  }

  private newIo(): Io {
    const command = (command: Command): void => void this.commands.push(command);
    return ioOf(command, this.events, this.world.options, this.execution);
  }

  /** Whether what happened is kept: a run without history holds only what is under way. */
  private get keeps(): boolean {
    return this.world.options.history !== false;
  }

  get running(): boolean {
    return this.execution.status === "RUNNING";
  }

  /** Feeds one input, or none to begin, and carries out what the execution then asks for. */
  turn(input?: Input): void {
    if (!this.running || this.world.stopped) return;
    const { ledger } = this.world;
    if (ledger !== undefined) ledger.turn(this.number, input, this.commands);
    else if (input !== undefined && this.keeps) this.inputs.push(input);
    this.goOn(input);
  }

  /**
   * Goes on where an observer has halted it. Where a ledger is kept, what it asks for waits until it can go no further. One
   * that is resumed at the very end of its last turn only has its commands carried out and its end reported.
   */
  goOn(input?: Input): void {
    const { world } = this;
    if (world.stopped) return;
    if (this.heard !== world.options.observer) this.listen();
    if (this.running && advance(world.machine, this.execution, this.io, input) === "stopped") {
      world.halted = this;
      if (world.ledger !== undefined) return;
    }
    const commands = this.commands;
    this.commands = [];
    for (const command of commands) this.carryOut(command);
    if (!this.running) this.reportEnd();
  }

  private listen(): void {
    this.heard = this.world.options.observer;
    this.io = this.newIo();
  }

  /** What was asked for and withdrawn in the same turn is not begun at all. */
  private carryOut(command: Command): void {
    const { token } = command;
    if (command.type !== "Withdraw" && token !== 0 && this.execution.awaiting[token] === undefined) return;
    const isOrdered = this.world.options.schedule === undefined || token === 0;
    // Under a schedule what belongs to other waits may come before it.
    if (isOrdered || (command.type !== "ScheduleTask" && command.type !== "StartTimer")) this.begin(command);
    else this.due(this.world.clock.now(), token, command);
  }

  private begin(command: Command): void {
    switch (command.type) {
      case "ScheduleTask":
        return performTask(this, command);
      case "StartTimer":
        return this.startTimer(command);
      case "ReadItems":
        return readMapItems(this, command);
      case "StartChild":
        return this.startChild(command);
      case "WriteResults":
        return writeMapResults(this, command);
      case "Withdraw":
        return this.withdraw(command.token);
    }
  }

  /** The root's first turn, and its end where one is set. */
  start(at: Millis): void {
    this.due(at, 0, { type: "Begin" });
    const { abort } = this.world.options;
    if (abort === undefined) return;
    const { after, error, cause } = abort;
    this.due(at + after, 0, { type: "Aborted", at: at + after, error, cause });
  }

  /** Delivers an input at its moment, unless its wait has ended by then. */
  later(input: TokenInput): void {
    this.due(input.at, input.token, input);
  }

  private due(at: Millis, token: Token, what: Due): void {
    const { clock, ledger } = this.world;
    const lane = this.laneOf(token);
    if (ledger !== undefined) {
      const rank = clock.rank(lane);
      return this.promise(what, at, lane, rank, ledger.due(this.number, what, at, lane, rank));
    }
    const deliver = () => void this.take(what);
    const { parent } = this;
    const isFirst = what.type === "Begin" && parent;
    clock.at(at, isFirst ? parent.job.tracked(parent.token, deliver) : this.tracked(token, deliver), lane);
  }

  /** The same where a ledger is kept, and once more where the run is resumed. What was in vain has not happened. */
  promise(what: Due, at: Millis, lane: number, rank: number, place: number): void {
    const { clock, ledger } = this.world;
    const deliver = (): boolean => {
      ledger!.delivered(place);
      return this.take(what);
    };
    clock.at(at, deliver, lane, rank);
  }

  /** What was due has come. False where nobody waits for it any more. */
  private take(what: Due): boolean {
    if (!this.running) return false;
    switch (what.type) {
      case "ScheduleTask":
      case "StartTimer":
        if (this.execution.awaiting[what.token] !== undefined) this.begin(what);
        return false;
      case "Begin":
        if (!this.isWanted) return false;
        this.turn();
        return true;
      case "Aborted":
        break;
      default:
        if (what.token !== 0 && this.execution.awaiting[what.token] === undefined) return false;
        if (what.type === "TaskSucceeded" || what.type === "TaskFailed") this.waiting.delete(what.token);
    }
    what.at = this.world.clock.now();
    this.turn(what);
    return true;
  }

  /** Whether the execution that started it, if any, still waits for it. */
  private get isWanted(): boolean {
    const { parent } = this;
    return parent === undefined || (parent !== null && parent.job.execution.awaiting[parent.token] !== undefined);
  }

  /** One number per wait: under a schedule what belongs to it keeps its order. */
  private laneOf(token: Token): number {
    return this.world.options.schedule === undefined ? 0 : this.number * TOKENS + token;
  }

  /** The task under this token gets no answer by itself. */
  unresolve(token: Token): void {
    this.unresolved ??= new Set();
    this.unresolved.add(token);
  }

  /** Feeds an answer that comes from a caller, at this moment. */
  answer(input: TokenInput): void {
    if (input.type !== "TaskHeartbeat") {
      this.waiting.delete(input.token);
      this.unresolved?.delete(input.token);
    }
    this.turn(input);
  }

  /** Lets a run that is moved by hand know of a delivery to a wait. */
  private tracked(token: Token, deliver: () => void): () => void {
    const { coming } = this.world;
    return coming === undefined || token === 0 ? deliver : coming.track(deliver, () => this.isLeftOpen(token));
  }

  /** Whether the wait of a token is over, or ends only by a caller's answer or a timeout. Once true it stays true. */
  private isLeftOpen(token: Token): boolean {
    return !this.running || this.execution.awaiting[token] === undefined || this.unresolved?.has(token) === true;
  }

  private startTimer({ token, timer, at }: Extract<Command, { type: "StartTimer" }>): void {
    this.later({ type: "TimerFired", token, timer, at });
  }

  /** Child executions under the token are stopped; one that has not begun never does. O(1) for any other token. */
  private withdraw(token: Token): void {
    this.waiting.delete(token);
    this.unresolved?.delete(token);
    if (!this.childTokens.delete(token)) return;
    for (const child of this.children) if (child.parent?.token === token && child.running) this.dismiss(child);
  }

  /** The parent no longer wants this child. */
  private dismiss(child: Job): void {
    child.abandon();
    if (!child.begun || !this.keeps) this.children.delete(child);
  }

  /** Whether it has had its first turn, which no input may precede. */
  get begun(): boolean {
    return this.execution.events > 0;
  }

  /** Stopped from outside: nothing is reported. */
  private abandon(): void {
    this.parent = null;
    const { clock, ledger } = this.world;
    if (!this.begun || this.world.stopped) return;
    const input: Input = { type: "Aborted", at: clock.now() };
    if (ledger !== undefined) ledger.dismissed(this.number, input);
    else if (this.keeps) this.inputs.push(input);
    this.goOn(input);
  }

  /** Its end is an input of the execution that started it. */
  private reportEnd(): void {
    const { parent, world, execution } = this;
    if (!parent) return;
    const { job, token, index } = parent;
    if (!this.keeps) job.children.delete(this);
    job.later({ type: "ChildEnded", token, at: world.clock.now(), index, result: resultOf(execution) });
  }

  private startChild(command: StartChild): void {
    const { world, execution } = this;
    const { token, index } = command;
    const at = world.clock.now();
    const iteration = [...this.iteration, ...this.iterationUnder(token), index];
    const started = childExecution(world.machine, execution, command, at, world.options.limits);
    const events = world.ledger?.started(started, { parent: this.number, token, command, at, iteration });
    const child = new Job(world, started, { job: this, token, index }, iteration, events);
    world.options.observer?.child?.(started, iteration, execution);
    this.adopt(child, token);
    child.due(at, 0, { type: "Begin" });
  }

  /** A child execution under way that this one has started. */
  adopt(child: Job, token: Token): void {
    this.childTokens.add(token);
    this.children.add(child);
  }

  /** Counts the tasks of a state that were asked for before. */
  countCall(token: Token, node: NodeIndex): number {
    const call = this.world.countCall(node);
    this.world.ledger?.asked(this.number, token, node);
    return call;
  }

  private iterationUnder(token: Token): number[] {
    const { execution } = this;
    return iterationsOf(execution, execution.frames[execution.awaiting[token]]!);
  }

  /** What there is to say about the execution now. */
  report(): Run {
    const { execution, world } = this;
    return {
      status: execution.status,
      output: execution.output,
      error: execution.error?.error ?? null,
      cause: execution.error?.cause ?? null,
      events: this.events,
      inputs: this.inputs,
      execution,
      duration: execution.now - execution.startedAt,
      transitions: execution.transitions,
      unanswered: world.unanswered,
      waiting: [...this.waiting.values()],
      children: [...this.children].map((child) => child.report()),
    };
  }
}

/** The execution that started another one, the token it did so under, and which of its children that is. */
interface Parent {
  readonly job: Job;
  readonly token: Token;
  readonly index: number;
}

/** The child execution a parent has asked for, standing before its first state. */
export function childExecution(
  machine: Machine,
  { activities }: Execution,
  command: StartChild,
  at: Millis,
  limits?: Limits,
): Execution {
  const { identity, input, block, executionType: type, seed } = command;
  const given = activities ?? undefined;
  return start(machine, {
    input,
    at,
    seed,
    type,
    identity,
    limits: limits ?? limitsOf(type),
    block,
    activities: given,
  });
}

function resultOf(execution: Execution) {
  if (execution.status === "SUCCEEDED") return { status: "SUCCEEDED" as const, output: execution.output };
  const { error, cause } = execution.error ?? { error: null, cause: null };
  return { status: execution.status as "FAILED" | "TIMED_OUT" | "ABORTED", error, cause };
}
