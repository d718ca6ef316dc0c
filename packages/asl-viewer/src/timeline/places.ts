import { closeUpOn, iterationsAround } from "./close-up.js";
import { type MapWork, mapWork, type WorkPart } from "./map-work.js";
import { lookOf } from "./parts.js";
import type { Timeline } from "./timeline.js";
import type { Frame, Visit } from "./visits.js";

/** One of the steps on the way to a visit: an iteration of a Map, a branch of a Parallel, or at last the visit itself. */
export interface Crumb {
  /** "Stores[2]", "Print › branch 0", "GetPrice". */
  readonly text: string;
  /** What choosing it chooses. */
  readonly visit: Visit;
}

/** The way to a visit, outermost first: `Stores[2] ▸ Fruits[0] ▸ GetPrice`. */
export function crumbsOf(timeline: Timeline, visit: Visit): Crumb[] {
  return [...containersAround(timeline, timeline.frameOf(visit)), { text: timeline.nodeOf(visit).name, visit }];
}

/** The branches and iterations around a frame, itself among them, outermost first. */
export function containersAround(timeline: Timeline, inner: Frame | undefined): Crumb[] {
  const found: Crumb[] = [];
  for (let frame = inner; frame?.within; frame = frame.parent ?? undefined) {
    const { name, kind } = timeline.nodeOf(frame.within);
    const text = kind === "Map" ? `${name}[${frame.number}]` : `${name} › branch ${frame.number}`;
    found.unshift({ text, visit: frame.within });
  }
  return found;
}

/** The visits of a state among which a visit is one: those of the chosen iterations, in their order. */
export const turnsOf = (timeline: Timeline, visit: Visit): readonly Visit[] =>
  closeUpOn(timeline, visit).visitsOf(visit.node);

/** The visit of an iteration that says most of it: the one of a state, else the one that failed, else the last. */
export function visitIn(frame: Frame, node: number): Visit | undefined {
  const { visits } = frame;
  return visits.findLast((one) => one.node === node) ?? visits.findLast(({ failed }) => failed) ?? visits.at(-1);
}

/** The Map and the iteration in which a visit is; of a Map's own visit in no other, that Map without an iteration. */
function mapOf(timeline: Timeline, visit: Visit, count: number): { work: MapWork; at: number } | undefined {
  const frame = iterationsAround(timeline, visit).at(-1);
  if (frame === undefined) {
    const own = mapWork(timeline, visit, count);
    return own && { work: own, at: -1 };
  }
  const work = mapWork(timeline, frame.within as Visit, frame.first + 1);
  return work && { work, at: work.parts.parts.findIndex((one) => one.frame === frame) };
}

/**
 * The part of the Map around a visit, or of the Map it is of, that comes after or before its own, with `failed` of those that
 * failed. Undefined where there is none. O(parts).
 */
export function partBeside(timeline: Timeline, visit: Visit, step: 1 | -1, failed: boolean): WorkPart | undefined {
  const found = mapOf(timeline, visit, timeline.length);
  if (found === undefined) return undefined;
  const { parts } = found.work.parts;
  const place = found.work.placeOf(timeline.length);
  const from = found.at < 0 && step < 0 ? parts.length : found.at;
  for (let at = from + step; at >= 0 && at < parts.length; at += step)
    if (!failed || lookOf(parts[at], place) === "failed") return parts[at];
  return undefined;
}

/** A group of parts that failed alike. */
export interface FailureGroup {
  readonly error: string;
  /** The first line of the cause. */
  readonly cause: string;
  readonly parts: readonly WorkPart[];
}

/** The parts that failed by a place, grouped by error and first line of cause, the largest group first. O(parts). */
export function failureGroups(timeline: Timeline, work: MapWork, count: number): FailureGroup[] {
  const place = work.placeOf(count);
  const groups = new Map<string, { error: string; cause: string; parts: WorkPart[] }>();
  for (const part of work.parts.parts) {
    if (lookOf(part, place) !== "failed") continue;
    const { error, cause } = failureIn(timeline, part);
    const key = `${error}\n${cause}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { error, cause, parts: [part] });
    else known.parts.push(part);
  }
  return [...groups.values()].sort((a, b) => b.parts.length - a.parts.length);
}

/** Why a part failed: its child execution's error, or that of the last failure in the iteration. */
export function failureIn(timeline: Timeline, { child, frame }: WorkPart): { error: string; cause: string } {
  if (child !== undefined) return child;
  const visit = frame?.visits.findLast(({ failed }) => failed);
  const last = visit?.tries.findLast(({ failed }) => failed);
  const told = last ?? (visit && timeline.failureAt(visit.from));
  const cause = told?.cause ?? "";
  return { error: told?.error ?? "", cause: cause.slice(0, 300).trimStart().split("\n", 1)[0] };
}
