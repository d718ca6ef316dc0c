import type { Millis } from "../time.js";
import type { Schedule } from "./schedule.js";

/** What a driver keeps time with. Deliveries for the same moment happen in the order in which they were asked for. */
export interface Clock {
  now(): Millis;
  /** `lane`: a schedule leaves the deliveries of one lane in their order. `rank`: where it puts this one, if that is known. */
  at(time: Millis, deliver: Deliver, lane?: number, rank?: number): void;
  /** Where a schedule puts the next delivery of a lane; 0 without one. */
  rank(lane: number): number;
}

/** False: nobody waited for it, and for the clock it has not happened. */
export type Deliver = () => unknown;

interface Entry {
  time: Millis;
  /** 0 unless a schedule orders what is due at one moment. */
  rank: number;
  order: number;
  deliver: Deliver;
}

const before = (a: Entry, b: Entry): boolean =>
  a.time < b.time || (a.time === b.time && (a.rank < b.rank || (a.rank === b.rank && a.order < b.order)));

/** A clock that stands still until it is told to go to its next entry: a binary heap, O(log n) per entry. */
export class VirtualClock implements Clock {
  private readonly heap: Entry[] = [];
  private order = 0;

  constructor(
    private time: Millis,
    private readonly schedule?: Schedule,
  ) {}

  now(): Millis {
    return this.time;
  }

  at(time: Millis, deliver: Deliver, lane = 0, rank = this.rank(lane)): void {
    const due = Math.max(time, this.time);
    const entry = { time: due, rank, order: this.order++, deliver };
    let place = this.heap.length;
    this.heap.push(entry);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (before(this.heap[parent], entry)) break;
      this.heap[place] = this.heap[parent];
      place = parent;
    }
    this.heap[place] = entry;
  }

  rank(lane: number): number {
    return this.schedule === undefined ? 0 : this.schedule.rank(lane);
  }

  /** When the next entry is due; undefined where there is none. */
  due(): Millis | undefined {
    return this.heap[0]?.time;
  }

  /** Goes to a moment that nothing is due before. */
  goTo(time: Millis): void {
    this.time = Math.max(this.time, time);
  }

  /** Goes to the next entry and delivers it. False where there is none. */
  next(): boolean {
    const first = this.heap[0];
    if (first === undefined) return false;
    this.drop();
    const { time } = this;
    this.time = first.time;
    if (first.deliver() === false) this.time = time;
    return true;
  }

  /** Forgets all entries. */
  clear(): void {
    this.heap.length = 0;
  }

  private drop(): void {
    const last = this.heap.pop()!;
    if (this.heap.length === 0) return;
    let place = 0;
    for (;;) {
      const child = this.smallerChild(place);
      if (child === undefined || before(last, this.heap[child])) break;
      this.heap[place] = this.heap[child];
      place = child;
    }
    this.heap[place] = last;
  }

  private smallerChild(place: number): number | undefined {
    const left = 2 * place + 1;
    if (left >= this.heap.length) return undefined;
    const right = left + 1;
    return right < this.heap.length && before(this.heap[right], this.heap[left]) ? right : left;
  }
}
