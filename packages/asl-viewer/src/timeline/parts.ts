import { countBelow as below } from "./crossings.js";

/** How a part of a Map's work stands. */
export type PartLook = "pending" | "running" | "succeeded" | "failed" | "aborted";

/** One iteration, or one child execution of a distributed Map. Places are numbers that grow: events, or times. */
export interface Part {
  readonly number: number;
  /** Where it began: it has begun at every place beyond. */
  readonly from: number;
  /** Where it ended; Infinity while it has not. */
  readonly to: number;
  readonly ending: "succeeded" | "failed" | "aborted" | null;
  /** Milliseconds; undefined where there are no times. */
  readonly duration: number | undefined;
}

/** How many parts stand how. */
export type PartTally = Readonly<Record<PartLook, number>>;

/** A letter for each look, the worst first: what several parts look like together is the first that one of them has. */
export const LETTERS = "fars.";
const LOOKS: readonly PartLook[] = ["failed", "aborted", "running", "succeeded", "pending"];

/** The look a letter stands for. */
export const lookOfLetter = (letter: string): PartLook => LOOKS[Math.max(0, LETTERS.indexOf(letter))];

/** More parts than these share cells. */
const MOST_CELLS = 200;

/** Some parts that are shown as one. */
interface Cell {
  readonly begun: Float64Array;
  readonly ended: Float64Array;
  readonly firstFailed: number;
  readonly firstAborted: number;
}

/**
 * The parts of one try of a Map, and how they stand at any place: made in O(parts × log), asked for in O(cells × log).
 */
export class Parts<One extends Part = Part> {
  /** By number. */
  readonly parts: readonly One[];
  /** How many parts share a cell. */
  readonly size: number;
  private readonly cells: readonly Cell[];
  private readonly begun: Float64Array;
  private readonly ended: Readonly<Record<"succeeded" | "failed" | "aborted", Float64Array>>;
  private readonly slow: { readonly ends: Float64Array; readonly slowest: readonly One[] };

  constructor(
    parts: readonly One[],
    /** Those that have never begun included. */
    readonly total: number,
    most = MOST_CELLS,
  ) {
    this.parts = parts.toSorted((a, b) => a.number - b.number);
    this.size = Math.max(1, Math.ceil(total / most));
    this.cells = this.cellsOf();
    this.begun = sorted(parts.map(({ from }) => from));
    const endsOf = (ending: Part["ending"]) => sorted(parts.flatMap((one) => (one.ending === ending ? [one.to] : [])));
    this.ended = { succeeded: endsOf("succeeded"), failed: endsOf("failed"), aborted: endsOf("aborted") };
    this.slow = slowestOf(parts);
  }

  private cellsOf(): Cell[] {
    const { parts, size, total } = this;
    const groups: Part[][] = Array.from({ length: Math.ceil(total / size) }, () => []);
    for (const part of parts) groups[Math.floor(part.number / size)]?.push(part);
    const first = (group: Part[], ending: Part["ending"]) =>
      group.reduce((least, one) => (one.ending === ending ? Math.min(least, one.to) : least), Number.POSITIVE_INFINITY);
    return groups.map((group) => ({
      begun: sorted(group.map(({ from }) => from)),
      ended: sorted(group.map(({ to }) => to)),
      firstFailed: first(group, "failed"),
      firstAborted: first(group, "aborted"),
    }));
  }

  /** A letter of LETTERS for each cell. */
  looks(place: number): string {
    let looks = "";
    for (const cell of this.cells) looks += letterOf(cell, place);
    return looks;
  }

  tally(place: number): PartTally {
    const begun = below(this.begun, place);
    const { succeeded, failed, aborted } = this.ended;
    const ended = { succeeded: below(succeeded, place), failed: below(failed, place), aborted: below(aborted, place) };
    const running = begun - ended.succeeded - ended.failed - ended.aborted;
    return { ...ended, running, pending: Math.max(0, this.total - begun) };
  }

  /** The part that took longest of those that have ended. */
  slowest(place: number): One | undefined {
    return this.slow.slowest[below(this.slow.ends, place) - 1];
  }

  /** The part with a number. O(log parts). */
  at(number: number): One | undefined {
    let [low, high] = [0, this.parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.parts[middle].number < number) low = middle + 1;
      else high = middle;
    }
    return this.parts[low]?.number === number ? this.parts[low] : undefined;
  }

  /** The first of the worst of the parts numbered `from` to `to` that have begun. O(parts between). */
  worst(place: number, from: number, to: number): One | undefined {
    let [best, rank] = [undefined as One | undefined, LOOKS.length];
    for (let number = from; number <= to; number++) {
      const part = this.at(number);
      if (part === undefined || part.from >= place) continue;
      const one = LOOKS.indexOf(lookOf(part, place));
      if (one < rank) [best, rank] = [part, one];
    }
    return best;
  }
}

/** How one part stands at a place. */
export function lookOf({ from, to, ending }: Part, place: number): PartLook {
  if (from >= place) return "pending";
  return to >= place || ending === null ? "running" : ending;
}

function letterOf({ begun, ended, firstFailed, firstAborted }: Cell, place: number): string {
  if (firstFailed < place) return "f";
  if (firstAborted < place) return "a";
  const count = below(begun, place);
  return count === 0 ? "." : count > below(ended, place) ? "r" : "s";
}

/** For each end, in their order, the slowest of those that ended by then. */
function slowestOf<One extends Part>(parts: readonly One[]): { ends: Float64Array; slowest: One[] } {
  const timed = parts.filter(({ to, duration }) => Number.isFinite(to) && duration !== undefined);
  timed.sort((a, b) => a.to - b.to);
  let slowest = timed[0];
  return {
    ends: Float64Array.from(timed, ({ to }) => to),
    slowest: timed.map((one) => {
      if ((one.duration as number) > (slowest.duration as number)) slowest = one;
      return slowest;
    }),
  };
}

const sorted = (numbers: readonly number[]): Float64Array => Float64Array.from(numbers).sort();

/** "48 ✓ 2 ✕ 3 ▶", of what there is any. */
export function tallyText({ succeeded, failed, aborted, running, pending }: PartTally): string {
  const pieces: readonly (readonly [number, string])[] = [
    [succeeded, "✓"],
    [failed, "✕"],
    [aborted, "⊘"],
    [running, "▶"],
    [pending, "○"],
  ];
  return pieces.flatMap(([count, sign]) => (count > 0 ? [`${count} ${sign}`] : [])).join(" ");
}
