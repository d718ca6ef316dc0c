import type { ThreadId } from "asl-core/debug";
import type { Visit } from "../timeline/index.js";
import type { LiveRun } from "./live-run.js";

/** Id of the state the run stands in. */
export function nodeOf(run: LiveRun): string | undefined {
  const path = run.standing?.stop.state;
  return path === undefined ? undefined : run.outline.nodes.find((one) => one.path === path)?.pointer;
}

/** The visit the run stands in; undefined in front of a state that is not entered yet. */
export function visitOf(run: LiveRun): Visit | undefined {
  const { thread, state } = run.standing?.stop ?? {};
  return thread === undefined ? undefined : visitIn(run, thread, state);
}

/**
 * The visit in which a thread of the execution that is looked at is, where the run stands; undefined in front of a state, by
 * its path, that is not entered yet. O(visits of the thread).
 */
export function visitIn(run: LiveRun, thread: ThreadId, state: string | undefined): Visit | undefined {
  const { timeline, position, execution, outline } = run;
  const [number, serial] = thread.split(":").map(Number);
  if (number !== execution) return undefined;
  const visit = timeline.visits.frames.get(serial)?.visits.findLast(({ from }) => from < position);
  const isOver = visit !== undefined && visit.to >= 0 && visit.to < position;
  return visit === undefined || isOver || outline.nodes[visit.node].path !== state ? undefined : visit;
}
