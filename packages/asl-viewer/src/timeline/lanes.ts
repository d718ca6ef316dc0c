import type { Journal } from "./journal.js";
import type { Frame } from "./visit.js";

/**
 * Rows of a timeline: each frame gets the first row below its parent's whose frame is over when it opens, and keeps it.
 * O(rows in use) for a frame.
 */
export class Lanes {
  /** By row, the frame that had it last. */
  private readonly holders: Frame[] = [];

  constructor(private readonly journal: Journal) {}

  /** Rows in use. */
  get count(): number {
    return Math.max(1, this.holders.length);
  }

  give(frame: Frame): void {
    const { holders, journal } = this;
    let lane = frame.parent === null ? 0 : frame.parent.lane + 1;
    while (lane < holders.length && holders[lane].over < 0) lane++;
    if (lane === holders.length) journal.push(holders, frame);
    else journal.change(holders, { [lane]: frame } as Partial<Frame[]>);
    frame.lane = lane;
  }
}
