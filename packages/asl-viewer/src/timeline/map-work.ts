import { own } from "asl-core";
import { mapRunKey } from "./family.js";
import { mapRunAt } from "./map-run.js";
import { type Part, Parts } from "./parts.js";
import type { Child } from "./run.js";
import type { Timeline } from "./timeline.js";
import type { Frame, Try, Visit } from "./visits.js";

/** A part with what it is a part as: an iteration's frame, or a child execution. */
export interface WorkPart extends Part {
  readonly frame?: Frame;
  readonly child?: Child;
}

/** What one try of a Map does, for each of its items. */
export interface MapWork {
  readonly parts: Parts<WorkPart>;
  /** Whether items are child executions. */
  readonly distributed: boolean;
  /** Tells the Map Runs of an execution apart; "" for iterations. */
  readonly mapRun: string;
  /** False where child executions went on of which nothing is known here. */
  readonly known: boolean;
  /** The place among parts that a count of events is: events for iterations, times for child executions. */
  placeOf(count: number): number;
}

const known = new WeakMap<Timeline, Map<Try, MapWork>>();

/**
 * The work of a visit of a Map in the try that is under way after `count` events, or was last. Undefined for other states and
 * before it began. Made once for each try, in O(items × log).
 */
export function mapWork(timeline: Timeline, visit: Visit | undefined, count: number): MapWork | undefined {
  if (visit === undefined || timeline.nodeOf(visit)?.kind !== "Map") return undefined;
  const at = visit.tries.findLastIndex(({ from }) => from < count);
  const one = visit.tries[at];
  if (one === undefined) return undefined;
  let works = known.get(timeline);
  if (works === undefined) known.set(timeline, (works = new Map()));
  let work = works.get(one);
  if (work === undefined) works.set(one, (work = workOf(timeline, visit, at)));
  return work;
}

function workOf(timeline: Timeline, visit: Visit, at: number): MapWork {
  const { from, to } = visit.tries[at];
  const end = to >= 0 ? to : visit.to;
  const details = timeline.events[from].details as { length?: number } | null;
  const length = details?.length ?? 0;
  const run = mapRunAt(timeline.events, timeline.visits, visit.index, from);
  if (run >= 0) return distributedWork(timeline, visit, run, end, length);
  const next = visit.tries[at + 1]?.from ?? Number.POSITIVE_INFINITY;
  const frames = visit.children.filter(({ first }) => first > from && first < next);
  const parts = frames.map((frame) => partOf(timeline, frame, end));
  return {
    parts: new Parts(parts, Math.max(length, countOf(parts))),
    distributed: false,
    mapRun: "",
    known: true,
    placeOf: (count) => count,
  };
}

const countOf = (parts: readonly Part[]): number => parts.reduce((most, { number }) => Math.max(most, number + 1), 0);

/** An iteration that fails has failed from where its last state did. What is not over when its try is, was aborted. */
function partOf(timeline: Timeline, frame: Frame, end: number): WorkPart {
  const lost = failedAtIn(frame);
  const isFailed = frame.ended >= 0 ? frame.ending === "failed" : lost >= 0 && lost === end;
  const over = frame.ended >= 0 ? frame.ended : end;
  const to = isFailed && lost >= 0 ? Math.min(lost, over) : over;
  const { timed } = timeline.run;
  return {
    number: frame.number,
    from: frame.first,
    to: to >= 0 ? to : Number.POSITIVE_INFINITY,
    ending: isFailed ? "failed" : frame.ended >= 0 ? frame.ending : to >= 0 ? "aborted" : null,
    duration: timed && to >= 0 ? timeline.timeOf(to) - timeline.timeOf(frame.first) : undefined,
    frame,
  };
}

/** The event that tells the failure of the last state; -1 where that did not fail, or was caught. */
function failedAtIn({ visits }: Frame): number {
  const last = visits.at(-1);
  return last?.failed && last.via === null ? last.failedAt : -1;
}

function distributedWork(timeline: Timeline, visit: Visit, run: number, end: number, length: number): MapWork {
  const { events } = timeline;
  const key = mapRunKey((events[run].details as { mapRunArn?: string } | null)?.mapRunArn) ?? "";
  const [since, until] = [events[run].at, end < 0 ? Number.POSITIVE_INFINITY : events[end].at];
  const children = (timeline.run.children?.get(key) ?? []).filter(({ from }) => from >= since && from <= until);
  const parts = children.map(childPart);
  const isBatched = own(timeline.nodeOf(visit).state, "ItemBatcher") !== undefined;
  const total = (isBatched || end >= 0) && parts.length > 0 ? countOf(parts) : Math.max(length, countOf(parts));
  return {
    parts: new Parts(parts, total),
    distributed: true,
    mapRun: `${run} ${key}`,
    known: parts.length > 0 || length === 0 || timeline.run.now !== undefined,
    placeOf: (count) => timeAt(timeline, count) + 0.5,
  };
}

const childParts = new WeakMap<Child, WorkPart>();

/** A child is the same part while it is the same object. */
function childPart(child: Child): WorkPart {
  let part = childParts.get(child);
  if (part === undefined) childParts.set(child, (part = partOfChild(child)));
  return part;
}

function partOfChild(child: Child): WorkPart {
  const { number, from, to, ending } = child;
  return { number, from, to, ending, child, duration: Number.isFinite(to) ? to - from : undefined };
}

/** The time at a place: where a run stands that is debugged, what its clock shows. */
function timeAt({ events, run: { now } }: Timeline, count: number): number {
  const at = events[Math.max(0, count - 1)]?.at ?? 0;
  return now === undefined || count < now.count ? at : Math.max(at, now.at);
}
