import type { Cursor } from "./cursor.js";
import type { Arrival } from "./journey.js";
import { comparePositions } from "./position.js";
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
    const before = spots.between(from, to).filter(({ position }) => comparePositions(position, end) < 0);
    const found = lastOf(before, trapper);
    if (found !== undefined) return found;
    to = from;
  }
  return undefined;
}

/** The last place is asked first: where no breakpoint has a condition, it is the one. */
function lastOf(spots: readonly Spot[], trapper: Trapper): Arrival | undefined {
  const places = byPlace(spots);
  const last = places.pop();
  let found = last && arrivalAt(last, trapper);
  if (found !== undefined) return found;
  for (const place of places) found = arrivalAt(place, trapper) ?? found;
  return found;
}

/** Those at one position together: an event may be written where a state is about to be entered. */
function byPlace(spots: readonly Spot[]): Spot[][] {
  const places: Spot[][] = [];
  for (const spot of spots) {
    const place = places.at(-1);
    if (place !== undefined && comparePositions(place[0].position, spot.position) === 0) place.push(spot);
    else places.push([spot]);
  }
  return places;
}

function arrivalAt(spots: readonly Spot[], trapper: Trapper): Arrival | undefined {
  // A failure that nobody takes up where it comes about is told of the states around it at the same position.
  const failed = spots.find(({ failure }) => failure !== undefined);
  if (failed !== undefined) {
    const { position, frame, failure } = failed;
    return { reason: "error", position, frame, error: { error: failure!.error, cause: failure!.cause } };
  }
  const hit = spots.map((spot) => ({ ...spot, ids: idsAt(spot, trapper) })).filter(({ ids }) => ids.length > 0);
  if (hit.length === 0) return undefined;
  const [{ position, frame, about }] = hit;
  const ids = [...new Set(hit.flatMap((spot) => spot.ids))];
  return { reason: "breakpoint", position, frame, hits: { ids, faults: [] }, about };
}

const idsAt = ({ reached, position, scene, frame }: Spot, trapper: Trapper): readonly number[] =>
  trapper.holdsAny(reached, position, scene, frame);

/** Notes every hit in the steps before one, of breakpoints that have a hit condition, part by part. */
function count(cursor: Cursor, spots: Spots, traps: Traps, trapper: Trapper, end: number): void {
  const counting = traps.counting();
  const from = Math.min(...counting.map(({ counted }) => counted));
  for (let at = from; at < end; ) {
    const to = Math.min(end, cursor.tape.checkpointAfter(at));
    for (const spot of spots.between(at, to)) trapper.note(spot.reached, spot);
    at = to;
  }
  for (const trap of counting) trap.counted = Math.max(trap.counted, end - 1);
}
