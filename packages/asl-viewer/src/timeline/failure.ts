import { type Event, own } from "asl-core";
import { failureOf } from "./run.js";
import type { Timeline } from "./timeline.js";
import { PASSES_ON, type Visit } from "./visits.js";

/** Error and cause, "" where there is none. */
export interface Failure {
  readonly error: string;
  readonly cause: string;
}

/**
 * What a visit failed with: as its own events tell it, else those it came of, else those it led to, which may be later than
 * the failure itself; of a Fail state at last as it is written. Of one that the end of the execution cut off, what that tells. Undefined where nothing tells. O(depth).
 */
export function failureOfVisit(timeline: Timeline, visit: Visit): Failure | undefined {
  if (!visit.failed) return visit.aborted ? endedBy(timeline.events[visit.to]) : undefined;
  return toldBelow(timeline, visit.failedAt) ?? toldAbove(timeline, visit) ?? written(timeline, visit);
}

/** What a person who stops an execution says of it. */
function endedBy(event: Event | undefined): Failure | undefined {
  const told = event?.type.startsWith("Execution") ? failureOf(event) : undefined;
  return told?.error || told?.cause ? told : undefined;
}

/** By an event, or by what it passes on. */
function toldBelow({ events }: Timeline, at: number): Failure | undefined {
  for (let event = events[at]; event !== undefined; event = events[event.previous - 1]) {
    const failure = failureOf(event);
    if (failure !== undefined || !PASSES_ON.test(event.type)) return failure;
  }
  return undefined;
}

/** By the end of the execution, where containers around passed it on that far. */
function toldAbove(timeline: Timeline, visit: Visit): Failure | undefined {
  const { events, visits, length } = timeline;
  for (let one = visit; ; ) {
    if (visits.ofEvent[length - 1] === one.index && events[length - 1].type === "ExecutionFailed")
      return failureOf(events[length - 1]);
    const around = timeline.frameOf(one)?.within;
    const passed = around?.failed ? events[around.failedAt] : undefined;
    if (!around || passed === undefined || visits.ofEvent[passed.previous - 1] !== one.index) return undefined;
    one = around;
  }
}

function written(timeline: Timeline, visit: Visit): Failure | undefined {
  const { kind, state } = timeline.nodeOf(visit);
  const [error, cause] = ["Error", "Cause"].map((field) => plain(own(state, field)));
  return kind === "Fail" && error !== "" ? { error, cause } : undefined;
}

/** A text that is no expression. */
const plain = (value: unknown): string => (typeof value === "string" && !value.startsWith("{%") ? value : "");
