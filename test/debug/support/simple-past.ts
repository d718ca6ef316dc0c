import type { Past, PastHooks } from "../../../packages/asl-core/src/debug/past.js";
import type { Position } from "../../../packages/asl-core/src/debug/position.js";
import type { Scene, SceneExecution } from "../../../packages/asl-core/src/debug/scene.js";
import type { Observer } from "../../../packages/asl-core/src/drivers/observer.js";
import { loadMachine } from "../../../packages/asl-core/src/index.js";
import type { Json, JsonObject } from "../../../packages/asl-core/src/json.js";
import {
  advance,
  type Command,
  copy,
  type Event,
  type Execution,
  type Input,
  type Io,
  iterationsOf,
  type StartChild,
  type StartOptions,
  start,
} from "../../../packages/asl-core/src/kernel/index.js";
import type { Machine, TaskNode } from "../../../packages/asl-core/src/machine/machine.js";

/** What a task of a simple run answers; undefined: nothing. */
export type Answer = { output: Json } | { error: string; cause?: string } | undefined;
/** A task as a simple run asks for it. */
export interface Asked {
  state: string;
  arguments: Json;
  attempt: number;
  call: number;
}

interface Options extends Partial<StartOptions> {
  answer?(asked: Asked): Answer;
  /** Items of distributed Maps with an ItemReader. */
  items?: Json[];
}

const START = 1_767_225_600_000;
const STOP = Symbol("stop");

/** One execution of a walk. */
interface Actor {
  number: number;
  execution: Execution;
  parent: { execution: number; token: number } | null;
  index: number;
  iteration: number[];
  events: Event[];
}

/** Takes executions from the start through recorded inputs, step by step. */
class Walk {
  readonly actors: Actor[] = [];
  step = 0;
  emitted = 0;
  commands: Command[] = [];
  acting = -1;

  constructor(
    readonly machine: Machine,
    options: Options,
    readonly until: Position,
    readonly from: Position,
    readonly hooks: PastHooks,
    readonly onEvent: (number: number, event: Event, step: number) => void = () => {},
  ) {
    const { input = {}, at = START, seed = 1 } = options;
    const { type, identity, activities } = options;
    this.add(start(machine, { input, at, seed, type, identity, activities }), null, -1, []);
  }

  add(execution: Execution, parent: Actor["parent"], index: number, iteration: number[]): Actor {
    const actor = { number: this.actors.length, execution, parent, index, iteration, events: [] };
    this.actors.push(actor);
    return actor;
  }

  /** Delivers one input, or begins, and steps until idle. */
  turn(number: number, input: Input | null): Command[] {
    this.commands = [];
    const actor = this.actors[number];
    this.act(actor, input ?? undefined, 0);
    while (actor.execution.status === "RUNNING" && (actor.execution.current >= 0 || actor.execution.ready.length > 0)) {
      if (actor.execution.current < 0) actor.execution.current = actor.execution.ready.shift()!;
      this.act(actor, undefined, 1);
    }
    return this.commands;
  }

  private act(actor: Actor, input: Input | undefined, budget: number): void {
    const whole = this.step < this.until.step;
    if (!whole && this.until.stage === 0) throw STOP;
    this.emitted = 0;
    this.acting = actor.number;
    const heard = this.step >= this.from.step;
    const stands = actor.execution.frames[actor.execution.current];
    if (heard && stands && this.hooks.stop?.(this.machine.nodes[stands.node], stands, actor.execution)) throw STOP;
    if (heard) this.hooks.step?.(this.step, actor.number);
    advance(this.machine, actor.execution, this.io(actor, heard ? this.hooks : {}), input, budget);
    this.step++;
    if (!whole) throw STOP;
  }

  private io(actor: Actor, hooks: Observer): Io {
    const { execution } = actor;
    const step = this.step;
    return {
      command: (command) => void this.commands.push(command),
      event: (event) => {
        actor.events.push(event);
        this.onEvent(actor.number, event, step);
        hooks.event?.(event, execution);
      },
      stage: (frame, node, stage, value) => {
        const skipped = step === this.from.step && this.emitted < this.from.stage;
        this.emitted++;
        if (!skipped) hooks.stage?.(stage, value, frame, node, execution);
        if (step === this.until.step && this.emitted === this.until.stage) throw STOP;
      },
      failure: (frame, node, failure) => hooks.failure?.(failure, frame, node, execution),
      retrier: (_frame, node, index, exhausted) => hooks.retrier?.(node, index, exhausted, execution),
    };
  }

  startChild(parent: Actor, command: StartChild): Actor {
    const { input, seed, executionType: type, identity, block, token, index } = command;
    const { frames, awaiting } = parent.execution;
    const around = iterationsOf(parent.execution, frames[awaiting[token]]!);
    const child = start(this.machine, { input, at: parent.execution.now, seed, type, identity, block });
    return this.add(child, { execution: parent.number, token }, index, [...parent.iteration, ...around, index]);
  }
}

interface Entry {
  number: number;
  input: Input | null;
}

/** A whole run and its past, found again from the start every time: slow and simple. */
export class SimplePast implements Past {
  readonly machine: Machine;
  readonly entries: Entry[] = [];
  readonly steps: number[][] = [];
  readonly kept: Event[][] = [];
  length = 0;
  watched = 0;

  constructor(
    definition: object,
    private readonly options: Options = {},
    entries?: readonly Input[],
  ) {
    this.machine = "nodes" in definition ? (definition as Machine) : loadMachine(definition as JsonObject);
    if (entries === undefined) this.record();
    else this.replay(entries);
  }

  get machines() {
    return [{ from: 0, machine: this.machine }];
  }

  byHand() {
    return [];
  }

  /** A run without child executions that has been made already. */
  private replay(inputs: readonly Input[]): void {
    const walk = this.newWalk();
    for (const input of [null, ...inputs]) {
      this.entries.push({ number: 0, input });
      walk.turn(0, input);
    }
    this.length = walk.step;
  }

  private newWalk(): Walk {
    const everything = { step: Number.POSITIVE_INFINITY, stage: 0 };
    return new Walk(this.machine, this.options, everything, everything, {}, (number, event, step) => {
      (this.steps[number] ??= [])[event.id] = step;
      (this.kept[number] ??= [])[event.id - 1] = event;
    });
  }

  private record(): void {
    const walk = this.newWalk();
    const queue: { at: number; order: number; number: number; input: Input | null }[] = [];
    const calls = new Map<number, number>();
    let order = 0;
    const later = (at: number, number: number, input: Input | null) =>
      queue.push({ at, order: order++, number, input });
    later(walk.actors[0].execution.now, 0, null);
    while (queue.length > 0) {
      queue.sort((a, b) => a.at - b.at || a.order - b.order);
      const { at, number, input } = queue.shift()!;
      const actor = walk.actors[number];
      if (actor.execution.status !== "RUNNING") continue;
      if (input !== null && input.type !== "Aborted" && actor.execution.awaiting[input.token] === undefined) continue;
      this.entries.push({ number, input });
      const commands = walk.turn(number, input);
      for (const command of commands) this.carryOut(walk, actor, command, at, later, calls);
      if (actor.execution.status !== "RUNNING" && actor.parent !== null) {
        const { status, output, error } = actor.execution;
        const result =
          status === "SUCCEEDED"
            ? { status, output }
            : { status: status as "FAILED", error: error?.error ?? null, cause: error?.cause ?? null };
        const { execution, token } = actor.parent;
        later(at, execution, { type: "ChildEnded", token, index: actor.index, at, result });
      }
    }
    this.length = walk.step;
  }

  private carryOut(
    walk: Walk,
    actor: Actor,
    command: Command,
    now: number,
    later: (at: number, number: number, input: Input | null) => void,
    calls: Map<number, number>,
  ): void {
    const { number, execution } = actor;
    const { token } = command;
    if (command.type === "StartTimer") {
      const { timer, at } = command;
      later(at, number, { type: "TimerFired", token, timer, at });
    } else if (command.type === "ScheduleTask") {
      const node = this.machine.nodes[command.node] as TaskNode;
      const call = calls.get(node.index) ?? 0;
      calls.set(node.index, call + 1);
      const asked = { state: node.name, arguments: command.arguments, attempt: command.attempt, call };
      const answer = this.options.answer?.(asked);
      if (answer === undefined) return;
      if ("output" in answer) later(now, number, { type: "TaskSucceeded", token, at: now, output: answer.output });
      else later(now, number, { type: "TaskFailed", token, at: now, error: answer.error, cause: answer.cause ?? null });
    } else if (command.type === "ReadItems") {
      const items = (this.options.items ?? []).map((value) => ({ value, source: "s3://bucket/items.json" }));
      later(now, number, { type: "ItemsRead", token, at: now, items });
    } else if (command.type === "StartChild") {
      if (execution.awaiting[token] === undefined) return;
      later(now, walk.startChild(actor, command).number, null);
    }
  }

  stepOfEvent(execution: number, eventId: number): number {
    const step = this.knownStepOf(execution, eventId);
    if (step === undefined) throw new RangeError(`no event ${eventId} in execution ${execution}`);
    return step;
  }

  knownStepOf(execution: number, eventId: number): number | undefined {
    return this.steps[execution]?.[eventId];
  }

  watch(from: Position, to: Position, hooks: PastHooks): void {
    this.watched += to.step - from.step + (to.stage > 0 ? 1 : 0);
    this.walkTo(from, to, hooks);
  }

  private walkTo(from: Position, to: Position, hooks: PastHooks): Walk {
    const walk = new Walk(this.machine, this.options, to, from, hooks);
    try {
      for (const { number, input } of this.entries) {
        const commands = walk.turn(number, input);
        const actor = walk.actors[number];
        for (const command of commands)
          if (command.type === "StartChild" && actor.execution.awaiting[command.token] !== undefined)
            walk.startChild(actor, command);
      }
    } catch (error) {
      if (error !== STOP) throw error;
    }
    if (walk.step < to.step && hooks.stop === undefined) throw new RangeError(`the run has ${walk.step} steps`);
    return walk;
  }

  sceneAt(position: Position): Scene {
    const walk = this.walkTo(position, position, {});
    const executions = walk.actors.map(
      ({ number, execution, parent, iteration, events }): SceneExecution => ({
        number,
        execution: copy(execution),
        parent,
        iteration,
        events: events.map((event) => this.kept[number][event.id - 1] ?? event),
      }),
    );
    const now = Math.max(...executions.map(({ execution }) => execution.now));
    return { machine: this.machine, position, now, executions, waiting: [] };
  }

  /** The position right before the step that writes the n-th event of a type, or after all steps of the turn that follow. */
  before(type: string, nth = 1, execution = 0): Position {
    return { step: this.stepOfEvent(execution, this.event(type, nth, execution).id), stage: 0 };
  }

  after(type: string, nth = 1, execution = 0): Position {
    return { step: this.before(type, nth, execution).step + 1, stage: 0 };
  }

  event(type: string, nth = 1, execution = 0): Event {
    const found = this.kept[execution]?.filter((event) => event.type === type)[nth - 1];
    if (found === undefined)
      throw new Error(`no ${type} ${nth} among ${this.kept[execution]?.map((event) => event.type).join(" ")}`);
    return found;
  }

  end(): Scene {
    return this.sceneAt({ step: this.length, stage: 0 });
  }
}
