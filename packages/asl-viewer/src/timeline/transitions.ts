import type { Timeline } from "./timeline.js";

const known = new WeakMap<Timeline, { readonly length: number; readonly count: number }>();

/** States entered and tried again: what AWS bills as state transitions. O(visits), once for each length of a run. */
export function transitionsOf(timeline: Timeline): number {
  const { length } = timeline;
  const last = known.get(timeline);
  if (last?.length === length) return last.count;
  const count = timeline.visits.visits.reduce((sum, { tries }) => sum + Math.max(1, tries.length), 0);
  known.set(timeline, { length, count });
  return count;
}
