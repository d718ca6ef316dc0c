import type { JsonObject } from "asl-core";
import { type AwsEvent, compareHistories, type HistoryDifference } from "asl-core/history";
import { asMachine, awsEventsOf, type Timeline } from "../timeline/index.js";
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
  const [ours, theirs] = [awsEventsOf(a.run), awsEventsOf(b.run)];
  const way = differenceOf(ours.map(bare), theirs.map(bare), b);
  if (way !== undefined) return divergence("way", way);
  const data = differenceOf(ours, theirs, b);
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

/** Members of an event's details that tell which way it went. */
const TELLING = ["name", "state", "index", "error", "resource", "resourceType"];

/** An event without its data. */
function bare({ timestamp, type, id, previousEventId, ...details }: AwsEvent): AwsEvent {
  const event: AwsEvent = { timestamp, type, id, previousEventId };
  for (const [key, value] of Object.entries(details))
    event[key as `${string}EventDetails`] = Object.fromEntries(
      TELLING.flatMap((name) => (value?.[name] === undefined ? [] : [[name, value[name]]])),
    );
  return event;
}
