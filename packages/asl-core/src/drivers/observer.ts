import type { Json } from "../json.js";
import type { Event, Execution, Failure, Frame, Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";

/**
 * Hears of everything that happens in a run, child executions of distributed Maps included. A member that is absent costs
 * nothing: what it would hear of is not even made. It must not change anything: frames are the kernel's own, and values
 * are shared. What a member throws ends the run.
 */
export interface Observer {
  /** Each event as it happens, those of child executions with their own execution. */
  event?(event: Event, execution: Execution): void;
  /** The Retry entry at `index` of a state takes up a failure, or would and is used up. */
  retrier?(node: Node, index: number, exhausted: boolean, execution: Execution): void;
  /** Each stage of a state's data flow; `frame` stands in the state `node`. */
  stage?(stage: Stage, value: Json, frame: Frame, node: Node, execution: Execution): void;
  /** Each failure of a state, before its Retry and Catch are asked, or before it ends the execution. */
  failure?(failure: Failure, frame: Frame, node: Node, execution: Execution): void;
  /** A child execution is about to begin. `iteration`: its places in the distributed Maps around it, outermost first. */
  child?(child: Execution, iteration: readonly number[], parent: Execution): void;
  /** Asked before every step. True halts the run there; the driver goes on with the next thing it is told to do. */
  stop?(node: Node, frame: Frame, execution: Execution): boolean;
}

/**
 * All of them as one: each hears in this order, and any of them may halt the run. It has the members that at least one of
 * them has. One alone is given back as it is; of none, undefined.
 */
export function joinObservers(given: readonly (Observer | undefined)[]): Observer | undefined {
  const all = given.filter((one) => one !== undefined);
  if (all.length < 2) return all[0];
  const stopping = all.filter(({ stop }) => stop !== undefined);
  return {
    event: each(all, "event"),
    retrier: each(all, "retrier"),
    stage: each(all, "stage"),
    failure: each(all, "failure"),
    child: each(all, "child"),
    stop: stopping.length === 0 ? undefined : (...step) => stopping.some((one) => one.stop!(...step)),
  };
}

type Told = (...heard: never[]) => void;

/** Tells those that have this member; undefined where none has. */
function each(all: readonly Observer[], name: Exclude<keyof Observer, "stop">): Told | undefined {
  const told = all.flatMap((one) => (one[name] === undefined ? [] : [(one[name] as Told).bind(one)]));
  if (told.length < 2) return told[0];
  return (...heard) => {
    for (const tell of told) tell(...heard);
  };
}
