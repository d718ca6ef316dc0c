import { closeUpOn, iterationsAround } from "./close-up.js";
import type { Timeline } from "./timeline.js";
import type { Frame, Visit } from "./visits.js";

/** So many events of iterations that nobody looks at are worth a fold. */
const WORTH = 20;

/** A row of a list of events: one of them, or many that are folded. */
export interface EventRow {
  /** Index of the event, of the first of many. */
  readonly at: number;
  /** 1, or how many are folded. */
  readonly count: number;
}

/** The rows of a list of events, of which those of other iterations than the chosen one may be folded. */
export class EventRows {
  private readonly starts: Int32Array;

  /** Linear in the events found. `opened`: first events of folds that are open. */
  constructor(
    private readonly found: Int32Array,
    foldable: ((at: number) => boolean) | undefined,
    opened: ReadonlySet<number>,
  ) {
    this.starts = foldable === undefined ? found.map((_, row) => row) : folded(found, foldable, opened);
  }

  get length(): number {
    return this.starts.length;
  }

  at(row: number): EventRow {
    const start = this.starts[row];
    return { at: this.found[start], count: (this.starts[row + 1] ?? this.found.length) - start };
  }

  /** The row of an event, or of the last shown before it. O(log rows). */
  rowOf(event: number): number {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.found[this.starts[middle]] <= event) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function folded(found: Int32Array, foldable: (at: number) => boolean, opened: ReadonlySet<number>): Int32Array {
  const starts: number[] = [];
  for (let row = 0; row < found.length; row++) {
    let end = row;
    while (end < found.length && foldable(found[end])) end++;
    const isFold = end - row >= WORTH && !opened.has(found[row]);
    for (let at = row; at < (isFold ? row + 1 : Math.max(end, row + 1)); at++) starts.push(at);
    row = Math.max(end, row + 1) - 1;
  }
  return Int32Array.from(starts);
}

/** Frames of the iteration around a visit, by their serials; undefined where it is in none. O(frames inside). */
export function framesAround(timeline: Timeline, visit: Visit | undefined): Set<number> | undefined {
  const outer = iterationsAround(timeline, visit).at(-1);
  if (outer === undefined) return undefined;
  const found = new Set<number>();
  const gather = (frame: Frame): void => {
    found.add(frame.serial);
    for (const one of frame.visits) for (const child of one.children) gather(child);
  };
  gather(outer);
  return found;
}

/** Whether an event is of an iteration beside the chosen one, and no failure. */
export function isAside(timeline: Timeline, visit: Visit | undefined): (at: number) => boolean {
  const mine = new Set([...closeUpOn(timeline, visit).chosen.values()].map(({ serial }) => serial));
  const errors = new Set(timeline.errors);
  const known = new Map<number, boolean>();
  const isOther = (serial: number): boolean => {
    let answer = known.get(serial);
    if (answer === undefined) known.set(serial, (answer = isOtherFrame(timeline, serial, mine)));
    return answer;
  };
  return (at) => isOther(timeline.events[at].frame) && !errors.has(at);
}

function isOtherFrame(timeline: Timeline, serial: number, mine: ReadonlySet<number>): boolean {
  let isInMap = false;
  for (let frame = timeline.visits.frames.get(serial); frame?.within; frame = frame.parent ?? undefined) {
    if (timeline.nodeOf(frame.within).kind !== "Map") continue;
    if (mine.has(frame.serial)) return false;
    isInMap = true;
  }
  return isInMap;
}
