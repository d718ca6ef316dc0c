import type { Frame, Timeline, Visit } from "../timeline/index.js";
import type { Merged } from "./merged.js";
import type { Both, Side } from "./side.js";

/** The same stay in a state in two runs; one alone where the other never came there. */
export interface Pair extends Partial<Both<Visit>> {
  /** Id of the state in the merged graph. */
  readonly node: string;
  readonly a?: Visit;
  readonly b?: Visit;
}

/** Where longer ways are compared, those of the same turn at the same state are paired, whatever is between. */
const MOST = 1_000_000;

/**
 * Lays the visits of two runs side by side: branches and iterations by their numbers, the ways through them so that as many
 * states as possible meet in order. In the order of either run, A's before B's where they part. O(visits) for ways that are
 * the same, else O(product) of what is between their common beginning and end, at most a million. Yields between ways.
 */
export function* pairsOf(a: Timeline, b: Timeline, merged: Merged): Generator<undefined, Pair[]> {
  const key = (side: Side, visit: Visit): string =>
    merged.id(side, (side === "a" ? a : b).nodeOf(visit)?.pointer ?? "?");
  const pairs: Pair[] = [];
  function* add(ours: readonly Visit[], theirs: readonly Visit[]): Generator<undefined> {
    yield;
    for (const pair of paired(ours, theirs, key)) {
      pairs.push(pair);
      for (const [one, other] of pairedFrames(pair.a?.children ?? [], pair.b?.children ?? []))
        yield* add(one?.visits ?? [], other?.visits ?? []);
    }
  }
  yield* add(rootOf(a), rootOf(b));
  return pairs;
}

const rootOf = ({ visits }: Timeline): readonly Visit[] =>
  visits.visits[0] === undefined ? [] : (visits.frames.get(visits.visits[0].frame)?.visits ?? []);

type KeyOf = (side: Side, visit: Visit) => string;

function paired(a: readonly Visit[], b: readonly Visit[], key: KeyOf): Pair[] {
  const [ours, theirs] = [a.map((one) => key("a", one)), b.map((one) => key("b", one))];
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && ours[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < least - head && ours[a.length - 1 - tail] === theirs[b.length - 1 - tail]) tail++;
  const middle = { a: ours.slice(head, a.length - tail), b: theirs.slice(head, b.length - tail) };
  const met = middle.a.length * middle.b.length > MOST ? byTurns(middle) : longestCommon(middle);
  const both = (at: number, to: number): Pair => ({ node: ours[at], a: a[at], b: b[to] });
  const pairs = Array.from({ length: head }, (_, at) => both(at, at));
  let [i, j] = [0, 0];
  for (const [nextA, nextB] of [...met, [middle.a.length, middle.b.length] as const]) {
    for (; i < nextA; i++) pairs.push({ node: middle.a[i], a: a[head + i] });
    for (; j < nextB; j++) pairs.push({ node: middle.b[j], b: b[head + j] });
    if (nextA < middle.a.length) pairs.push(both(head + i++, head + j++));
  }
  for (let at = tail; at > 0; at--) pairs.push(both(a.length - at, b.length - at));
  return pairs;
}

/** Places of a longest common subsequence. O(product). */
function longestCommon({ a, b }: Both<readonly string[]>): [number, number][] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  const met: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) met.push([i++, j++]);
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
    else j++;
  }
  return met;
}

/** The nth visit of a state with the nth, as far as they come in the same order. Linear. */
function byTurns({ a, b }: Both<readonly string[]>): [number, number][] {
  const places = new Map<string, number[]>();
  for (const [at, one] of b.entries()) {
    const known = places.get(one);
    if (known === undefined) places.set(one, [at]);
    else known.push(at);
  }
  const turns = new Map<string, number>();
  const met: [number, number][] = [];
  for (const [at, one] of a.entries()) {
    const turn = turns.get(one) ?? 0;
    turns.set(one, turn + 1);
    const to = places.get(one)?.[turn];
    if (to !== undefined && to > (met.at(-1)?.[1] ?? -1)) met.push([at, to]);
  }
  return met;
}

/** Branches and iterations by their numbers, of each try of the Parallel or Map that opened them. */
function pairedFrames(a: readonly Frame[], b: readonly Frame[]): [Frame | undefined, Frame | undefined][] {
  const others = new Map(named(b));
  const pairs = named(a).map(([name, one]): [Frame, Frame | undefined] => {
    const other = others.get(name);
    others.delete(name);
    return [one, other];
  });
  return [...pairs, ...[...others.values()].map((one): [undefined, Frame] => [undefined, one])];
}

function named(frames: readonly Frame[]): [string, Frame][] {
  const turns = new Map<number, number>();
  return frames.map((frame) => {
    const turn = turns.get(frame.number) ?? 0;
    turns.set(frame.number, turn + 1);
    return [`${turn}/${frame.number}`, frame];
  });
}
