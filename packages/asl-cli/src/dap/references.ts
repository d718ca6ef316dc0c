/** Those that belong to no stop begin here. */
const LASTING = 1_000_000_000;
/** Lasting ones that are kept. */
const MOST = 5000;
/** Those of one stop that are kept: a client may ask again and again while the run stands. */
const MOST_PASSING = 200_000;

/**
 * Numbers that clients send back to see more of something. Those of a stop end with it; lasting ones, of what was written to
 * the console, are kept until many others have come.
 */
export class References<T> {
  private readonly passing = new Map<number, T>();
  private readonly lasting = new Map<number, T>();
  private nextPassing = 1;
  private nextLasting = LASTING;

  /** A number until the run moves. Numbers are never used again. */
  add(thing: T): number {
    keepIn(this.passing, this.nextPassing, thing, MOST_PASSING);
    return this.nextPassing++;
  }

  /** A number that stays. */
  keep(thing: T): number {
    keepIn(this.lasting, this.nextLasting, thing, MOST);
    return this.nextLasting++;
  }

  get(number: number): T | undefined {
    return this.passing.get(number) ?? this.lasting.get(number);
  }

  /** The run moves. */
  forget(): void {
    this.passing.clear();
  }
}

/** The oldest goes where there are too many. O(1). */
function keepIn<T>(things: Map<number, T>, number: number, thing: T, most: number): void {
  things.set(number, thing);
  if (things.size > most) things.delete(things.keys().next().value as number);
}
