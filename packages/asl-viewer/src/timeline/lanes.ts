import { FreeRows } from "./free-rows.js";
import type { Journal } from "./journal.js";
import type { Frame } from "./visit.js";

/**
 * Rows of a timeline: each frame gets the first row below its parent's whose frame is over when it opens, and keeps it.
 * O(log rows in use) for a frame, and for its end.
 */
export class Lanes {
  /** By row, the frame that had it last. */
  private readonly holders: Frame[] = [];
  private readonly free: FreeRows;

  constructor(private readonly journal: Journal) {
    this.free = new FreeRows(journal);
  }

  /** Rows in use. */
  get count(): number {
    return Math.max(1, this.holders.length);
  }

  give(frame: Frame): void {
    const { holders, journal } = this;
    const found = this.free.firstFrom(frame.parent === null ? 0 : frame.parent.lane + 1);
    const lane = found < 0 ? holders.length : found;
    if (lane === holders.length) journal.push(holders, frame);
    else journal.change(holders, { [lane]: frame } as Partial<Frame[]>);
    frame.lane = lane;
    this.turn(frame);
  }

  /** To be called once a frame is over, or goes on again. */
  turn(frame: Frame): void {
    if (this.holders[frame.lane] === frame) this.free.tell(frame.lane, frame.over >= 0);
  }
}
