import { valueAt } from "../../definition/location.js";
import type { Json, JsonObject } from "../../json.js";
import type { Event, EventOf, Stage } from "../../kernel/index.js";
import { END, type Machine, type Node } from "../../machine/machine.js";
import type { EventIndex } from "../inspect/event-index.js";
import { type Machines, machinesOf } from "../inspect/machines.js";
import { memoryOf } from "../inspect/memory.js";
import { endOf, stepOf } from "../inspect/place.js";
import type { Past } from "../past.js";
import { atStep } from "../position.js";
import type { Scene, SceneExecution } from "../scene.js";

/** One visit of a state in a history, ended or not. */
export interface Visit {
  readonly actor: SceneExecution;
  /** The machine it was made with. */
  readonly machine: Machine;
  readonly node: Node;
  /** The state as written. */
  readonly state: JsonObject;
  readonly entered: Event;
  /** What began its last try, or opened its children; undefined where nothing did. */
  readonly started: Event | undefined;
  readonly exited: Event | undefined;
}

/** The Parallel or Map around a frame, and how the frame came to be. */
export interface Opening {
  readonly execution: number;
  /** Serial of the container's frame. */
  readonly frame: number;
  /** Its Entered event. */
  readonly entered: number;
  /** Index of the Map's item; undefined for a branch. */
  readonly item?: number;
}

const isEntered = ({ type }: Event): boolean => type.endsWith("StateEntered");
const isExited = ({ type }: Event): boolean => type.endsWith("StateExited");
const isStarted = ({ type }: Event): boolean =>
  /^(Parallel|Map)StateStarted$|^(Task|LambdaFunction|Activity)Scheduled$/.test(type);

/** Finds visits and what belongs to them in the histories of a scene. */
export class Visits {
  private readonly stages = new Map<string, ReadonlyMap<Stage, Json>>();
  private readonly known = new Map<string, Visit | undefined>();
  private readonly states = new Map<Node, JsonObject>();

  private readonly machines: Machines;

  constructor(
    readonly scene: Scene,
    readonly past: Past,
  ) {
    this.machines = machinesOf(past, scene);
  }

  index(execution: number): EventIndex {
    return memoryOf(this.past).index(this.scene.executions[execution]);
  }

  event(execution: number, id: number): Event | undefined {
    return this.scene.executions[execution]?.events[id - 1];
  }

  /** The visit that an Entered event begins; undefined where the event is none. */
  visit(execution: number, entered: number): Visit | undefined {
    const key = `${execution}:${entered}`;
    let found = this.known.get(key);
    if (found === undefined && !this.known.has(key)) this.known.set(key, (found = this.find(execution, entered)));
    return found;
  }

  private find(execution: number, entered: number): Visit | undefined {
    const actor = this.scene.executions[execution];
    const event = this.event(execution, entered);
    if (event === undefined || !isEntered(event)) return undefined;
    const then = this.machines.asOf(this.step(execution, entered), event.node);
    if (then === undefined) return undefined;
    const { machine, node } = then;
    const index = this.index(execution);
    const after = index.firstOfFrame(event.frame, entered + 1, (one) => isExited(one) || isEntered(one));
    const exited = after !== undefined && isExited(after) ? after : undefined;
    const started = index.lastOfFrame(event.frame, entered, after?.id ?? actor.events.length, isStarted);
    return { actor, machine, node, state: this.state(machine, node), entered: event, started, exited };
  }

  private state({ definition }: Machine, node: Node): JsonObject {
    let state = this.states.get(node);
    if (state === undefined) this.states.set(node, (state = valueAt(definition, node.pointer) as JsonObject));
    return state;
  }

  /** The visit an event belongs to. */
  visitOf(execution: number, event: Event): Visit | undefined {
    const entered = this.index(execution).lastOfFrame(event.frame, 1, event.id, isEntered);
    return entered && this.visit(execution, entered.id);
  }

  /** The last visit of a frame that was left: what the frame has given. */
  lastOf(execution: number, frame: number): Visit | undefined {
    const exited = this.index(execution).lastOfFrame(frame, 1, Number.POSITIVE_INFINITY, isExited);
    return exited && this.visitOf(execution, exited);
  }

  /** The event with a task's answer in a visit. */
  answerOf({ actor, entered, exited }: Visit): EventOf<"TaskSucceeded"> | undefined {
    const isAnswer = ({ type }: Event): boolean => /^(Task|LambdaFunction|Activity)Succeeded$/.test(type);
    const until = exited?.id ?? actor.events.length;
    const found = this.index(actor.number).lastOfFrame(entered.frame, entered.id, until, isAnswer);
    return found as EventOf<"TaskSucceeded"> | undefined;
  }

  /** Which visit of its state by its frame it is, from 1. */
  number({ actor, entered }: Visit): number {
    return this.index(actor.number).visitOf(entered.id);
  }

  /** How a frame came to be; undefined for the root of the run. */
  openingOf(execution: number, frame: number): Opening | undefined {
    const first = this.index(execution).firstOfFrame(frame, 1);
    return first === undefined ? undefined : this.openingAfter(execution, first.previous, frame);
  }

  /** The same, by the event that the frame's first event follows. */
  openingAfter(execution: number, previous: number, frame: number): Opening | undefined {
    const before = this.event(execution, previous);
    if (before === undefined || before.frame === frame) return this.runOf(execution);
    const container = this.visitOf(execution, before);
    if (container === undefined) return undefined;
    const item = before.type === "MapIterationStarted" ? before.details.index : undefined;
    return { execution, frame: before.frame, entered: container.entered.id, item };
  }

  /** The Map whose child execution it is. */
  private runOf(execution: number): Opening | undefined {
    const { parent, iteration } = this.scene.executions[execution];
    if (parent === null) return undefined;
    const map = this.ownerOf(execution);
    const begun = this.begunAt(execution);
    const started = this.scene.executions[parent.execution].events.findLast(
      (event) =>
        event.type === "MapRunStarted" &&
        this.step(parent.execution, event.id) <= begun &&
        this.scene.machine.nodes[event.node]?.path === map,
    );
    const visit = started && this.visitOf(parent.execution, started);
    if (visit === undefined) return undefined;
    const { frame, id: entered } = visit.entered;
    return { execution: parent.execution, frame, entered, item: iteration.at(-1) };
  }

  /** Path of the Map that a child execution belongs to. */
  private ownerOf(number: number): string | undefined {
    const { execution } = this.scene.executions[number];
    const machine = execution.status === "RUNNING" ? this.scene.machine : this.machines.at(this.begunAt(number));
    return machine.nodes[machine.blocks[execution.block].owner]?.path;
  }

  /** The step that began an execution; now, where it has not begun. */
  begunAt(execution: number): number {
    const { events } = this.scene.executions[execution];
    return events.length === 0 ? this.scene.position.step : this.step(execution, 1);
  }

  step(execution: number, event: number): number {
    return stepOf(this.past, this.scene, execution, event);
  }

  /** Child executions of a Map's visit, by item. */
  childrenOf(map: Visit): SceneExecution[] {
    const { actor, node, started, exited } = map;
    if (node.kind !== "Map" || started === undefined) return [];
    const from = this.step(actor.number, started.id);
    const to = exited === undefined ? Number.POSITIVE_INFINITY : this.step(actor.number, exited.id);
    const isOne = ({ parent, number }: SceneExecution): boolean => {
      if (parent?.execution !== actor.number || this.ownerOf(number) !== node.path) return false;
      const begun = this.begunAt(number);
      return begun >= from && begun <= to;
    };
    return this.scene.executions.filter(isOne).sort((a, b) => (a.iteration.at(-1) ?? 0) - (b.iteration.at(-1) ?? 0));
  }

  /** The frame that ran a branch of a Parallel, or an iteration of an inline Map, in the visit's last try. */
  childFrame({ actor, machine, node, entered, started }: Visit, slot: number): number | undefined {
    if (started === undefined) return undefined;
    const { number } = actor;
    const index = this.index(number);
    if (node.kind === "Map") {
      const isIt = (event: Event) => event.type === "MapIterationStarted" && event.details.index === slot;
      const opened = index.firstOfFrame(entered.frame, started.id, isIt);
      return opened && index.openedBy(opened.id)[0];
    }
    if (node.kind !== "Parallel") return undefined;
    const block = machine.blocks[node.branches[slot] ?? END];
    if (block === undefined) return undefined;
    const { path } = machine.nodes[block.start];
    const { nodes } = this.scene.machine;
    const startsThere = (frame: number) => nodes[index.firstOfFrame(frame, started.id)?.node ?? END]?.path === path;
    return index.openedBy(started.id).find(startsThere);
  }

  /** What stages a visit has gone through: of its beginning, the last try and its end. At most three short walks. */
  stagesOf(visit: Visit): ReadonlyMap<Stage, Json> {
    const { actor, entered, started, exited } = visit;
    const key = `${actor.number}:${entered.id}`;
    const known = this.stages.get(key);
    if (known !== undefined) return known;
    const found = new Map<Stage, Json>();
    const { position } = this.scene;
    const ids = [entered, started, exited].flatMap((event) => (event === undefined ? [] : [event.id]));
    const steps = new Set(ids.map((id) => this.step(actor.number, id)));
    if (exited === undefined && position.stage > 0) steps.add(position.step);
    for (const step of steps) this.watch(step, actor.number, entered.frame, found);
    this.stages.set(key, found);
    return found;
  }

  private watch(step: number, execution: number, frame: number, found: Map<Stage, Json>): void {
    const { position } = this.scene;
    if (step > position.step || (step === position.step && position.stage === 0)) return;
    let acting = -1;
    this.past.watch(atStep(step), endOf(step, this.scene), {
      step: (_step, number) => {
        acting = number;
      },
      stage: (stage, value, { serial }) => {
        if (acting === execution && serial === frame) found.set(stage, value);
      },
    });
  }
}
