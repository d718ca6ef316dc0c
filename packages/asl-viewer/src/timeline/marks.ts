import { own } from "asl-core";
import type { StatusIndex } from "asl-core/history";
import type { NodeMark, Status } from "../markers.js";
import { mapRunKey } from "./family.js";
import { mapRunAt } from "./map-run.js";
import { NOWHERE, type OutlineNode } from "./outline.js";
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
  const unseen = unseenIn(run, visits, count);
  for (const [index, { pointer }] of nodes.entries()) {
    const stays = visits.byNode[index];
    const standing = { visit: latest(stays, count), isAlone: stays.length < 2, told };
    marks.set(pointer, {
      ...(unseen(index) && stays.length === 0 ? UNKNOWN : markOf(statuses[index], standing, count)),
      ...(index === current && { current: true }),
    });
  }
  return marks;
}

const UNKNOWN: NodeMark = { status: "unknown", note: "its child executions are not open" };

/** Whether a state is inside a distributed Map that has run child executions of which none is known. O(Maps) to make, O(depth). */
function unseenIn(run: Run, visits: Visits, count: number): (node: number) => boolean {
  const { nodes, blocks } = run.outline;
  const maps = run.now === undefined ? nodes.filter(({ kind }) => kind === "Map") : [];
  const dark = new Set(maps.flatMap((map) => (isDark(map, run, visits, count) ? [map.index] : [])));
  const ownerOf = (node: number): number => blocks[nodes[node].block]?.owner ?? NOWHERE;
  return (node) => {
    if (dark.size > 0) for (let at = ownerOf(node); at >= 0; at = ownerOf(at)) if (dark.has(at)) return true;
    return false;
  };
}

/** Items that an ItemReader reads are not counted when the Map begins. */
function isDark({ index, state }: OutlineNode, { events, children }: Run, visits: Visits, count: number): boolean {
  const visit = latest(visits.byNode[index], count);
  const started = visit?.tries.findLast(({ from }) => from < count)?.from;
  if (visit === undefined || started === undefined) return false;
  const begun = mapRunAt(events, visits, visit.index, started);
  const { length } = (events[started].details ?? {}) as { length?: number };
  if (begun < 0 || begun >= count || (length === 0 && own(state, "ItemReader") === undefined)) return false;
  const key = mapRunKey((events[begun].details as { mapRunArn?: string } | null)?.mapRunArn);
  return (children?.get(key ?? "")?.length ?? 0) === 0;
}

/** What is known of a state's visits beside how they stand together. */
interface Known {
  readonly visit: Visit | undefined;
  readonly isAlone: boolean;
  readonly told: Parameters<typeof standingOf>[2];
}

function markOf({ status, errors, live }: NodeStatus, { visit, isAlone, told }: Known, count: number): NodeMark {
  const lost = visit?.children.filter(({ ended, ending }) => ending === "failed" && ended < count).length ?? 0;
  if (status === "succeeded" && lost > 0) return { status: "tolerated", count: `${lost}✕` };
  // A failure that may be tried again may also have been the last.
  const isOpen = visit !== undefined && (visit.to < 0 || visit.to >= count);
  if (isAlone || (status === "backoff" && live === 1 && isOpen)) return standingOf(visit, count, told);
  if (status === "backoff") return { status: "waiting", count: `${errors}` };
  const failed = visit?.tries.filter((one) => one.failed && one.to < count).length ?? 0;
  return status === "succeeded" && failed > 0 ? { status: "retried", count: `${failed}` } : { status: STATUS[status] };
}
