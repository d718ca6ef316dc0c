import { fraction, nextSeed } from "../random.js";

/**
 * Orders what is due at one moment by a seed: every order in which each lane keeps its own can come about. AWS promises
 * no order between branches and iterations either.
 */
export class Schedule {
  private seed: number;
  /** The last rank given in each lane. */
  private readonly lanes = new Map<number, number>();

  constructor(seed: number) {
    this.seed = seed >>> 0;
  }

  /** Where a delivery stands among those of the same moment: never before an earlier one of its own lane. O(1). */
  rank(lane: number): number {
    this.seed = nextSeed(this.seed);
    const rank = Math.max(this.lanes.get(lane) ?? 0, fraction(this.seed));
    this.lanes.set(lane, rank);
    return rank;
  }
}
