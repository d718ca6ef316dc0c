import type { JsonObject } from "asl-core";
import { type AwsEvent, compareHistories, type HistoryDifference } from "asl-core/history";
import { asMachine, awsEventsOf, failureOf, type Timeline } from "../timeline/index.js";
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
 * iterations are laid side by side whatever their order. Linear in both.
 */
export function divergenceOf(a: Timeline, b: Timeline): Divergence | undefined {
  const way = differenceOf(wayOf(a), wayOf(b), b);
  if (way !== undefined) return divergence("way", way);
  const data = differenceOf(awsEventsOf(a.run), awsEventsOf(b.run), b);
  return data && divergence("data", data);
}

const divergence = (kind: Divergence["kind"], { text, event, replayedEvent }: HistoryDifference): Divergence => ({
  kind,
  text,
  at: { a: event - 1, b: replayedEvent === null ? -1 : replayedEvent - 1 },
});

function differenceOf(a: readonly AwsEvent[], b: readonly AwsEvent[], other: Timeline): HistoryDifference | undefined {
  const { events, outline, executionArn } = other.run;
  const compared = compareHistories(a, b, {
    given: [],
    definition: outline.definition as JsonObject,
    names: executionArn === null ? [] : [executionArn, executionArn.split(":").at(-1) ?? ""],
    from: events[0]?.at ?? 0,
    to: events.at(-1)?.at ?? 0,
    via: (id) => events[id - 1]?.via ?? null,
    machine: asMachine(outline),
  });
  return compared.difference ?? undefined;
}

/** What tells which way a run went: its events without data. Nothing is copied or written as text. */
const wayOf = ({ run: { events, outline } }: Timeline): AwsEvent[] =>
  events.map((event) => {
    const { at, type, id, previous, node, details } = event;
    const name = outline.nodes[node]?.name;
    const { index } = (details ?? {}) as { index?: number };
    const failure = failureOf(event);
    const telling = {
      ...(name !== undefined && NAMED.test(type) && { name }),
      ...(name !== undefined && type === "EvaluationFailed" && { state: name }),
      ...(index !== undefined && { index }),
      ...(failure !== undefined && { error: failure.error }),
    };
    return { timestamp: at / 1000, type, id, previousEventId: previous, wayEventDetails: telling };
  });

/** Events that name their state. */
const NAMED = /State(Entered|Exited)$|^MapIteration/;
