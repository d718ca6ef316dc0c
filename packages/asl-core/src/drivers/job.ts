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
import { readMapItems, writeMapResults } from "./map-run.js";
import type { Run, RunOptions } from "./run.js";
import { performTask } from "./task.js";
import type { World } from "./world.js";

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
    const command = (command: Command): void => void this.commands.push(command);
    const event = listener(this.events, world.options, execution);
    this.io = ioOf(command, event, world.options, execution);
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
    advance(this.world.machine, this.execution, this.io, input);
    const commands = this.commands;
    this.commands = [];
    for (const command of commands) this.carryOut(command);
    if (!this.running) this.ended();
  }

  /** What was asked for and withdrawn in the same turn is not begun at all. */
  private carryOut(command: Command): void {
    const { token } = command;
    if (command.type !== "Withdraw" && token !== 0 && this.execution.awaiting[token] === undefined) return;
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
  later(at: Millis, make: (at: Millis) => TokenInput): void {
    const { clock } = this.world;
    clock.at(at, () => {
      const input = make(clock.now());
      if (input.token === 0 || this.execution.awaiting[input.token] !== undefined) this.turn(input);
    });
  }

  private startTimer({ token, timer, at }: Extract<Command, { type: "StartTimer" }>): void {
    this.later(at, (now) => ({ type: "TimerFired", token, timer, at: now }));
  }

  /** Child executions under the token are stopped; one that has not begun never does. O(1) for any other token. */
  private withdraw(token: Token): void {
    this.waiting.delete(token);
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
    child.ended = () => {
      if (!this.keeps) this.children.delete(child);
      const result = resultOf(child.execution);
      this.later(world.clock.now(), (now) => ({ type: "ChildEnded", token, at: now, index, result }));
    };
    this.childTokens.add(token);
    this.children.add(child);
    world.clock.at(at, () => {
      if (this.execution.awaiting[token] !== undefined) child.turn();
    });
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

/** One literal each: V8 keeps a function that is added to an object later alive from one young collection to the next. */
function ioOf(command: Io["command"], event: Io["event"], { onRetrier }: RunOptions, execution: Execution): Io {
  if (onRetrier === undefined) return event === undefined ? { command } : { command, event };
  return {
    command,
    event,
    retrier: (_frame, node, index, exhausted) => onRetrier(node, index, exhausted, execution),
  };
}

/** What hears of events; undefined where nobody does, so that none are made. */
function listener(events: Event[], options: RunOptions, execution: Execution): Io["event"] {
  const { history = true, onEvent } = options;
  if (onEvent === undefined) return history ? (event) => void events.push(event) : undefined;
  return (event) => {
    if (history) events.push(event);
    onEvent(event, execution);
  };
}
