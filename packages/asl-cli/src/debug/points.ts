import type { Breakpoint, BreakpointSpec, Breakpoints, Stop } from "asl-core/debug";

/** The breakpoints of a run as people know them: each has a number, but for one that is set for a single move. */
export class Points {
  private last = 0;
  /** Numbers by the session's ids; of those that are gone, too. */
  private readonly known = new Map<number, number>();
  private readonly told = new Map<number, string>();

  constructor(private readonly breakpoints: Breakpoints) {}

  add(spec: BreakpointSpec): Breakpoint {
    return this.put(spec, ++this.last);
  }

  private put(spec: BreakpointSpec, number: number): Breakpoint {
    const made = this.breakpoints.add(spec);
    this.known.set(made.id, number);
    return this.shown(made);
  }

  private shown(one: Breakpoint): Breakpoint {
    return { ...one, id: this.numberOf(one.id) };
  }

  /** In the order of their numbers. */
  list(): Breakpoint[] {
    const all = this.breakpoints.list().filter(({ id }) => this.known.has(id));
    return all.map((one) => this.shown(one)).toSorted((a, b) => a.id - b.id);
  }

  numberOf(id: number): number {
    return this.known.get(id) ?? id;
  }

  remove(number: number): void {
    const one = this.held(number);
    if (one !== undefined) this.breakpoints.remove(one.id);
  }

  private held(number: number): Breakpoint | undefined {
    return this.breakpoints.list().find(({ id }) => this.known.get(id) === number);
  }

  /** Switches one on or off: it keeps its number and its count. */
  enable(number: number, enabled: boolean): void {
    const one = this.held(number);
    if (one !== undefined) this.breakpoints.enable(one.id, enabled);
  }

  /** Takes over those of a run that is begun anew: with their numbers, not yet hit. */
  takeOver(from: Points): void {
    for (const one of from.list()) this.put(specOf(one), one.id);
    this.last = from.last;
  }

  /** Knows those of a fork, which has the same with the same ids. */
  share(from: Points): void {
    for (const [id, number] of from.known) this.known.set(id, number);
    this.last = from.last;
  }

  /** A stop with numbers in place of ids. */
  numbered(stop: Stop): Stop {
    return stop.breakpoints === undefined
      ? stop
      : { ...stop, breakpoints: stop.breakpoints.map((id) => this.numberOf(id)) };
  }

  /** What went wrong with conditions, that has not been told yet. */
  freshFaults(): string[] {
    return this.list().flatMap(({ id, verified, message }) =>
      verified && message !== undefined && this.isFresh(id, message) ? [message] : [],
    );
  }

  /** Whether this was not told yet of a breakpoint, of whatever value; it counts as told from then on. */
  isFresh(number: number, message: string): boolean {
    const kind = message.replace(/ gave [\s\S]*, which is /, " is ");
    if (this.told.get(number) === kind) return false;
    this.told.set(number, kind);
    return true;
  }
}

/** What a person asked for; a line only where nothing else names the place. */
function specOf(one: Breakpoint): BreakpointSpec {
  const { id: _, verified: __, message: ___, hits: ____, place: _____, ...spec } = one;
  return spec;
}
