import type { Event } from "asl-core";

/**
 * An event that entered or left a state: its id, the index of the state as in `Event.node`, and epoch milliseconds;
 * of one that left, also the way out as in `Event.via`.
 */
export type Passage =
  | readonly [event: number, node: number, at: number]
  | readonly [event: number, node: number, at: number, via: string | null];

/** Those among the events of an execution, from an index on. O(events from there). */
export function passagesOf(events: readonly Event[], from = 0): Passage[] {
  const passages: Passage[] = [];
  for (let index = from; index < events.length; index++) {
    const { type, id, node, at, via } = events[index];
    if (type.endsWith("StateEntered")) passages.push([id, node, at]);
    else if (type.endsWith("StateExited")) passages.push([id, node, at, via]);
  }
  return passages;
}
