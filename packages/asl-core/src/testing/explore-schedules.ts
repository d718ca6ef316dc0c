import type { Run } from "../drivers/run.js";
import { hash } from "../hash.js";
import { type Check, checkOptions, countFromOne, wholeNumber } from "./checked-options.js";
import type { TestMachine } from "./machine.js";
import type { TestOptions } from "./options.js";
import type { TestRun } from "./run.js";

/** How many schedules are tried. */
export interface ExploreOptions {
  /** A whole number from 1 on; 100 if absent. */
  runs?: number;
  /** The first schedule; the others follow it. A whole number; 1 if absent. */
  first?: number;
}

/** What an exploration saw. */
export interface Explored {
  readonly runs: number;
  /** Different orders of events among them. 1 means that nothing in the machine depends on chance. */
  readonly orders: number;
}

/** A run or its check failed under one schedule. The message says which, and how to repeat it; `cause` is the reason. */
export class ScheduleError extends Error {
  override readonly name = "ScheduleError";
  constructor(
    readonly schedule: number,
    tried: number,
    reason: unknown,
  ) {
    const text = reason instanceof Error ? reason.message : String(reason);
    super(
      `schedule ${schedule} fails (number ${tried} of those tried): ${text}\nRepeat it with: machine.run({ …, schedule: ${schedule} })`,
      {
        cause: reason,
      },
    );
  }
}

const CHECKS: Readonly<Record<keyof ExploreOptions, Check>> = { runs: countFromOne, first: wholeNumber };

/**
 * Runs the same test under many orders that AWS may take: in each, what is due at one moment in different branches,
 * iterations and child executions happens in an order of its own, tasks without `takes` included. Each wait's own events
 * keep their order, and what is due at different moments keeps its time. `options` may be a function, where a run needs
 * answers of its own. Stops at the first run that rejects, or whose check throws or gives false, with ScheduleError. The same schedule is
 * always the same run. Rejects with RangeError where `runs` or `first` is not such a number, TypeError where
 * arguments stand in each other's place.
 */
export async function exploreSchedules(
  machine: TestMachine,
  options: TestOptions | ((schedule: number) => TestOptions),
  explore: ExploreOptions,
  check: (run: TestRun, schedule: number) => unknown,
): Promise<Explored> {
  if (typeof check !== "function")
    throw new TypeError(
      "exploreSchedules takes (machine, options, { runs, first }, check): its fourth argument is the check",
    );
  checkOptions(explore ?? {}, CHECKS, "exploreSchedules");
  const { runs = 100, first = 1 } = explore ?? {};
  const orders = new Set<string>();
  for (let schedule = first; schedule < first + runs; schedule++) {
    const given = typeof options === "function" ? options(schedule) : options;
    try {
      const run = await machine.run({ ...given, schedule });
      orders.add(orderOf(run));
      if ((await check(run, schedule)) === false) throw new Error("the check gives false");
    } catch (reason) {
      throw new ScheduleError(schedule, schedule - first + 1, reason);
    }
  }
  return { runs, orders: orders.size };
}

/** What happened in which order, child executions included. O(events). */
function orderOf({ raw, visits }: TestRun): string {
  const events = eventsOf(raw).join();
  return hash(`${events};${visits.map(({ path, iteration }) => `${path}${iteration.join()}`).join()}`, "MD5");
}

const eventsOf = ({ events, children }: Run): string[] => [
  ...events.map(({ type, node, frame }) => `${type} ${node} ${frame}`),
  ...children.flatMap(eventsOf),
];
