import type { Status } from "../kernel/index.js";
import { atOnce } from "./at-once.js";
import type { AwsEvent } from "./aws-event.js";
import { type Field, firstParting } from "./compare.js";
import { outlines } from "./outline.js";
import { BEGUN, type Side, sideOf } from "./sides.js";
import { type Origins, Volatile } from "./volatile.js";
import { type Explaining, explainParting } from "./words.js";

/** The first difference between a recorded execution and another. Plain data. */
export interface HistoryDifference {
  /** Id of the recorded event at which they part. */
  readonly event: number;
  /** Id of the other's event; null where it has none there. */
  readonly replayedEvent: number | null;
  /** The state it is about; null for the execution as a whole. */
  readonly state: string | null;
  /** Indexes of the Map iterations around it, outermost first. */
  readonly iteration: readonly number[];
  /** One sentence without a full stop: "Choice rule 2 now matches in Route: state Ship is entered instead of Refund". */
  readonly text: string;
  /** Where both tell the same with other data: which field, and where in it (RFC 6901). */
  readonly field?: Field;
}

/** What a comparison of two histories found. */
export interface Compared {
  readonly difference: HistoryDifference | null;
  /** Whether both entered the same states in the same order, as far as both tell. */
  readonly samePath: boolean;
  /** Ids of recorded events of which something is not known. */
  readonly unknown: readonly number[];
  /** How many values differ only as they do from run to run: times, names, tokens, UUIDs, random numbers. */
  readonly volatile: number;
  /** Both histories as lines of text, thread by thread, to be shown one against the other. */
  lines(): { recorded: string[]; replayed: string[] };
}

/** What is asked about the second history. */
export interface HistoryComparison extends Origins, Explaining {}

/**
 * Compares what two executions did, both in AWS's shape. Branches and iterations are laid side by side whatever their
 * order; ids, times and ARNs are not compared, and neither is what the recording does not hold. Linear in both.
 */
export function compareHistories(
  recorded: readonly AwsEvent[],
  replayed: readonly AwsEvent[],
  about: HistoryComparison,
): Compared {
  return atOnce(comparingHistories(recorded, replayed, about));
}

/**
 * `compareHistories` for those who do something else in between: each step is little work, and yields how many events of the
 * first history are compared.
 */
export function* comparingHistories(
  recorded: readonly AwsEvent[],
  replayed: readonly AwsEvent[],
  about: HistoryComparison,
): Generator<number, Compared> {
  const sides = { recorded: yield* sideOf(recorded), replayed: yield* sideOf(replayed) };
  const values = new Volatile(about);
  const unknown = new Set<number>();
  const parting = yield* firstParting(sides.recorded, sides.replayed, values, (event) => unknown.add(event.id));
  const one = parting?.recorded ?? parting?.replayed;
  const difference = parting && {
    event: parting.event,
    replayedEvent: parting.replayed?.event.id ?? null,
    state: one?.state ?? null,
    iteration: one?.thread.iteration ?? [],
    text: explainParting(parting, about),
    ...(parting.field !== undefined && { field: parting.field }),
  };
  return {
    difference: difference ?? null,
    get samePath() {
      return isSamePath(sides.recorded, sides.replayed);
    },
    unknown: [...unknown],
    volatile: values.passed,
    lines: () => outlines(sides.recorded, sides.replayed, values),
  };
}

/** How an execution stands at the end of its history. */
export function statusIn(events: readonly AwsEvent[]): Status {
  const ended = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.exec(events[events.length - 1]?.type ?? "")?.[1];
  return ended === undefined ? "RUNNING" : (ended.replace("Out", "_OUT").toUpperCase() as Status);
}

function isSamePath(recorded: Side, replayed: Side): boolean {
  for (const key of new Set([...recorded.threads.keys(), ...replayed.threads.keys()])) {
    const [ours, theirs] = [pathOf(recorded, key), pathOf(replayed, key)];
    const common = Math.min(ours.length, theirs.length);
    if (ours.slice(0, common).join() !== theirs.slice(0, common).join()) return false;
    if (
      ours.length !== theirs.length &&
      !isOpen(key, ours.length < theirs.length ? recorded : replayed, recorded, replayed)
    )
      return false;
  }
  return true;
}

/** Whether the shorter side may have been cut short. */
function isOpen(key: string, shorter: Side, recorded: Side, replayed: Side): boolean {
  const { within } = (recorded.threads.get(key) ?? replayed.threads.get(key)!)[0].thread;
  return within === null ? !shorter.complete : !shorter.succeeded.has(within);
}

/** States entered, and tries of Parallel and Map states begun. */
const pathOf = ({ threads }: Side, key: string): string[] =>
  (threads.get(key) ?? []).flatMap(({ event: { type }, state }) =>
    type.endsWith("StateEntered") ? `${state}` : BEGUN.test(type) ? `${state} begins` : [],
  );
