import type { StatusIndex } from "asl-core/history";
import type { NodeMark, Status } from "../markers.js";
import type { Run } from "./run.js";
import { standingOf } from "./standing.js";
import { latest, type Visit } from "./visit.js";
import type { Visits } from "./visits.js";

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
  run: Run,
  visits: Visits,
  statuses: readonly NodeStatus[],
  count: number,
): Map<string, NodeMark> {
  const { nodes } = run.outline;
  const told = { events: run.events, nodeOf: ({ node }: Visit) => nodes[node] };
  const current = visits.visits[visits.ofEvent[count - 1] ?? -1]?.node;
  const marks = new Map<string, NodeMark>();
  for (const [index, { pointer }] of nodes.entries()) {
    const own = visits.byNode[index];
    const standing = { visit: latest(own, count), isAlone: own.length < 2, told };
    marks.set(pointer, {
      ...lookOf(statuses[index], standing, count),
      ...(index === current && { current: true }),
    });
  }
  return marks;
}

/** What is known of a state's visits beside how they stand together. */
interface Standing {
  readonly visit: Visit | undefined;
  readonly isAlone: boolean;
  readonly told: Parameters<typeof standingOf>[2];
}

function lookOf({ status, errors, live }: NodeStatus, { visit, isAlone, told }: Standing, count: number): NodeMark {
  const lost = visit?.children.filter(({ ended, ending }) => ending === "failed" && ended < count).length ?? 0;
  if (status === "succeeded" && lost > 0) return { status: "tolerated", count: `${lost}✕` };
  // A failure that may be tried again may also have been the last.
  const isOpen = visit !== undefined && (visit.to < 0 || visit.to >= count);
  if (isAlone || (status === "backoff" && live === 1 && isOpen)) return standingOf(visit, count, told);
  if (status === "backoff") return { status: "waiting", count: `${errors}` };
  const failed = visit?.tries.filter((one) => one.failed && one.to < count).length ?? 0;
  return status === "succeeded" && failed > 0 ? { status: "retried", count: `${failed}` } : { status: STATUS[status] };
}
