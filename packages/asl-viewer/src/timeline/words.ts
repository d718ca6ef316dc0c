import { isObject, type Json, own } from "asl-core";
import { shortDuration, toneOf } from "./describe.js";
import { failureOfVisit } from "./failure.js";
import { asHalted } from "./halts.js";
import type { Timeline } from "./timeline.js";
import type { Visit } from "./visits.js";

/** Where a run stands, for who hears it: "event 47 of 312, Charge entered, 12.4 s". */
export function placeWords(timeline: Timeline, count: number): string {
  if (count <= 0 || timeline.length === 0) return `before event 1 of ${timeline.length}`;
  const time = timeline.run.timed ? shortDuration(timeline.timeOf(count - 1)) : "";
  return [`event ${count} of ${timeline.length}`, ...happening(timeline, count - 1), time].filter(Boolean).join(", ");
}

/** What has just happened: "Charge, task failed, States.Timeout, retry 2 of 3 in 4 s". */
export const lastWords = (timeline: Timeline, count: number): string =>
  count <= 0 || timeline.length === 0 ? "before the beginning" : happening(timeline, count - 1).join(", ");

function happening(timeline: Timeline, at: number): string[] {
  const event = timeline.events[at];
  const name = timeline.run.outline.nodes[event.node]?.name ?? "";
  const phrase = event.type.replace(/^[A-Z][a-z]+State(?=Entered$|Exited$)/, "");
  const words = phrase.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  const said = name === "" ? words : phrase === event.type ? `${name}, ${words}` : `${name} ${words}`;
  if (toneOf(event.type) !== "bad") return [said];
  return [said, errorTold(timeline, at), retryWords(timeline, at)].filter(Boolean);
}

/** The error an event tells, or that its visit turns out to have failed with there. */
function errorTold(timeline: Timeline, at: number): string {
  const told = timeline.failureAt(at);
  const visit = visitThen(timeline, at);
  const later = visit?.failedAt === at ? failureOfVisit(timeline, visit) : undefined;
  return (told ?? later)?.error ?? "";
}

/** The visit an event belongs to, as it is seen once that has happened. */
function visitThen(timeline: Timeline, at: number): Visit | undefined {
  const visit = timeline.visitAt(at + 1);
  return visit && asHalted(visit, at + 1);
}

/** Of a try that failed and is followed by another: which, of how many, and when. */
function retryWords(timeline: Timeline, at: number): string {
  const visit = visitThen(timeline, at);
  const index = visit?.tries.findIndex(({ to, failed }) => to === at && failed) ?? -1;
  const next = visit?.tries[index + 1];
  if (visit === undefined || index < 0 || next === undefined) return "";
  const most = mostRetries(own(timeline.nodeOf(visit).state, "Retry"), visit.tries[index].error);
  const wait = timeline.run.timed ? ` in ${shortDuration(timeline.timeOf(next.from) - timeline.timeOf(at))}` : "";
  return `retry ${index + 1}${most === undefined ? "" : ` of ${most}`}${wait}`;
}

/** `MaxAttempts` of the retrier that takes an error: 3 where it does not say. */
function mostRetries(retriers: Json | undefined, error: string): number | undefined {
  for (const retrier of Array.isArray(retriers) ? retriers : []) {
    const errors = isObject(retrier) ? own(retrier, "ErrorEquals") : undefined;
    if (
      !Array.isArray(errors) ||
      !errors.some((one) => one === error || one === "States.ALL" || one === "States.TaskFailed")
    )
      continue;
    const most = isObject(retrier) ? own(retrier, "MaxAttempts") : undefined;
    return typeof most === "number" ? most : most === undefined ? 3 : undefined;
  }
  return undefined;
}
