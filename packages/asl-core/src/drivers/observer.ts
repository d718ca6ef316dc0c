import type { Json } from "../json.js";
import type { Event, Execution, Failure, Frame, Io, Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import type { RunOptions } from "./run.js";

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

/** One literal each: V8 keeps a function that is added to an object later alive from one young collection to the next. */
export function ioOf(command: Io["command"], events: Event[], options: RunOptions, execution: Execution): Io {
  const event = listener(events, options, execution);
  const { onRetrier, observer } = options;
  if (onRetrier === undefined && observer === undefined) return event === undefined ? { command } : { command, event };
  return {
    command,
    event,
    retrier: onRetrier && ((_frame, node, index, exhausted) => onRetrier(node, index, exhausted, execution)),
    stage: observer?.stage && ((frame, node, stage, value) => observer.stage!(stage, value, frame, node, execution)),
    failure: observer?.failure && ((frame, node, failure) => observer.failure!(failure, frame, node, execution)),
    stop: observer?.stop && ((node, frame) => observer.stop!(node, frame, execution)),
  };
}

/** What hears of events; undefined where nobody does, so that none are made. */
function listener(events: Event[], options: RunOptions, execution: Execution): Io["event"] {
  const { history = true, onEvent, observer } = options;
  if (onEvent === undefined && observer?.event === undefined)
    return history ? (event) => void events.push(event) : undefined;
  return (event) => {
    if (history) events.push(event);
    observer?.event?.(event, execution);
    onEvent?.(event, execution);
  };
}
