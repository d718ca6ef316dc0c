import type { Given, TaskId, WaitingTask } from "../debugging/index.js";
import type { Visit } from "../timeline/index.js";
import type { LiveRun } from "./live-run.js";
import { visitIn } from "./place-of-run.js";
import { stepsTo } from "./steps-to.js";

/** A task that could be answered instead. */
export interface OtherTask {
  readonly id: TaskId;
  /** Path of the state. */
  readonly path: string;
  /** "Reserve items[1]". */
  readonly text: string;
}

/** What waits for an answer in a state. */
export interface Asking {
  /** Of the visit that is chosen; undefined where that one waits for nothing. */
  readonly task: WaitingTask | undefined;
  /** What it could be answered. */
  readonly suggested: Given | undefined;
  /** The others that wait in the state. */
  readonly others: readonly OtherTask[];
}

/**
 * The tasks that wait in a state, by its id, where the run stands: `task` is that of the chosen visit and of no other. Where
 * no visit is chosen, as of a state that child executions alone come to, the one the stop is about, else the only one in
 * there. Undefined where nothing waits in the state. O(states + tasks × depth + visits of their threads).
 */
export function askingIn(run: LiveRun, node: string | null, visit: Visit | undefined): Asking | undefined {
  const found = run.outline.nodes.find(({ pointer }) => pointer === node);
  const here = (run.standing?.waiting ?? []).filter(({ path }) => path === found?.path);
  if (found === undefined || here.length === 0) return undefined;
  const isChosen = visit !== undefined && run.outline.nodes[visit.node] === found;
  const task = isChosen ? here.find(({ id, path }) => visitIn(run, id, path) === visit) : unvisited(run, here);
  const text = (one: WaitingTask) => stepsTo(run.outline, found, one.iteration).slice(0, -1).join(" ▸ ");
  const others = here.filter((one) => one !== task).map((one) => ({ id: one.id, path: one.path, text: text(one) }));
  const suggested = run.standing?.suggestions.find(({ path }) => path === found.path)?.given;
  return { task, suggested, others };
}

/** Of tasks in child executions inside the one that is looked at, which has no visits of them: the one that is meant. */
function unvisited(run: LiveRun, here: readonly WaitingTask[]): WaitingTask | undefined {
  const inside = here.filter(({ execution }) => isInside(run, execution));
  return inside.find(({ id }) => id === run.standing?.stop.task) ?? (inside.length === 1 ? inside[0] : undefined);
}

function isInside({ standing, execution }: LiveRun, inner: number): boolean {
  const parentOf = (one: number): number | null => standing?.executions[one]?.parent ?? null;
  for (let one = parentOf(inner); one !== null; one = parentOf(one)) if (one === execution) return true;
  return false;
}
