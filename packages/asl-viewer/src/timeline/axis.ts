/** A stretch that is folded is so many times as long as the longest that is not, and at least so long (milliseconds). */
const [OUTSTANDING, SHORTEST] = [12, 10_000];
/** What a folded stretch takes of the whole axis. */
const FOLDED = 0.035;
/** Most stretches that are folded, and how many are left at least. */
const [MOST, LEFT] = [20, 2];

/** A stretch of time without events that takes little room; places are shares of the axis, 0 to 1. */
export interface Fold {
  readonly from: number;
  readonly to: number;
  readonly duration: number;
  readonly x: number;
  readonly width: number;
}

/** Times of a run on a line from 0 to 1. */
export interface Axis {
  readonly start: number;
  readonly end: number;
  readonly folds: readonly Fold[];
  /** Share of the axis for a time in milliseconds. O(folds). */
  at(time: number): number;
  /** The time at a share of the axis. O(folds). */
  timeAt(share: number): number;
}

/**
 * An axis over ascending times. Stretches without events that are out of all proportion to the others are folded, such as
 * a wait for a person among calls that take seconds; `folding` false leaves time as it is. O(n log n).
 */
export function axisOf(times: ArrayLike<number>, folding = true): Axis {
  const start = times.length === 0 ? 0 : times[0];
  const end = times.length === 0 ? 1 : Math.max(start + 1, times[times.length - 1]);
  const gaps = folding ? idleGaps(times, end - start) : [];
  const open = end - start - gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  const scale = (1 - gaps.length * FOLDED) / Math.max(open, 1e-9);
  const folds = placed(gaps, start, scale);
  return {
    start,
    end,
    folds,
    at: (time) => shareOf(time, start, scale, folds),
    timeAt: (share) => timeOf(share, start, scale, folds),
  };
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

function idleGaps(times: ArrayLike<number>, span: number): Gap[] {
  const gaps: Gap[] = [];
  for (let at = 1; at < times.length; at++)
    if (times[at] - times[at - 1] > span / 1e9) gaps.push({ from: times[at - 1], to: times[at] });
  gaps.sort((a, b) => b.to - b.from - (a.to - a.from));
  const sizes = gaps.map(({ from, to }) => to - from);
  let count = 0;
  for (let at = 1; at <= Math.min(MOST, sizes.length - LEFT); at++)
    if (sizes[at - 1] >= SHORTEST && sizes[at - 1] >= OUTSTANDING * sizes[at]) count = at;
  return gaps.slice(0, count).sort((a, b) => a.from - b.from);
}

function placed(gaps: readonly Gap[], start: number, scale: number): Fold[] {
  let [time, x] = [start, 0];
  return gaps.map(({ from, to }) => {
    x += (from - time) * scale;
    const fold = { from, to, duration: to - from, x, width: FOLDED };
    [time, x] = [to, x + FOLDED];
    return fold;
  });
}

function shareOf(time: number, start: number, scale: number, folds: readonly Fold[]): number {
  let [since, x] = [start, 0];
  for (const fold of folds) {
    if (time <= fold.from) break;
    if (time < fold.to) return fold.x + ((time - fold.from) / fold.duration) * fold.width;
    [since, x] = [fold.to, fold.x + fold.width];
  }
  return x + (time - since) * scale;
}

function timeOf(share: number, start: number, scale: number, folds: readonly Fold[]): number {
  let [since, x] = [start, 0];
  for (const fold of folds) {
    if (share <= fold.x) break;
    if (share < fold.x + fold.width) return fold.from + ((share - fold.x) / fold.width) * fold.duration;
    [since, x] = [fold.to, fold.x + fold.width];
  }
  return since + (share - x) / scale;
}
