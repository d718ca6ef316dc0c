import type { Event } from "asl-core";
import type { Visits } from "./visits.js";

/** The event that began the Map Run of a try of a visit, which began at an index: one of the first few. -1 for none. */
export function mapRunAt(events: readonly Event[], { ofEvent }: Visits, visit: number, from: number): number {
  for (let at = from; at < events.length && at < from + 50; at++)
    if (ofEvent[at] === visit && events[at].type === "MapRunStarted") return at;
  return -1;
}
