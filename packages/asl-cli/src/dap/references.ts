/** Those that belong to no stop begin here. */
const LASTING = 1_000_000_000;
/** Lasting ones that are kept. */
const MOST = 5000;

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
    this.passing.set(this.nextPassing, thing);
    return this.nextPassing++;
  }

  /** A number that stays. */
  keep(thing: T): number {
    this.lasting.set(this.nextLasting, thing);
    if (this.lasting.size > MOST) this.lasting.delete(this.lasting.keys().next().value as number);
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
