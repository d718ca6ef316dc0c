import type { Cursor } from "./cursor.js";
import type { Arrival } from "./journey.js";
import { comparePositions, type Position } from "./position.js";
import { type Spot, Spots } from "./spots.js";
import type { Trapper } from "./trapper.js";
import type { Traps } from "./traps.js";

/**
 * The last breakpoint or failure before the cursor, also one that was passed before the breakpoint was set: hits count from
 * the beginning of the tape. The tape is gone through backwards from checkpoint to checkpoint, and no further than to the
 * first find: O(steps between that and the cursor). Where a breakpoint has a hit condition, what lies before is gone through
 * once, O(steps of the tape), and only what is new the next time. Log points do not stop.
 */
export function reverse(cursor: Cursor, traps: Traps, trapper: Trapper): Arrival | undefined {
  const end = cursor.position;
  const spots = new Spots(cursor, traps);
  const behind = end.stage > 0 ? end.step + 1 : end.step;
  count(cursor, spots, traps, trapper, behind);
  for (let to = behind; to > 0; ) {
    const from = cursor.tape.checkpointBefore(to - 1).step;
    const found = lastBetween(spots, trapper, from, to, end);
    if (found !== undefined) return found;
    to = from;
  }
  return undefined;
}

/** The last steps are looked at first: where a breakpoint has no condition, it is the last one of them. */
function lastBetween(spots: Spots, trapper: Trapper, from: number, to: number, end: Position): Arrival | undefined {
  const steps = spots.steps(from, to);
  const found = (wanted: number[]): Arrival | undefined => {
    let last: Arrival | undefined;
    for (const before of spots.before(wanted))
      last = lastOf(spots.in(before, steps.get(before.step)!), trapper, end) ?? last;
    return last;
  };
  const all = [...steps.keys()];
  return found(all.slice(-1)) ?? found(all.slice(0, -1));
}

function lastOf(spots: readonly Spot[], trapper: Trapper, end: Position): Arrival | undefined {
  for (const spot of spots.toReversed()) {
    if (comparePositions(spot.position, end) >= 0) continue;
    const { position, frame, failure, about } = spot;
    if (failure !== undefined) {
      const { error, cause } = failure;
      return { reason: "error", position, frame, error: { error, cause } };
    }
    const ids = trapper.holdsAny(spot.reached, position, spot.scene, frame);
    if (ids.length > 0) return { reason: "breakpoint", position, frame, hits: { ids, faults: [] }, about };
  }
  return undefined;
}

/** Notes every hit in the steps before one, of breakpoints that have a hit condition, part by part. */
function count(cursor: Cursor, spots: Spots, traps: Traps, trapper: Trapper, end: number): void {
  const counting = traps.counting();
  const from = Math.min(...counting.map(({ counted }) => counted));
  for (let at = from; at < end; ) {
    const to = Math.min(end, cursor.tape.checkpointAfter(at));
    const steps = spots.steps(at, to);
    for (const before of spots.before(steps.keys()))
      for (const spot of spots.in(before, steps.get(before.step)!)) trapper.note(spot.reached, spot);
    at = to;
  }
  for (const trap of counting) trap.counted = Math.max(trap.counted, end - 1);
}
