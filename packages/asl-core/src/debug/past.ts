import type { Observer } from "../drivers/observer.js";
import type { Machine } from "../machine/machine.js";
import type { Arrival, Begin } from "./entry.js";
import type { Position } from "./position.js";
import type { Scene } from "./scene.js";

/** What inspection needs of a run's recorded time. Nothing here moves the session or changes anything. */
export interface Past {
  /**
   * The number of the step that wrote an event: at `{step: n}` it is not written yet, at `{step: n + 1}` it is. Throws
   * RangeError where there is no such event yet. O(1).
   */
  stepOfEvent(execution: number, eventId: number): number;
  /** The same; undefined where there is no such event yet, as in a step that is only being looked into. O(1). */
  knownStepOf(execution: number, eventId: number): number | undefined;
  /**
   * Takes copies from one position to another and lets `hooks` hear of what happens between the two, in order: as
   * an observer of the run hears it, `stop` aside (true ends the walk before that step). Executions it is given are copies
   * of its own, the same object throughout for one execution. O(steps between the two and those since the last checkpoint).
   */
  watch(from: Position, to: Position, hooks: PastHooks): void;
  /** The scene at a position. Throws RangeError where the tape does not reach it. O(steps since the last checkpoint). */
  sceneAt(position: Position): Scene;
  /** The machines of the run in order: more than one where an edited program was taken in. */
  readonly machines: readonly Stretch[];
  /** What a person has done to the run, in order. O(what came to it from outside). */
  byHand(): readonly ByHand[];
}

/** A change, or an input (an answer, a failure, a timer fired early), that a person has given. */
export interface ByHand {
  /** The number of the step it is, or for a data stage is a part of: it was given at that position. */
  readonly step: number;
  readonly execution: number;
  readonly what: Exclude<Arrival, Begin>;
}

/** A machine, and how many steps had happened when it began to apply. */
export interface Stretch {
  readonly from: number;
  readonly machine: Machine;
}

/** What `watch` tells. `step`: the number of the step that is about to be taken, of the execution with this number. */
export interface PastHooks extends Observer {
  step?(step: number, execution: number): void;
}
