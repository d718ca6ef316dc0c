import { type Machine, type RecordedHistory, type ReplayOptions, replay } from "asl-core";
import { type AwsEvent, placeEvents } from "asl-core/history";
import type { Replayed } from "../protocol.js";

/** Replays a history once more, and says how that compares. Throws HistoryError where it belongs to another machine. */
export async function comparison(
  history: RecordedHistory,
  machine: Machine,
  options: Pick<ReplayOptions, "missing" | "type" | "input">,
): Promise<Replayed> {
  const { replayed, difference, needed } = await replay(history, machine, options);
  const ids = idsOf(history.events, replayed.events);
  const same = ids.every((id, index) => id === index + 1);
  return {
    same,
    ...(!same && { ids }),
    ...(difference !== null && { difference: `event ${difference.event}: ${difference.text}` }),
    ...(needed !== null && { needed: needed.text }),
  };
}

/** For each recorded event the id of the one that was written in its place; 0 for none. Linear. */
function idsOf(recorded: readonly AwsEvent[], replayed: readonly AwsEvent[]): number[] {
  const places = new Map<string, number>();
  const keys = keysOf(replayed);
  replayed.forEach(({ id }, index) => places.set(keys[index], id));
  return keysOf(recorded).map((key) => places.get(key) ?? 0);
}

/** Place of an event, however branches and iterations raced: its thread, and the how manieth of its type and state it is there. */
function keysOf(events: readonly AwsEvent[]): string[] {
  const counts = new Map<string, number>();
  return placeEvents(events).map(({ event: { type }, thread, state }) => {
    const kind = `${type} ${state} ${thread.key}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return `${count} ${kind}`;
  });
}
