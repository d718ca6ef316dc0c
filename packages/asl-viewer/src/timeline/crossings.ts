import type { EdgeMark } from "../markers.js";
import type { Journal } from "./journal.js";

/** Where edges were taken: by edge id, the indexes of the events that tell it, ascending. */
export class Crossings {
  private readonly places = new Map<string, number[]>();

  constructor(private readonly journal: Journal) {}

  add(id: string, at: number): void {
    const known = this.places.get(id);
    if (known === undefined) this.journal.put(this.places, id, [at]);
    else this.journal.push(known, at);
  }

  /** Marks of the edges taken among the first `count` events. O(edges taken × log). */
  marks(count: number): Map<string, EdgeMark> {
    const marks = new Map<string, EdgeMark>();
    for (const [id, places] of this.places) {
      const times = countBelow(places, count);
      if (times > 0) marks.set(id, times > 1 ? { taken: true, count: times } : { taken: true });
    }
    return marks;
  }
}

/** How many of some ascending numbers are below a limit. O(log n). */
export function countBelow(numbers: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
