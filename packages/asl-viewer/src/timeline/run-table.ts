import { type Status, WORST_FIRST } from "../markers.js";
import { failureOfVisit } from "./failure.js";
import { asHalted } from "./halts.js";
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
  /**
   * Milliseconds of all visits, without the time from an end of the execution to where a redrive went on with them; and of
   * these without the time in which anything inside went on.
   */
  readonly total: number | undefined;
  readonly own: number | undefined;
  /** Of the latest failure, also of one that was tried again; "" for none. */
  readonly error: string;
}

/**
 * Every state, what is inside a container behind it, after `count` events. O(states + visits + tries + branches and
 * iterations + events since a key frame).
 */
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

/** Every visit in the order of their beginning, also those that begin later; `node` takes those of one state. O(visits + tries + branches and iterations). */
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

function told(timeline: Timeline, node: number, whole: readonly Visit[], count: number): Sums {
  const { name } = timeline.run.outline.nodes[node];
  const begun = whole.map((visit) => asHalted(visit, count));
  const isTimed = timeline.run.timed && begun.length > 0;
  let [tries, total, inside, error] = [0, 0, 0, ""];
  for (const visit of begun) {
    const end = endOf(timeline, visit, count);
    tries += visit.tries.filter(({ from }) => from < count).length;
    const pauses = pausesOf(timeline, visit);
    total += timeBetween(timeline.timeOf(visit.from), timeline.timeOf(end), pauses);
    inside += timeInside(timeline, visit, end, pauses);
    error = errorOf(timeline, visit, count) || error;
  }
  const times = { start: timeline.timeOf(begun[0]?.from ?? 0), total, own: Math.max(0, total - inside) };
  const none = { start: undefined, total: undefined, own: undefined };
  return { node, name, visits: begun.length, tries, error, ...(isTimed ? times : none) };
}

/** The last event of a visit that has happened. */
const endOf = ({ length }: Timeline, { to }: Visit, count: number): number =>
  Math.min(to < 0 ? length - 1 : to, count - 1);

/** From an end of the execution to where a redrive went on, as times. */
type Pause = readonly [from: number, to: number];

const NO_PAUSES: readonly Pause[] = [];

/** Of a visit as it is seen: while the execution was over it did not go on. */
const pausesOf = (timeline: Timeline, { halts }: Visit): readonly Pause[] =>
  halts?.map(({ to, until }) => [timeline.timeOf(to), timeline.timeOf(until)] as const) ?? NO_PAUSES;

/** From one time to another, without pauses. */
const timeBetween = (from: number, to: number, pauses: readonly Pause[]): number =>
  pauses.reduce((sum, [left, back]) => sum - Math.max(0, Math.min(to, back) - Math.max(from, left)), to - from);

/** For how long any branch or iteration of a visit went on. O((branches and iterations) × (1 + pauses)). */
function timeInside(timeline: Timeline, { children }: Visit, end: number, pauses: readonly Pause[]): number {
  let [sum, until] = [0, -1];
  for (const { first, last, over } of children) {
    if (first > end) break;
    const [from, to] = [timeline.timeOf(first), timeline.timeOf(Math.min(end, Math.max(last, over)))];
    sum += Math.max(0, timeBetween(Math.max(from, until), to, pauses));
    until = Math.max(until, to);
  }
  return sum;
}

function errorOf(timeline: Timeline, visit: Visit, count: number): string {
  const lost = visit.tries.findLast(({ failed, to }) => failed && to >= 0 && to < count);
  const ended = visit.failed && visit.failedAt < count ? failureOfVisit(timeline, visit) : undefined;
  return ended?.error || lost?.error || "";
}

type Nested = readonly [node: number, depth: number];

/** States in order, those inside a container behind it, with their depth. */
function nested({ nodes, blocks }: Outline): Nested[] {
  const byBlock = blocks.map((): number[] => []);
  for (const { index, block } of nodes) byBlock[block]?.push(index);
  const inBlocks = (of: Iterable<number>, depth: number): Nested[] =>
    [...of].flatMap((block) => byBlock[block] ?? []).map((node): Nested => [node, depth]);
  const outermost = blocks.filter(({ owner }) => owner === NOWHERE).map(({ index }) => index);
  const pending = inBlocks(outermost, 0).reverse();
  const found: Nested[] = [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    found.push(next);
    const [node, depth] = next;
    const { branches, processor } = nodes[node];
    pending.push(...inBlocks(new Set([...branches, processor]), depth + 1).reverse());
  }
  return found;
}

/** What a table can be sorted by. */
export type TableColumn = "number" | "name" | "status" | "visits" | "tries" | "start" | "total" | "own" | "error";

/** Rows by one of their columns; those that have nothing there come last either way. O(rows × log rows). */
export function sortedTable(rows: readonly TableRow[], column: TableColumn, descending: boolean): readonly TableRow[] {
  if (column === "number" && !descending) return rows;
  const keyOf = (row: TableRow): number | string | undefined =>
    column === "status" ? WORST_FIRST.indexOf(row.status) : row[column] === "" ? undefined : row[column];
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (a === b) return one.number - other.number;
    if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
    return a < b ? -sign : sign;
  });
}
