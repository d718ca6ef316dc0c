import type { Event, JsonObject } from "asl-core";
import { type AwsEvent, comparingHistories, type HistoryDifference } from "asl-core/history";
import { asMachine, comparedEventsOf, failureOf, type Outline, type Timeline } from "../timeline/index.js";
import type { Both } from "./side.js";

/** Where two runs part. */
export interface Divergence {
  /** One sentence of what B does otherwise than A. */
  readonly text: string;
  /** Whether they go other ways, or only have other data. */
  readonly kind: "way" | "data";
  /** Indexes of the events at which they part; -1 where a run has none there. */
  readonly at: Both<number>;
}

/**
 * The first place at which two runs go other ways; where they nowhere do, the first at which they have other data; undefined
 * where they tell the same. What differs from run to run does not count: times, UUIDs, names of executions. Branches and
 * iterations are laid side by side whatever their order. Linear in both. Yields the share that is done, where that is known, after
 * little work each time.
 */
export function* divergenceOf(a: Timeline, b: Timeline): Generator<number | undefined, Divergence | undefined> {
  const way = yield* differenceOf(yield* gathered(wayOf(a)), yield* gathered(wayOf(b)), b, 0);
  if (way !== undefined) return divergence("way", way);
  const [ours, theirs] = [yield* gathered(comparedEventsOf(a.run)), yield* gathered(comparedEventsOf(b.run))];
  const data = yield* differenceOf(ours, theirs, b, 0.5);
  return data && divergence("data", data);
}

function* gathered(events: Iterable<readonly AwsEvent[]>): Generator<undefined, AwsEvent[]> {
  const all: AwsEvent[] = [];
  for (const some of events) {
    all.push(...some);
    yield;
  }
  return all;
}

const divergence = (kind: Divergence["kind"], { text, event, replayedEvent }: HistoryDifference): Divergence => ({
  kind,
  text,
  at: { a: event - 1, b: replayedEvent === null ? -1 : replayedEvent - 1 },
});

/** `done`: the share that is done before, of which this is half. */
function* differenceOf(
  a: readonly AwsEvent[],
  b: readonly AwsEvent[],
  other: Timeline,
  done: number,
): Generator<number, HistoryDifference | undefined> {
  const { events, outline, executionArn } = other.run;
  const comparing = comparingHistories(a, b, {
    given: [],
    definition: outline.definition as JsonObject,
    names: executionArn === null ? [] : [executionArn, ...executionArn.split(":").slice(7)],
    from: events[0]?.at ?? 0,
    to: events.at(-1)?.at ?? 0,
    via: (id) => events[id - 1]?.via ?? null,
    machine: asMachine(outline),
  });
  for (let next = comparing.next(); ; next = comparing.next()) {
    if (next.done) return next.value.difference ?? undefined;
    yield done + next.value / (2 * Math.max(1, a.length));
  }
}

/** What tells which way a run went: its events without data, some at a time. Nothing is copied or written as text. */
function* wayOf({ run }: Timeline): Generator<AwsEvent[]> {
  for (let at = 0; at < run.events.length; at += STRIDE)
    yield run.events.slice(at, at + STRIDE).map((event) => withoutData(event, run.outline));
}

const STRIDE = 1000;

function withoutData(event: Event, { nodes }: Outline): AwsEvent {
  const { at, type, id, previous, node, details } = event;
  const name = nodes[node]?.name;
  const { index } = (details ?? {}) as { index?: number };
  const failure = failureOf(event);
  const telling = {
    ...(name !== undefined && NAMED.test(type) && { name }),
    ...(name !== undefined && type === "EvaluationFailed" && { state: name }),
    ...(index !== undefined && { index }),
    ...(failure !== undefined && { error: failure.error }),
  };
  return { timestamp: at / 1000, type, id, previousEventId: previous, wayEventDetails: telling };
}

/** Events that name their state. */
const NAMED = /State(Entered|Exited)$|^MapIteration/;
