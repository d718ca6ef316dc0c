import type { Timeline } from "../timeline/index.js";
import type { Pair } from "./pairs.js";
import type { Both, Side } from "./side.js";
import type { VisitEvents } from "./visit-events.js";

/**
 * A way through two runs at once: at each moment so many events of either have happened. An event and its counterpart
 * happen in one moment where the order of both runs allows.
 */
export class Moments {
  private constructor(private readonly counts: Both<Int32Array>) {}

  /** O(events of both). Yields after little work each time. */
  static *of(
    { a, b }: Both<Timeline>,
    events: Both<VisitEvents>,
    pairs: readonly Pair[],
  ): Generator<undefined, Moments> {
    const counterparts = yield* counterpartsOf(a, b, events, pairs);
    const [ours, theirs]: [number[], number[]] = [[0], [0]];
    let reached = 0;
    const push = (one: number, other: number) => void (ours.push(one), theirs.push(other));
    for (let at = 0; at < a.length; at++) {
      const to = counterparts[at];
      for (; reached < to; reached++) push(at, reached + 1);
      reached = Math.max(reached, to + 1);
      push(at + 1, reached);
    }
    for (; reached < b.length; reached++) push(a.length, reached + 1);
    return new Moments({ a: Int32Array.from(ours), b: Int32Array.from(theirs) });
  }

  /** The last moment. */
  get last(): number {
    return this.counts.a.length - 1;
  }

  /** How many events of either run have happened. */
  at(moment: number): Both<number> {
    const place = Math.max(0, Math.min(this.last, moment));
    return { a: this.counts.a[place], b: this.counts.b[place] };
  }

  /** The first moment at which so many events of a run have happened. O(log). */
  of(side: Side, count: number): number {
    const counts = this.counts[side];
    let [low, high] = [0, this.last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (counts[middle] < count) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Pairs whose events are laid side by side in one go. */
const STRIDE = 256;

/** Index of the event in B for each of A; -1 for none. */
function* counterpartsOf(
  a: Timeline,
  b: Timeline,
  events: Both<VisitEvents>,
  pairs: readonly Pair[],
): Generator<undefined, Int32Array> {
  const found = new Int32Array(a.length).fill(-1);
  for (const [at, pair] of pairs.entries()) {
    if (at % STRIDE === 0) yield;
    if (pair.a !== undefined && pair.b !== undefined)
      meet(found, named(a, events.a.of(pair.a)), named(b, events.b.of(pair.b)));
  }
  if (a.length > 0 && b.length > 0 && a.events[0].type === b.events[0].type) found[0] = 0;
  const [last, other] = [a.length - 1, b.length - 1];
  if (last > 0 && other > 0 && a.ending !== "running" && b.ending !== "running") found[last] = other;
  return found;
}

/** The nth event of a type with the nth. */
function meet(found: Int32Array, ours: readonly Named[], theirs: readonly Named[]): void {
  const places = new Map(theirs);
  for (const [name, at] of ours) found[at] = places.get(name) ?? -1;
}

type Named = readonly [name: string, at: number];

function named(timeline: Timeline, events: Int32Array): Named[] {
  const turns = new Map<string, number>();
  return Array.from(events, (at): Named => {
    const { type } = timeline.events[at];
    const turn = turns.get(type) ?? 0;
    turns.set(type, turn + 1);
    return [`${type} ${turn}`, at];
  });
}
