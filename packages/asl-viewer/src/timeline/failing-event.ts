import { failureOfVisit } from "./failure.js";
import type { Timeline } from "./timeline.js";
import { PASSES_ON, type Visit } from "./visits.js";

/** Where a run that did not succeed is best looked at first. */
export interface FailingEvent {
  /** Index of the event. */
  readonly at: number;
  /** The innermost visit that failed, or was cut off. */
  readonly visit: Visit | undefined;
}

/**
 * The first event that tells the failure an execution ended with: the end of the last try of the innermost visit that
 * failed, its EvaluationFailed or its entering a Fail state; where nothing of that visit tells it, the first event around it
 * that does, at last the execution's own. Of a run that timed out, was aborted or is not over, its last event. Undefined where
 * it succeeded, or nothing has happened. O(depth × visits inside the last try).
 */
export function failingEvent(timeline: Timeline): FailingEvent | undefined {
  const { ending, length } = timeline;
  if (ending === "succeeded" || length === 0) return undefined;
  const end = length - 1;
  const last = timeline.visitAt(length);
  if (ending !== "failed") return { at: end, visit: last ? failingIn(timeline, last) : cutOff(timeline) };
  const visit = failingIn(timeline, failedVisit(timeline));
  return { at: visit?.failed ? visit.failedAt : end, visit };
}

/** The visit that the failure came of, against the events that only pass it on. */
function failedVisit({ events, visits, length }: Timeline): Visit | undefined {
  let event = events[events[length - 1].previous - 1];
  while (event !== undefined && PASSES_ON.test(event.type) && event.previous < event.id)
    event = events[event.previous - 1];
  return visits.visits[visits.ofEvent[(event?.id ?? 0) - 1] ?? -1];
}

/** The innermost visit that failed inside one that did, with the same error; itself where nothing in it did. */
function failingIn(timeline: Timeline, visit: Visit | undefined): Visit | undefined {
  let found = visit;
  while (found?.failed) {
    const inside = failedInside(timeline, found);
    if (inside === undefined) return found;
    found = inside;
  }
  return found;
}

function failedInside(timeline: Timeline, around: Visit): Visit | undefined {
  const began = around.tries.at(-1)?.from ?? around.from;
  const error = failureOfVisit(timeline, around)?.error;
  const isIt = (visit: Visit | undefined) => visit?.failed && failureOfVisit(timeline, visit)?.error === error;
  const { children } = around;
  for (let at = children.length - 1; at >= 0 && children[at].first >= began; at--) {
    const last = children[at].visits.at(-1);
    if (isIt(last)) return last;
  }
  return undefined;
}

/** Of what the end of the execution cut off, what began last. */
const cutOff = ({ visits, length }: Timeline): Visit | undefined =>
  visits.visits.findLast(({ to, aborted }) => aborted && to === length - 1);
