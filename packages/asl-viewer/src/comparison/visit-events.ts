import type { Timeline, Visit } from "../timeline/index.js";

/** The events of each visit of a run, found without those in between that belong to others. */
export class VisitEvents {
  /** Where the events of each visit begin in `events`, and where the last ends. */
  private readonly from: Int32Array;
  private readonly events: Int32Array;

  /** O(events). */
  constructor({ length, visits }: Timeline) {
    const { ofEvent } = visits;
    const from = (this.from = new Int32Array(visits.visits.length + 1));
    for (let at = 0; at < length; at++) if (ofEvent[at] >= 0) from[ofEvent[at] + 1]++;
    for (let visit = 1; visit < from.length; visit++) from[visit] += from[visit - 1];
    this.events = new Int32Array(from[from.length - 1]);
    const next = from.slice();
    for (let at = 0; at < length; at++) if (ofEvent[at] >= 0) this.events[next[ofEvent[at]]++] = at;
  }

  /** Indexes of a visit's events, ascending. */
  of({ index }: Visit): Int32Array {
    return this.events.subarray(this.from[index], this.from[index + 1]);
  }
}
