import type { AwsEvent } from "./aws-event.js";
import { type PlacedEvent, placingEvents, tryKey } from "./threads.js";

/** One of two histories that are compared, taken apart by threads. */
export interface Side {
  readonly placed: readonly PlacedEvent[];
  /** Thread key → what happened in it, in order. Threads stand in the order in which they began. */
  readonly threads: ReadonlyMap<string, readonly PlacedEvent[]>;
  /** Tries of Parallel and Map states that succeeded, by the beginnings of their threads' keys → the event that says so. */
  readonly succeeded: ReadonlyMap<string, PlacedEvent>;
  /** Failures that ended their thread, by the ids of their events → the failure of the Parallel or Map around, placed in that thread. */
  readonly ends: ReadonlyMap<number, PlacedEvent>;
  /** Every try that began. */
  readonly tries: ReadonlySet<string>;
  /** Whether it holds the end of the execution. One that was stopped from outside has none. */
  readonly complete: boolean;
}

/** A Parallel or Map begins its work, or begins it once more. */
export const BEGUN = /^(Map|Parallel)StateStarted$/;

/** What is decided by who comes first, or said by others already. */
const LEFT_OUT =
  /StateAborted$|^MapIterationAborted$|^(Task|LambdaFunction|Activity)(Started|Submitted)$|^ExecutionAborted$/;

/** Events that are taken in one go. */
const STRIDE = 512;

/** Takes a history apart. Linear. Yields 0 after little work each time. */
export function* sideOf(events: readonly AwsEvent[]): Generator<number, Side> {
  const placed: PlacedEvent[] = [];
  for (const one of placingEvents(events)) if (placed.push(one) % STRIDE === 0) yield 0;
  const byId = new Map(placed.map((one) => [one.event.id, one]));
  const threads = new Map<string, PlacedEvent[]>();
  const succeeded = new Map<string, PlacedEvent>();
  const ends = new Map<number, PlacedEvent>();
  const tries = new Set<string>();
  const counts = new Map<string, number>();
  let complete = false;
  for (const [at, one] of placed.entries()) {
    if (at % STRIDE === 0) yield 0;
    const { event, thread, state } = one;
    if (BEGUN.test(event.type)) {
      counts.set(thread.key, (counts.get(thread.key) ?? 0) + 1);
      tries.add(tryKey(thread, state, counts.get(thread.key)!));
    }
    if (/^(Map|Parallel)StateSucceeded$/.test(event.type))
      succeeded.set(tryKey(thread, state, counts.get(thread.key) ?? 0), one);
    const ended = /^(Map|Parallel)StateFailed$/.test(event.type) ? byId.get(event.previousEventId) : undefined;
    if (ended !== undefined && ended.thread.key !== thread.key) ends.set(ended.event.id, { ...one, ...of(ended) });
    if (/^Execution(Succeeded|Failed|TimedOut)$/.test(event.type)) complete = true;
    if (LEFT_OUT.test(event.type)) continue;
    add(threads, thread.key, one);
    const cause = event.type === "ExecutionFailed" ? byId.get(event.previousEventId) : undefined;
    if (cause !== undefined && cause.thread.key !== thread.key)
      add(threads, cause.thread.key, { ...one, ...of(cause) });
  }
  return { placed, threads, succeeded, ends, tries, complete };
}

/** An execution that fails at once fails where its last event stands. */
const of = ({ thread, state }: PlacedEvent) => ({ thread, state });

function add(threads: Map<string, PlacedEvent[]>, key: string, one: PlacedEvent): void {
  const thread = threads.get(key);
  if (thread === undefined) threads.set(key, [one]);
  else thread.push(one);
}
