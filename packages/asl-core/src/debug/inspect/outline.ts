import type { NodeStatus, StateStatus } from "../../history/status.js";
import type { Execution, Phase } from "../../kernel/index.js";
import type { Past } from "../past.js";
import type { Scene, SceneExecution } from "../scene.js";
import { memoryOf } from "./memory.js";

/** How one state of the machine stands, in all executions of the run. Plain JSON. */
export interface NodeOutline extends NodeStatus {
  readonly path: string;
  /** Index of the state in the machine. */
  readonly node: number;
}

/**
 * How every state stands at the scene's position, in the order of the machine's nodes. States of several executions are
 * counted together, and the liveliest of them is shown, then the worst. O(states + executions + live frames) beside
 * the events since the last place that was asked for, or since a key frame.
 */
export function outline(scene: Scene, past: Past): NodeOutline[] {
  const sums = scene.machine.nodes.map(({ path, index }): Sum => ({ path, node: index, ...NOTHING }));
  for (const actor of scene.executions)
    for (const [node, status] of statusesOf(scene, past, actor)) add(sums[node], status);
  return sums;
}

type Sum = { -readonly [K in keyof NodeOutline]: NodeOutline[K] };

const NOTHING: NodeStatus = { status: "not reached", visits: 0, errors: 0, live: 0 };

/** From what must be seen first to what may be hidden. */
const RANKS: readonly StateStatus[] = [
  "running",
  "waiting",
  "backoff",
  "failed",
  "timed out",
  "aborted",
  "caught",
  "succeeded",
  "not reached",
];

function add(sum: Sum, { status, visits, errors, live }: NodeStatus): void {
  if (RANKS.indexOf(status) < RANKS.indexOf(sum.status)) sum.status = status;
  sum.visits += visits;
  sum.errors += errors;
  sum.live += live;
}

interface Known {
  readonly length: number;
  readonly last: unknown;
  readonly reached: [number, NodeStatus][];
}
const ended = new WeakMap<Past, Map<number, Known>>();

/** The states an execution has reached. What an ended one came to is remembered. */
function statusesOf(scene: Scene, past: Past, actor: SceneExecution): [number, NodeStatus][] {
  const { execution, number, events } = actor;
  if (execution.events === 0) return [];
  const running = execution.status === "RUNNING";
  let known = ended.get(past);
  if (known === undefined) ended.set(past, (known = new Map()));
  const found = known.get(number);
  if (!running && found?.length === events.length && found.last === events.at(-1)) return found.reached;
  const statuses = memoryOf(past).status(actor, scene.machine).at(events);
  if (running) overlay(statuses, execution);
  const reached = statuses.flatMap((status, node): [number, NodeStatus][] =>
    status.visits > 0 ? [[node, status]] : [],
  );
  if (!running) known.set(number, { length: events.length, last: events.at(-1), reached });
  return reached;
}

/** Frames know what events do not tell: whether a failure is about to be taken up, or waits to be tried again. */
function overlay(statuses: NodeStatus[], { frames }: Execution): void {
  const live = new Map<number, StateStatus>();
  for (const frame of frames) {
    if (frame === null) continue;
    const now = PHASES[frame.phase];
    if (now === undefined) continue;
    const other = live.get(frame.node);
    if (other === undefined || RANKS.indexOf(now) < RANKS.indexOf(other)) live.set(frame.node, now);
  }
  for (const [node, status] of live) if (statuses[node].visits > 0) statuses[node] = { ...statuses[node], status };
}

const PHASES: Record<Phase, StateStatus | undefined> = {
  enter: undefined,
  again: "running",
  resume: "running",
  recover: "running",
  join: "running",
  await: "waiting",
  backoff: "backoff",
};
