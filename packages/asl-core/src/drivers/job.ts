import {
  advance,
  type Command,
  type Event,
  type Execution,
  type Input,
  type Io,
  iterationsOf,
  limitsOf,
  type StartChild,
  start,
  type Token,
} from "../kernel/index.js";
import type { Millis } from "../time.js";
import type { TaskRequest } from "./handler.js";
import type { Host, TokenInput } from "./host.js";
import { ioOf } from "./job-io.js";
import { readMapItems, writeMapResults } from "./map-run.js";
import type { Run } from "./run.js";
import { performTask } from "./task.js";
import type { World } from "./world.js";

/** More than an execution ever has: events, which are more, end with 1,000,000. */
const TOKENS = 2 ** 32;

/** One execution under way and everything it has asked for. Child executions are jobs of their own. */
export class Job implements Host {
  readonly events: Event[] = [];
  readonly inputs: Input[] = [];
  /** Child executions: all where the history is kept, else those under way. */
  readonly children = new Set<Job>();
  /** Requests that have no final answer yet. */
  readonly waiting = new Map<Token, TaskRequest>();
  private commands: Command[] = [];
  private readonly io: Io;
  private ended: () => void = () => {};
  /** Tokens of tasks that have no answer coming: only a caller or a timer ends them. */
  private unresolved: Set<Token> | undefined = undefined;
  private readonly number: number;
  /** Places in the distributed Maps around this execution, outermost first. */
  iteration: readonly number[] = [];
  /** The parent's token a child execution runs under. */
  private parentToken: Token = 0;
  /** Tokens under which children were started. */
  private readonly childTokens = new Set<Token>();

  constructor(
    readonly world: World,
    readonly execution: Execution,
  ) {
    this.number = world.countJob();
    const command = (command: Command): void => void this.commands.push(command);
    this.io = ioOf(command, this.events, world.options, execution);
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
    if (input !== undefined && this.keeps) this.inputs.push(input);
    const outcome = advance(this.world.machine, this.execution, this.io, input);
    if (outcome === "stopped") this.world.halted = this;
    const commands = this.commands;
    this.commands = [];
    for (const command of commands) this.carryOut(command);
    if (!this.running) this.ended();
  }

  /** What was asked for and withdrawn in the same turn is not begun at all. */
  private carryOut(command: Command): void {
    const { token } = command;
    if (command.type !== "Withdraw" && token !== 0 && this.execution.awaiting[token] === undefined) return;
    const isOrdered = this.world.options.schedule === undefined || token === 0;
    if (isOrdered || (command.type !== "ScheduleTask" && command.type !== "StartTimer")) this.begin(command);
    else this.defer(command);
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

  /** Delivers an input at a moment, unless its wait has ended by then. */
  later(at: Millis, token: Token, make: (at: Millis) => TokenInput): void {
    const { clock } = this.world;
    const deliver = (): void => {
      if (token === 0 || this.execution.awaiting[token] !== undefined) this.turn(make(clock.now()));
    };
    clock.at(at, this.tracked(token, deliver), this.laneOf(token));
  }

  /** One number per wait: under a schedule what belongs to it keeps its order. */
  private laneOf(token: Token): number {
    return this.world.options.schedule === undefined ? 0 : this.number * TOKENS + token;
  }

  /** Under a schedule what belongs to other waits may come before it. */
  private defer(command: Command): void {
    const { clock } = this.world;
    const begin = (): void => {
      if (this.execution.awaiting[command.token] !== undefined) this.begin(command);
    };
    clock.at(clock.now(), this.tracked(command.token, begin), this.laneOf(command.token));
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
    this.later(at, token, (now) => ({ type: "TimerFired", token, timer, at: now }));
  }

  /** Child executions under the token are stopped; one that has not begun never does. O(1) for any other token. */
  private withdraw(token: Token): void {
    this.waiting.delete(token);
    this.unresolved?.delete(token);
    if (!this.childTokens.delete(token)) return;
    for (const child of this.children) if (child.parentToken === token && child.running) this.dismiss(child);
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
    this.ended = () => {};
    if (this.begun) this.turn({ type: "Aborted", at: this.world.clock.now() });
  }

  private startChild(command: StartChild): void {
    const { world } = this;
    const { index, token, identity, input, block, executionType: type, seed } = command;
    const { activities } = this.execution;
    const limits = world.options.limits ?? limitsOf(type);
    const at = world.clock.now();
    const options = { input, at, seed, type, identity, limits, block, activities: activities ?? undefined };
    const child = new Job(world, start(world.machine, options));
    child.parentToken = token;
    child.iteration = [...this.iteration, ...this.iterationUnder(token), index];
    world.options.observer?.child?.(child.execution, child.iteration, this.execution);
    child.ended = () => {
      if (!this.keeps) this.children.delete(child);
      const result = resultOf(child.execution);
      this.later(world.clock.now(), token, (now) => ({ type: "ChildEnded", token, at: now, index, result }));
    };
    this.childTokens.add(token);
    this.children.add(child);
    const begin = (): void => {
      if (this.execution.awaiting[token] !== undefined) child.turn();
    };
    world.clock.at(at, this.tracked(token, begin), child.laneOf(0));
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

function resultOf(execution: Execution) {
  if (execution.status === "SUCCEEDED") return { status: "SUCCEEDED" as const, output: execution.output };
  const { error, cause } = execution.error ?? { error: null, cause: null };
  return { status: execution.status as "FAILED" | "TIMED_OUT" | "ABORTED", error, cause };
}
