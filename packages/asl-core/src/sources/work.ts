/** Values and characters that reading one file may produce: real projects stay far below. */
const MOST = 8_000_000;

const DEEPEST = 1100;

/** Thrown by `Work` and caught where a machine is read. */
export class TooMuchWork extends Error {}

/** What computing the functions and variables of one file has cost so far: hostile ones multiply. */
export class Work {
  private done = 0;

  constructor(private readonly most = MOST) {}

  /** Throws TooMuchWork where values lead further in than any text nests. */
  deeper(level: number): void {
    if (level > DEEPEST) throw new TooMuchWork();
  }

  /** Throws TooMuchWork where more is asked than may be. */
  spend(amount: number): void {
    this.done += amount;
    if (this.done > this.most) throw new TooMuchWork();
  }
}
