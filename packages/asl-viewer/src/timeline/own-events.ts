import type { Timeline } from "./timeline.js";
import type { Visit } from "./visits.js";

/** Indexes of the events of a visit itself, without those of branches and iterations inside, ascending. O(events until its end). */
export function ownEvents({ length, visits }: Timeline, { index, from, to }: Visit): number[] {
  const found: number[] = [];
  const end = to < 0 ? length - 1 : Math.min(to, length - 1);
  for (let at = from; at <= end; at++) if (visits.ofEvent[at] === index) found.push(at);
  return found;
}
