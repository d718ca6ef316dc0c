import type { Observer } from "../drivers/observer.js";
import type { JsonObject } from "../json.js";
import { historyLimitLines } from "./history-limit.js";
import { pathText } from "./matchers/path-text.js";
import type { TestRun } from "./run.js";

/** Events of a run in a test that has no `mostEvents`: everything that is kept of them fits into some 700 MB. */
export const MOST_EVENTS = 500_000;

/** A run had more events than `mostEvents` allows, those of child executions included. The message says where. */
export class EventLimitError extends Error {
  override readonly name = "EventLimitError";
  constructor(
    readonly mostEvents: number,
    /** The run up to there. */
    readonly run: TestRun,
  ) {
    super(describe(mostEvents, run));
  }

  /** What test runners print below the message, which says it all: not the whole run. */
  toJSON(): JsonObject {
    return { mostEvents: this.mostEvents };
  }
}

/** What the counting observer throws, where the run as it stands is not at hand. */
export class TooManyEvents {}

/** Counts the events of a run with its child executions, and ends it by TooManyEvents beyond `most`. */
export function countEvents(most: number): Observer {
  let left = most;
  return {
    event: () => {
      if (--left < 0) throw new TooManyEvents();
    },
  };
}

/** Throws RangeError where `mostEvents` is no such number. */
export function mostEventsOf(most: number = MOST_EVENTS): number {
  if (most > 0 && (Number.isSafeInteger(most) || most === Number.POSITIVE_INFINITY)) return most;
  throw new RangeError(`mostEvents is ${most}, and must be a whole number from 1 on, or Infinity`);
}

function describe(most: number, run: TestRun): string {
  return [
    `the run did not end within ${most} events, those of child executions included`,
    `  path       ${pathText(run)}`,
    ...busiest(run).map((line) => `  entered    ${line}`),
    ...historyLimitLines(run).map((line) => `  ${line}`),
    "If it is meant to be that long, give it a larger mostEvents; else something goes round without an end.",
  ].join("\n");
}

/** The states entered most often. O(visits). */
function busiest({ visits }: TestRun): string[] {
  const counts = new Map<string, number>();
  for (const { path } of visits) counts.set(path, (counts.get(path) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, 3);
  return most.map(([path, count]) => `${path} ${count} times`);
}
