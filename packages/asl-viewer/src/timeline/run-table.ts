import type { Status } from "../markers.js";
import { failureOfVisit } from "./failure.js";
import { NOWHERE, type Outline } from "./outline.js";
import { standingOf } from "./standing.js";
import type { Timeline } from "./timeline.js";
import { latest } from "./visit.js";
import type { Visit } from "./visits.js";

/** A state of a run, or one visit of it, as a table tells of it after so many events. */
export interface TableRow {
  /** Its place in the table as it is before anything is sorted, from 1. */
  readonly number: number;
  /** Index of the state in the outline. */
  readonly node: number;
  readonly name: string;
  /** How many Parallels and Maps are around it. */
  readonly depth: number;
  /** The visit; of a state its latest. Undefined where it is not reached. */
  readonly visit: Visit | undefined;
  readonly status: Status;
  readonly visits: number;
  /** Of all its visits. */
  readonly tries: number;
  /** Milliseconds since the beginning, of the first visit; undefined where there are no times, or it is not reached. */
  readonly start: number | undefined;
  /** Milliseconds of all visits, and of these without the time in which anything inside went on. */
  readonly total: number | undefined;
  readonly own: number | undefined;
  /** Of the latest failure, also of one that was tried again; "" for none. */
  readonly error: string;
}

/** Every state, what is inside a container behind it, after `count` events. O(states + visits + tries). */
export function stateTable(timeline: Timeline, count: number): TableRow[] {
  const marks = timeline.nodeMarks(count);
  return nested(timeline.run.outline).map(([node, depth], index) => {
    const { pointer } = timeline.run.outline.nodes[node];
    const all = timeline.visits.byNode[node] ?? [];
    const begun = all.filter(({ from }) => from < count);
    const visit = latest(all, count);
    const status = marks.get(pointer)?.status ?? "unreached";
    return { number: index + 1, depth, visit, status, ...told(timeline, node, begun, count) };
  });
}

/** Every visit in the order of their beginning, also those that begin later; `node` takes those of one state. O(visits + tries). */
export function visitTable(timeline: Timeline, count: number, node?: number): TableRow[] {
  const all = node === undefined ? timeline.visits.visits : (timeline.visits.byNode[node] ?? []);
  return all.map((visit, index) => {
    const status = standingOf(visit, count, timeline).status ?? "unreached";
    const depth = timeline.frameOf(visit)?.depth ?? 0;
    const begun = visit.from < count ? [visit] : [];
    return { number: index + 1, depth, visit, status, ...told(timeline, visit.node, begun, count) };
  });
}

type Sums = Omit<TableRow, "number" | "depth" | "visit" | "status">;

function told(timeline: Timeline, node: number, begun: readonly Visit[], count: number): Sums {
  const { name } = timeline.run.outline.nodes[node];
  const isTimed = timeline.run.timed && begun.length > 0;
  let [tries, total, inside, error] = [0, 0, 0, ""];
  for (const visit of begun) {
    const end = endOf(timeline, visit, count);
    tries += visit.tries.filter(({ from }) => from < count).length;
    total += timeline.timeOf(end) - timeline.timeOf(visit.from);
    inside += timeInside(timeline, visit, end);
    error = errorOf(timeline, visit, count) || error;
  }
  const times = { start: timeline.timeOf(begun[0]?.from ?? 0), total, own: Math.max(0, total - inside) };
  const none = { start: undefined, total: undefined, own: undefined };
  return { node, name, visits: begun.length, tries, error, ...(isTimed ? times : none) };
}

/** The last event of a visit that has happened. */
const endOf = ({ length }: Timeline, { to }: Visit, count: number): number =>
  Math.min(to < 0 ? length - 1 : to, count - 1);

/** For how long any branch or iteration of a visit went on. O(branches and iterations). */
function timeInside(timeline: Timeline, { children }: Visit, end: number): number {
  let [sum, until] = [0, -1];
  for (const { first, last, over } of children) {
    if (first > end) break;
    const [from, to] = [timeline.timeOf(first), timeline.timeOf(Math.min(end, Math.max(last, over)))];
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

function errorOf(timeline: Timeline, visit: Visit, count: number): string {
  const lost = visit.tries.findLast(({ failed, to }) => failed && to >= 0 && to < count);
  const ended = visit.failed && visit.failedAt < count ? failureOfVisit(timeline, visit) : undefined;
  return ended?.error || lost?.error || "";
}

/** States in order, those inside a container behind it, with their depth. */
function nested({ nodes, blocks }: Outline): (readonly [node: number, depth: number])[] {
  const inside = new Map<number, number[]>();
  for (const { index, block } of nodes) {
    const known = inside.get(block);
    if (known === undefined) inside.set(block, [index]);
    else known.push(index);
  }
  const pending = blocks
    .filter(({ owner }) => owner === NOWHERE)
    .flatMap(({ index }) => inside.get(index) ?? [])
    .map((node): readonly [number, number] => [node, 0])
    .reverse();
  const found: (readonly [number, number])[] = [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    found.push(next);
    const [node, depth] = next;
    const { branches, processor } = nodes[node];
    const below = [...new Set([...branches, processor])].flatMap((block) => inside.get(block) ?? []);
    pending.push(...below.map((one) => [one, depth + 1] as const).reverse());
  }
  return found;
}

/** What a table can be sorted by. */
export type TableColumn = "number" | "name" | "status" | "visits" | "tries" | "start" | "total" | "own" | "error";

/** The worst first. */
const WORST: readonly Status[] = [
  ...(["failed", "timed-out", "caught", "aborted", "tolerated", "running", "waiting"] as const),
  ...(["mocked", "retried", "succeeded", "unknown", "unreached"] as const),
];

/** Rows by one of their columns; those that have nothing there come last either way. O(rows × log rows). */
export function sortedTable(rows: readonly TableRow[], column: TableColumn, descending: boolean): readonly TableRow[] {
  if (column === "number" && !descending) return rows;
  const keyOf = (row: TableRow): number | string | undefined =>
    column === "status" ? WORST.indexOf(row.status) : row[column] === "" ? undefined : row[column];
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (a === b) return one.number - other.number;
    if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
    return a < b ? -sign : sign;
  });
}
