import type { WaitingTask } from "../debugging/index.js";
import type { Visit } from "../timeline/index.js";
import type { LiveRun } from "./live-run.js";

/** Id of the state the run stands in. */
export function nodeOf(run: LiveRun): string | undefined {
  const path = run.standing?.stop.state;
  return path === undefined ? undefined : run.outline.nodes.find((one) => one.path === path)?.pointer;
}

/** The visit the run stands in; undefined in front of a state that is not entered yet. */
export function visitOf(run: LiveRun): Visit | undefined {
  const { standing, timeline, position, execution, outline } = run;
  const [number, serial] = (standing?.stop.thread ?? "").split(":").map(Number);
  if (standing === undefined || number !== execution) return undefined;
  const visit = timeline.visits.frames.get(serial)?.visits.findLast(({ from }) => from < position);
  const isOver = visit !== undefined && visit.to >= 0 && visit.to < position;
  return visit === undefined || isOver || outline.nodes[visit.node].path !== standing.stop.state ? undefined : visit;
}

/** The task that waits in a state at the run's place; of several the one the stop is about. O(states + tasks). */
export function taskAt(run: LiveRun, node: string | null): WaitingTask | undefined {
  const path = run.outline.nodes.find(({ pointer }) => pointer === node)?.path;
  const { waiting = [], stop } = run.standing ?? {};
  const here = waiting.filter((task) => task.path === path);
  return here.find(({ id }) => id === stop?.task) ?? here[0];
}
