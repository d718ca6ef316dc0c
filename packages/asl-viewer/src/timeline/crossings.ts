import type { EdgeMark } from "../markers.js";
import type { Journal } from "./journal.js";
import type { OutlineNode } from "./outline.js";

/** Where edges were taken: by edge id, the indexes of the events that tell it, ascending. */
export class Crossings {
  private readonly places = new Map<string, number[]>();
  /** The states they leave; -1 for the beginning. */
  private readonly from = new Map<string, number>();

  constructor(private readonly journal: Journal) {}

  add(id: string, at: number, node: number): void {
    this.from.set(id, node);
    const known = this.places.get(id);
    if (known === undefined) this.journal.put(this.places, id, [at]);
    else this.journal.push(known, at);
  }

  /**
   * Marks of the edges taken among the first `count` events, but those that leave states which `skip` names.
   * O(edges taken × log).
   */
  marks(count: number, skip?: (node: number) => boolean): Map<string, EdgeMark> {
    const marks = new Map<string, EdgeMark>();
    for (const [id, places] of this.places) {
      if (skip?.(this.from.get(id) as number)) continue;
      const mark = markOf(places, count);
      if (mark !== undefined) marks.set(id, mark);
    }
    return marks;
  }
}

/** The mark of an edge that was taken at some places, after `count` events; undefined before the first. O(log places). */
export function markOf(places: readonly number[], count: number): EdgeMark | undefined {
  const times = countBelow(places, count);
  return times === 0 ? undefined : times > 1 ? { taken: true, count: times } : { taken: true };
}

/** The edge by which a visit left its state; undefined where no edge is drawn for it. */
export function edgeOf(state: OutlineNode, via: string | null): string | undefined {
  if (via === null || state.kind === "Succeed") return undefined;
  return `${state.pointer} ${via === "next" && state.next < 0 ? "end" : via}`;
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
