import { type Event, type Machine, type RecordedHistory, type ReplayOptions, replay } from "asl-core";
import type { DebugSession } from "asl-core/debug";
import { type AwsEvent, placeEvents } from "asl-core/history";
import type { Replayed } from "../protocol.js";

/**
 * How a session compares with the history it has replayed. Linear where it wrote the same events; else the history is
 * replayed once more, to say where the two part.
 */
export async function comparison(
  history: RecordedHistory,
  { scene: { executions, machine } }: DebugSession,
  options: Pick<ReplayOptions, "missing" | "type" | "input">,
): Promise<Replayed> {
  if (isSame(history.events, executions[0].events, machine)) return { same: true };
  const { replayed, difference, needed } = await replay(history, machine, options);
  return {
    same: false,
    ids: idsOf(history.events, replayed.events),
    ...(difference !== null && { difference: `event ${difference.event}: ${difference.text}` }),
    ...(needed !== null && { needed: needed.text }),
  };
}

/** Whether a run wrote the recorded events one by one; it may have written more, where the recording breaks off. */
function isSame(recorded: readonly AwsEvent[], events: readonly Event[], { nodes }: Machine): boolean {
  if (events.length < recorded.length) return false;
  return recorded.every(({ type, previousEventId, stateEnteredEventDetails: entered }, index) => {
    const event = events[index];
    const name = entered?.name;
    return event.type === type && event.previous === previousEventId && (!name || nodes[event.node]?.name === name);
  });
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
