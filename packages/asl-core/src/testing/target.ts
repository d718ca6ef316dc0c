import type { Observer } from "../drivers/observer.js";
import { deepEqual } from "../json.js";
import { type Event, type EventType, type Execution, type Frame, iterationsOf } from "../kernel/index.js";
import type { Machine, Node } from "../machine/machine.js";
import { nearest } from "../near.js";
import { EVENT_TYPES } from "./event-types.js";
import { findStates, namedStates } from "./named-states.js";

/** What a run goes on to. */
export type Target =
  /** A state's name or path, or an event's type. */
  | string
  /** A state is entered; with `iteration` in these Map iterations, outermost first. */
  | { readonly state: string; readonly iteration?: readonly number[] }
  /** A state is about to be entered. */
  | { readonly before: string; readonly iteration?: readonly number[] }
  /** An event is written; with `state` in this one. */
  | { readonly event: EventType; readonly state?: string }
  /** Asked about each event. */
  | ((event: Event, execution: Execution) => boolean);

/** Watches a run for one target at a time, and halts it there. */
export class Watch implements Required<Pick<Observer, "event" | "stop" | "child">> {
  reached = false;
  /** What is watched for, in words. */
  wanted = "";
  private byEvent: ((event: Event, execution: Execution) => boolean) | undefined = undefined;
  private byStep: ((node: Node, frame: Frame, execution: Execution) => boolean) | undefined = undefined;
  /** The step before which the run stands, which is let pass. */
  private stood: { execution: Execution; steps: number } | undefined = undefined;
  private readonly around = new Map<Execution, readonly number[]>();

  constructor(private readonly machine: Machine) {}

  /** Throws RangeError where the target names a state or a type of event that does not exist, TypeError where it is none. */
  begin(target: Target): void {
    this.wanted = inWords(target);
    this.byEvent = undefined;
    this.byStep = undefined;
    if (typeof target === "function") this.byEvent = target;
    else this.watchFor(target);
    this.reached = false;
  }

  end(): void {
    this.byEvent = undefined;
    this.byStep = undefined;
  }

  event(event: Event, execution: Execution): void {
    if (this.byEvent?.(event, execution) === true) this.reached = true;
  }

  stop(node: Node, frame: Frame, execution: Execution): boolean {
    if (this.byEvent !== undefined) return this.reached;
    if (this.byStep === undefined || frame.phase !== "enter" || this.isStood(execution)) return false;
    this.reached = this.byStep(node, frame, execution);
    if (this.reached) this.stood = { execution, steps: execution.steps };
    return this.reached;
  }

  child(child: Execution, iteration: readonly number[]): void {
    this.around.set(child, iteration);
  }

  private isStood(execution: Execution): boolean {
    return this.stood?.execution === execution && this.stood.steps === execution.steps;
  }

  private watchFor(target: Exclude<Target, (...given: never[]) => boolean>): void {
    if (typeof target === "string") {
      const states = findStates(this.machine, target);
      const isEvent = states.length === 0 && (EVENT_TYPES.has(target) || isMeantAsEvent(target, this.machine));
      return this.watchFor(isEvent ? { event: target as EventType } : { state: target });
    }
    if ("event" in target) {
      const { event: type, state } = target;
      checkEvent(type);
      const nodes = state === undefined ? undefined : this.nodesOf(state);
      this.byEvent = (event) => event.type === type && nodes?.has(event.node) !== false;
    } else if ("before" in target) {
      const nodes = this.nodesOf(target.before);
      this.byStep = (node, frame, execution) => nodes.has(node.index) && this.isIn(target.iteration, frame, execution);
    } else if ("state" in target) this.byEvent = this.entering(target);
    else throw new TypeError("runUntil takes a state, an event's type, { state }, { before }, { event } or a function");
  }

  private entering({ state, iteration }: { state: string; iteration?: readonly number[] }) {
    const nodes = this.nodesOf(state);
    return (event: Event, execution: Execution): boolean => {
      if (!nodes.has(event.node) || !event.type.endsWith("StateEntered")) return false;
      return this.isIn(iteration, execution.frames[execution.current]!, execution);
    };
  }

  private nodesOf(state: string): Set<number> {
    return new Set(namedStates(this.machine, state).map(({ index }) => index));
  }

  private isIn(iteration: readonly number[] | undefined, frame: Frame, execution: Execution): boolean {
    if (iteration === undefined) return true;
    return deepEqual([...(this.around.get(execution) ?? []), ...iterationsOf(execution, frame)], [...iteration]);
  }
}

/** A name that no state comes near, and an event does. */
const isMeantAsEvent = (name: string, { nodes }: Machine): boolean =>
  nearest(name, EVENT_TYPES) !== undefined &&
  nearest(
    name,
    nodes.map((node) => node.name),
  ) === undefined;

function checkEvent(type: string): void {
  if (EVENT_TYPES.has(type)) return;
  const near = nearest(String(type), EVENT_TYPES);
  const advice =
    near === undefined ? "they are named as in GetExecutionHistory: TaskScheduled" : `did you mean "${near}"?`;
  throw new RangeError(`there is no event ${JSON.stringify(type)}: ${advice}`);
}

function inWords(target: Target): string {
  if (typeof target === "string") return JSON.stringify(target);
  return typeof target === "function" ? "what the function waits for" : JSON.stringify(target);
}
