import type { Json } from "asl-core";
import { previewText } from "./preview.js";
import type { Timeline } from "./timeline.js";
import { toldValue, type Watched } from "./watched.js";

/** Letters of a value. */
const LONGEST = 80;

/** Where a field took another value. */
export interface TrackChange {
  /** Index of the event that tells it. */
  readonly at: number;
  readonly text: string;
  /** The value, where it is a number. */
  readonly number?: number;
}

/** A field through a whole run: its value as it was told last, in whichever state. */
export interface Track {
  readonly changes: readonly TrackChange[];
  /** The least and the greatest value, where all are numbers. */
  readonly range: readonly [least: number, greatest: number] | undefined;
}

const known = new WeakMap<Timeline, Map<string, Track>>();

/**
 * The values of a field from the beginning to the end of a run, once for each timeline and field. O(visits × depth + tries),
 * and a sort of what is told.
 */
export function trackOf(timeline: Timeline, watched: Watched): Track {
  let tracks = known.get(timeline);
  if (tracks === undefined) known.set(timeline, (tracks = new Map()));
  const key = `${watched.stage} ${watched.pointer}`;
  let track = tracks.get(key);
  if (track === undefined) tracks.set(key, (track = made(timeline, watched)));
  return track;
}

function made(timeline: Timeline, watched: Watched): Track {
  const all = timeline.visits.visits.flatMap((visit) => toldValue(timeline, visit, watched, timeline.length) ?? []);
  all.sort((a, b) => a.at - b.at);
  const changes: TrackChange[] = [];
  for (const { at, value } of all) {
    const text = previewText(value, LONGEST);
    if (changes.at(-1)?.text !== text) changes.push({ at, text, ...(isNumber(value) && { number: value }) });
  }
  return { changes, range: rangeOf(changes) };
}

const isNumber = (value: Json): value is number => typeof value === "number";

function rangeOf(changes: readonly TrackChange[]): Track["range"] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { number } of changes) {
    if (number === undefined) return undefined;
    [least, greatest] = [Math.min(least, number), Math.max(greatest, number)];
  }
  return least < greatest ? [least, greatest] : undefined;
}

/** The place in a list of changes of the last one told by `count` events; -1 for none. O(log changes). */
export function changeAt(changes: readonly TrackChange[], count: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle].at < count) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
