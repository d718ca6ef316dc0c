import { mapWork, type Timeline, type Visit } from "../../timeline/index.js";
import type { OneTab } from "../shared/tabs.js";
import type { InspectorLive } from "./inspector-live.js";

/** What an inspector shows of a state. */
export type Tab = "answer" | "data" | "items" | "why" | "tries" | "variables" | "events" | "definition";

/** What an inspector is told, as far as its tabs hang on it. */
interface Inspected {
  readonly timeline: Timeline | undefined;
  readonly visit: Visit | undefined;
  readonly count: number;
  readonly live: InspectorLive | undefined;
}

/**
 * The tabs of a state. What may be known only after a while has its place from the beginning, so that none shifts under the
 * pointer.
 */
export function tabsOf({ timeline, visit, count, live }: Inspected): readonly OneTab<Tab>[] {
  const { inspection, task, others = [] } = live ?? {};
  if (visit === undefined && inspection === undefined) return [["definition", "Definition"]];
  const tries = visit?.tries ?? [];
  const isKnown = knowsWhy(live);
  return [
    ...when(task !== undefined || others.length > 0, ["answer", "Answer"]),
    ["data", "Data"],
    ...when(isKnown || (visit !== undefined && asksWhy(timeline!, visit, count)), ["why", "Why", !isKnown]),
    ...when(mapWork(timeline!, visit, count) !== undefined, ["items", "Items"]),
    ...when(tries.length > 1 || tries.some(({ failed }) => failed), ["tries", `Tries (${tries.length})`]),
    ["variables", "Variables"],
    ...when(visit !== undefined, ["events", "Events"]),
    ["definition", "Definition"],
  ];
}

/** Whether it is known why a Choice went its way, or what came of a failure. */
export const knowsWhy = (live: InspectorLive | undefined): boolean =>
  (live?.inspection?.choice ?? live?.inspection?.failure) !== undefined;

const when = (is: boolean, tab: OneTab<Tab>): readonly OneTab<Tab>[] => (is ? [tab] : []);

/** Whether there is a why: of a Choice, of what failed, and of a try that did. */
function asksWhy(timeline: Timeline, visit: Visit, count: number): boolean {
  if (timeline.nodeOf(visit).kind === "Choice") return true;
  const isBefore = (at: number): boolean => at >= 0 && at < count;
  return (visit.failed && isBefore(visit.failedAt)) || visit.tries.some(({ failed, to }) => failed && isBefore(to));
}
