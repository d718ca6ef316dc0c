import type { Event, Execution, Io } from "../kernel/index.js";
import type { RunOptions } from "./run.js";

/**
 * What an execution tells the driver and those who listen. One literal each: V8 keeps a function that is added to an object
 * later alive from one young collection to the next.
 */
export function ioOf(command: Io["command"], events: Event[], options: RunOptions, execution: Execution): Io {
  const event = listener(events, options, execution);
  const { observer } = options;
  if (observer === undefined) return event === undefined ? { command } : { command, event };
  return {
    command,
    event,
    retrier:
      observer.retrier && ((_frame, node, index, exhausted) => observer.retrier!(node, index, exhausted, execution)),
    stage: observer.stage && ((frame, node, stage, value) => observer.stage!(stage, value, frame, node, execution)),
    failure: observer.failure && ((frame, node, failure) => observer.failure!(failure, frame, node, execution)),
    stop: observer.stop && ((node, frame) => observer.stop!(node, frame, execution)),
  };
}

/** What hears of events; undefined where nobody does, so that none are made. */
function listener(events: Event[], options: RunOptions, execution: Execution): Io["event"] {
  const { history = true, observer } = options;
  if (observer?.event === undefined) return history ? (event) => void events.push(event) : undefined;
  return (event) => {
    if (history) events.push(event);
    observer.event!(event, execution);
  };
}
