import type { Event } from "asl-core";
import type { NodeMark, Status } from "../markers.js";
import { countBelow } from "./crossings.js";
import { asHalted } from "./halts.js";
import type { OutlineNode } from "./outline.js";
import { type Halt, latest } from "./visit.js";
import type { Visit } from "./visits.js";

/** What is needed to tell how a visit stands. */
interface Told {
  readonly events: readonly Event[];
  nodeOf(visit: Visit): Pick<OutlineNode, "kind" | "retry">;
}

/** How one visit stands after `count` events, whatever goes on in others. O(tries). */
export function standingOf(whole: Visit | undefined, count: number, told: Told): NodeMark {
  if (whole === undefined || whole.from >= count) return { status: "unreached" };
  const visit = asHalted(whole, count);
  const lost = visit.tries.filter(({ failed, to }) => failed && to >= 0 && to < count);
  const ended = endedAs(visit, count, told);
  if (ended !== undefined) return { status: ended };
  if (visit.to >= 0 && visit.to < count)
    return lost.length > 0 ? { status: "retried", count: `${lost.length}` } : { status: "succeeded" };
  const { kind, retry } = told.nodeOf(visit);
  const last = visit.tries.findLast(({ from }) => from < count);
  const isTriedAgain = last !== visit.tries.at(-1) || (visit.to < 0 && retry.length > 0);
  if (last !== undefined && lost.at(-1) === last && isTriedAgain) return { status: "waiting", count: `${lost.length}` };
  const isOut = last !== undefined && (last.to < 0 || last.to >= count) && kind === "Task";
  return { status: kind === "Wait" || isOut ? "waiting" : "running" };
}

/** What became of a visit that came to no good end. */
function endedAs(visit: Visit, count: number, told: Told): Status | undefined {
  const isOver = visit.to >= 0 && visit.to < count;
  const endOf = (at: number): Status => (/TimedOut$/.test(told.events[at].type) ? "timed-out" : "failed");
  if (isOver && visit.aborted) return endOf(visit.to) === "failed" ? "aborted" : "timed-out";
  if (isOver && visit.via?.startsWith("catch")) return "caught";
  if (!visit.failed || visit.failedAt >= count) return undefined;
  // While nothing came after a failure that may be tried again, it may still be.
  return visit.to >= 0 || told.nodeOf(visit).retry.length === 0 ? endOf(visit.failedAt) : undefined;
}

/** How one visit has ended after `count` events, or has failed; undefined while it goes on, or has not begun. O(tries). */
export function statusOfVisit(timeline: Told, visit: Visit, count: number): Status | undefined {
  const { status } = standingOf(visit, count, timeline);
  return status === "running" || status === "waiting" || status === "unreached" ? undefined : status;
}

/** How many visits stand how. */
export interface VisitTally {
  readonly begun: number;
  readonly live: number;
  readonly succeeded: number;
  readonly caught: number;
  readonly failed: number;
  readonly aborted: number;
}

const ENDINGS = ["succeeded", "caught", "failed", "aborted"] as const;
type VisitEnding = (typeof ENDINGS)[number];

/** How many of some visits stand how at any place: made in O(visits × log), asked for in O(log visits). */
export class VisitTallies {
  private readonly begun: Int32Array;
  private readonly ends: Readonly<Record<VisitEnding, Int32Array>>;
  /** Where a redrive went on with what had ended so. */
  private readonly again: Readonly<Record<VisitEnding, Int32Array>>;

  constructor(private readonly visits: readonly Visit[]) {
    this.begun = Int32Array.from(visits, ({ from }) => from);
    const halts = visits.flatMap(({ halts = [] }) => halts);
    this.ends = byEnding([...visits.filter(({ to }) => to >= 0), ...halts], ({ to }) => to);
    this.again = byEnding(halts, ({ until }) => until);
  }

  at(count: number): VisitTally {
    const begun = countBelow(this.begun, count);
    const [succeeded, caught, failed, aborted] = ENDINGS.map(
      (one) => countBelow(this.ends[one], count) - countBelow(this.again[one], count),
    );
    return { begun, live: begun - succeeded - caught - failed - aborted, succeeded, caught, failed, aborted };
  }

  /** What a state looks like of which many visits are shown at once: the worst of them, and how many there are of each. */
  mark(count: number, told: Told): NodeMark {
    const tally = this.at(count);
    const { begun, live, caught, failed, aborted } = tally;
    if (begun < 2) return standingOf(latest(this.visits, count), count, told);
    const shown = { count: shortTally(tally), note: words(tally) };
    if (live > 0) return { status: "running", ...shown };
    if (failed > 0) return { status: "failed", ...shown };
    if (caught > 0) return { status: "caught", ...shown };
    return { status: aborted === begun ? "aborted" : "succeeded", ...shown };
  }
}

function byEnding<One extends Visit | Halt>(
  all: readonly One[],
  place: (one: One) => number,
): Record<VisitEnding, Int32Array> {
  const places: Record<VisitEnding, number[]> = { succeeded: [], caught: [], failed: [], aborted: [] };
  for (const one of all) places[endingOf(one)].push(place(one));
  const sorted = (ending: VisitEnding) => Int32Array.from(places[ending]).sort();
  return Object.fromEntries(ENDINGS.map((one) => [one, sorted(one)])) as Record<VisitEnding, Int32Array>;
}

function endingOf(visit: Pick<Visit, "aborted" | "via" | "failed">): VisitEnding {
  if (visit.aborted) return "aborted";
  return visit.via?.startsWith("catch") ? "caught" : visit.failed ? "failed" : "succeeded";
}

/** How many failed, else were caught, else succeeded or were aborted; before all are done: "12/48". */
function shortTally({ begun, live, succeeded, caught, failed, aborted }: VisitTally): string {
  if (live > 0) return failed > 0 ? `${begun - live}/${begun} ${failed}✕` : `${begun - live}/${begun}`;
  return `${failed || caught || (aborted === begun ? aborted : succeeded)}`;
}

const words = ({ begun, live, succeeded, caught, failed, aborted }: VisitTally): string =>
  `of ${begun} visits ${[
    [succeeded, "succeeded"],
    [caught, "failed and caught"],
    [failed, "failed"],
    [aborted, "aborted"],
    [live, "under way"],
  ]
    .flatMap(([n, text]) => ((n as number) > 0 ? [`${n} ${text}`] : []))
    .join(", ")}`;
