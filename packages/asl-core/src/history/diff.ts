import { type Json, stringify } from "../json.js";
import type { Status } from "../kernel/index.js";
import type { AwsEvent } from "./aws-event.js";
import { type Field, firstParting } from "./compare.js";
import { dataOf } from "./event-data.js";
import { type Side, sideOf } from "./sides.js";
import type { PlacedEvent } from "./threads.js";
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
export interface Comparison extends Origins, Explaining {}

/**
 * Compares what two executions did, both in AWS's shape. Branches and iterations are laid side by side whatever their
 * order; ids, times and ARNs are not compared, and neither is what the recording does not hold. Linear in both.
 */
export function compareHistories(
  recorded: readonly AwsEvent[],
  replayed: readonly AwsEvent[],
  about: Comparison,
): Compared {
  const sides = { recorded: sideOf(recorded), replayed: sideOf(replayed) };
  const values = new Volatile(about);
  const unknown = new Set<number>();
  const parting = firstParting(sides.recorded, sides.replayed, values, (event) => unknown.add(event.id));
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
    samePath: isSamePath(sides.recorded, sides.replayed),
    unknown: [...unknown],
    volatile: values.passed,
    lines: () => linesOf(sides.recorded, sides.replayed, values),
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
  (threads.get(key) ?? [])
    .filter(({ event }) => ON_PATH.test(event.type))
    .map(({ event, state }) => `${event.type} ${state}`);

const ON_PATH = /StateEntered$|^(Map|Parallel)StateStarted$/;

/** Values of both sides that are the same but for what is made anew are written as the recording has them. */
function linesOf(recorded: Side, replayed: Side, values: Volatile): { recorded: string[]; replayed: string[] } {
  const as = (one: PlacedEvent, at: number, key: string): string[] => {
    const other = recorded.threads.get(key)?.[at];
    const same = other !== undefined && other.event.type === one.event.type && other.state === one.state;
    return textOf(one, same ? other : one, values);
  };
  return { recorded: threadLines(recorded, (one) => textOf(one, one, values)), replayed: threadLines(replayed, as) };
}

type Write = (one: PlacedEvent, at: number, key: string) => string[];

/** Each thread follows the event that opened it, one level deeper. */
function threadLines(side: Side, write: Write): string[] {
  const children = new Map<string, string[]>();
  for (const [key, [first]] of side.threads) {
    const { within } = first.thread;
    if (within !== null) children.set(within, [...(children.get(within) ?? []), key]);
  }
  const lines: string[] = [];
  const begun = new Map<string, number>();
  const walk = (key: string): void => {
    for (const [at, one] of (side.threads.get(key) ?? []).entries()) {
      const indent = "  ".repeat(one.thread.depth);
      lines.push(...write(one, at, key).map((line) => indent + line));
      if (!/^(Map|Parallel)StateStarted$/.test(one.event.type)) continue;
      const tries = (begun.get(key) ?? 0) + 1;
      begun.set(key, tries);
      for (const child of (children.get(`${key}/${one.state}#${tries}`) ?? []).toSorted(byName)) walk(child);
    }
  };
  walk("");
  return lines;
}

/** Iterations by their indexes, branches by the names of their first states. */
const byName = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** Widest value on the line of its event; wider ones stand below, member by member. */
const WIDTH = 80;
const MOST_LINES = 200;

/** An event as lines: type, state, and what it tells; `as` has the values of what is made anew. */
function textOf(one: PlacedEvent, as: PlacedEvent, values: Volatile): string[] {
  const head = one.state === null ? one.event.type : `${one.event.type} ${one.state}`;
  const [own, shown] = [dataOf(one.event).values, dataOf(as.event).values];
  const lines = [head];
  for (const name of Object.keys(own)) {
    if (HIDDEN.has(name)) continue;
    const value = shown[name] !== undefined && values.same(shown[name], own[name]) ? shown[name] : own[name];
    lines.push(...valueLines(name, value));
  }
  return lines;
}

const HIDDEN = new Set(["name", "state", "region", "roleArn", "mapRunArn", "workerName"]);

function valueLines(name: string, value: Json): string[] {
  const short = stringify(value);
  if (short.length <= WIDTH) return [`  ${name}: ${short}`];
  const [first, ...rest] = JSON.stringify(value, null, 2).split("\n");
  const shown = rest.length > MOST_LINES ? [...rest.slice(0, MOST_LINES), "…"] : rest;
  return [`  ${name}: ${first}`, ...shown.map((line) => `  ${line}`)];
}
