/** One place of two lists laid side by side; -1 where one of them has nothing there. */
export type Pair = readonly [expected: number, actual: number];

/** Longer stretches between common ends are laid side by side by position: the table below is quadratic. */
const MAX_TABLE = 64;

/**
 * Lays two lists side by side so that as many equal elements as possible stand opposite each other; between those,
 * elements are paired in order. `same(i, j)` compares element i of the first with element j of the second. Asks at most
 * `expected + actual + table²` times.
 */
export function align(
  expected: number,
  actual: number,
  same: (i: number, j: number) => boolean,
  table = MAX_TABLE,
): Pair[] {
  const least = Math.min(expected, actual);
  let head = 0;
  while (head < least && same(head, head)) head++;
  let tail = 0;
  while (tail < least - head && same(expected - 1 - tail, actual - 1 - tail)) tail++;
  const pairs = Array.from({ length: head }, (_, i): Pair => [i, i]);
  const middle = matches(expected - head - tail, actual - head - tail, (i, j) => same(head + i, head + j), table);
  let [i, j] = [head, head];
  for (const [nextI, nextJ] of [...middle.map(([a, b]) => [a + head, b + head]), [expected - tail, actual - tail]]) {
    pushGap(pairs, [i, nextI], [j, nextJ]);
    if (nextI < expected - tail) pairs.push([nextI, nextJ]);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  for (let k = tail; k > 0; k--) pairs.push([expected - k, actual - k]);
  return pairs;
}

type Stretch = readonly [from: number, to: number];

function pushGap(pairs: Pair[], [i, endI]: Stretch, [j, endJ]: Stretch): void {
  for (let k = 0; i + k < endI || j + k < endJ; k++) pairs.push([i + k < endI ? i + k : -1, j + k < endJ ? j + k : -1]);
}

/** A longest common subsequence; none where the lists are too long for the table. */
function matches(n: number, m: number, same: (i: number, j: number) => boolean, table: number): Pair[] {
  if (n * m === 0 || n * m > table * table) return [];
  const equal = Array.from({ length: n }, (_, i) => Array.from({ length: m }, (_, j) => same(i, j)));
  const length = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0));
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      length[i][j] = equal[i][j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (equal[i][j]) pairs.push([i++, j++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}
