import type { Json } from "../json.js";
import type { Event, Execution, Failure, Frame, Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";

/**
 * Hears of everything that happens in a run, child executions of distributed Maps included. What is absent costs
 * nothing. It must not change anything: frames are the kernel's own, and values are shared.
 */
export interface Observer {
  /** Each event as it happens, before the run's own `onEvent`. */
  event?(event: Event, execution: Execution): void;
  /** Each stage of a state's data flow; `frame` stands in the state `node`. */
  stage?(stage: Stage, value: Json, frame: Frame, node: Node, execution: Execution): void;
  /** Each failure of a state, before its Retry and Catch are asked, or before it ends the execution. */
  failure?(failure: Failure, frame: Frame, node: Node, execution: Execution): void;
  /** A child execution is about to begin. `iteration`: its places in the distributed Maps around it, outermost first. */
  child?(child: Execution, iteration: readonly number[], parent: Execution): void;
  /** Asked before every step. True halts the run there; the driver goes on with the next thing it is told to do. */
  stop?(node: Node, frame: Frame, execution: Execution): boolean;
}
