import type { Timeline } from "./timeline.js";

/** How fast a run is played: events a second at speed 1, or its own time that many times as fast. */
export interface Pace {
  readonly by: "event" | "time";
  readonly speed: number;
}

/** Events a second at speed 1. */
const RATE = 2;

/** A stretch of a run that is played again and again: from one count of events to another. */
export interface Loop {
  readonly from: number;
  /** Undefined until it is set. */
  readonly to?: number;
}

/**
 * Where a run stands that is played: `count` events after some real milliseconds since it stood at `from`. By time, idle
 * stretches that are folded take none. Pace never changes what is shown, only when. O(folds + log events).
 */
export function playedCount(timeline: Timeline, from: number, real: number, { by, speed }: Pace): number {
  if (by === "event" || !timeline.run.timed)
    return Math.min(timeline.length, from + Math.floor((real / 1000) * RATE * speed));
  const begun = from === 0 ? 0 : timeline.timeOf(from - 1);
  return Math.max(from, countAt(timeline, later(timeline, begun, real * speed)));
}

/** So many milliseconds of what is not folded after a time. */
function later(timeline: Timeline, time: number, milliseconds: number): number {
  let [at, left] = [time, milliseconds];
  for (const { from, to } of timeline.axis().folds) {
    if (to <= at) continue;
    if (at + left < from) break;
    left -= Math.max(0, from - at);
    at = to;
  }
  return at + left;
}

/** How many events have happened by a time. */
function countAt(timeline: Timeline, time: number): number {
  let [low, high] = [0, timeline.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeline.timeOf(middle) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
