import { comparePositions, type Position } from "./position.js";

/**
 * The positions at which a breakpoint was hit, in order, each once: so going back and forth counts nothing twice, and how
 * often it was hit depends on the position alone. O(log hits), to add one before others O(hits).
 */
export class HitList {
  constructor(private readonly positions: Position[] = []) {}

  /** How many there are up to a position, that one included. */
  upTo(position: Position): number {
    const { positions } = this;
    let low = 0;
    for (let high = positions.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (comparePositions(positions[middle], position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  has(position: Position): boolean {
    const found = this.positions[this.upTo(position) - 1];
    return found !== undefined && comparePositions(found, position) === 0;
  }

  add(position: Position): void {
    if (!this.has(position)) this.positions.splice(this.upTo(position), 0, position);
  }

  /** Forgets those after a position: what came then has not happened. */
  cut(position: Position): void {
    this.positions.length = this.upTo(position);
  }

  copy(): HitList {
    return new HitList([...this.positions]);
  }
}
