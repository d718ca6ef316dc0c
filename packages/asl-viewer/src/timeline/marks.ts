import type { StatusIndex } from "asl-core/history";
import type { NodeMark, Status } from "../markers.js";
import type { Run } from "./run.js";
import type { Visit, Visits } from "./visits.js";

type NodeStatus = ReturnType<StatusIndex["at"]>[number];

/** Plain cases; "succeeded" is told apart further. */
const STATUS: Readonly<Record<NodeStatus["status"], Status>> = {
  "not reached": "unreached",
  running: "running",
  waiting: "waiting",
  backoff: "waiting",
  succeeded: "succeeded",
  caught: "caught",
  failed: "failed",
  aborted: "aborted",
  "timed out": "timed-out",
};

/** Marks of all nodes, by the ids of the graph, after `count` events. O(states + log visits). */
export function nodeMarks(
  { outline }: Run,
  visits: Visits,
  statuses: readonly NodeStatus[],
  count: number,
): Map<string, NodeMark> {
  const current = visits.visits[visits.ofEvent[count - 1] ?? -1]?.node;
  const marks = new Map<string, NodeMark>();
  for (const [index, { pointer }] of outline.nodes.entries())
    marks.set(pointer, {
      ...lookOf(statuses[index], latest(visits.byNode[index], count), count),
      ...(index === current && { current: true }),
    });
  return marks;
}

function lookOf(status: NodeStatus, visit: Visit | undefined, count: number): NodeMark {
  if (status.status === "backoff") return { status: "waiting", count: `${status.errors}` };
  if (status.status !== "succeeded" || visit === undefined) return { status: STATUS[status.status] };
  const lost = visit.children.filter(({ ended, ending }) => ending === "failed" && ended < count).length;
  if (lost > 0) return { status: "tolerated", count: `${lost}✕` };
  const failed = visit.tries.filter((one) => one.failed && one.to < count).length;
  return failed > 0 ? { status: "retried", count: `${failed}` } : { status: "succeeded" };
}

/** How one visit stands after `count` events; undefined while it goes on, or has not begun. */
export function statusOfVisit(visit: Visit, count: number): Status | undefined {
  if (visit.from >= count || visit.to < 0 || visit.to >= count) return undefined;
  if (visit.aborted) return "aborted";
  if (visit.via?.startsWith("catch")) return "caught";
  if (visit.failed) return "failed";
  return visit.tries.some(({ failed }) => failed) ? "retried" : "succeeded";
}

/** The last visit begun among the first `count` events. O(log visits). */
export function latest(visits: readonly Visit[], count: number): Visit | undefined {
  let [low, high] = [0, visits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (visits[middle].from < count) low = middle + 1;
    else high = middle;
  }
  return visits[low - 1];
}
