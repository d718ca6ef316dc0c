/** Equal but for one character added, left out or changed, or two neighbours swapped. Linear. */
export function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 2) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/**
 * The name that was probably meant: one that differs from `written` in letter case only, else the one with the fewest
 * characters added, left out, changed or swapped with a neighbour, no more than a third of them and no more than `most`.
 * Undefined where none comes near. O(names × length²); names above 100 characters are compared by their case only.
 */
export function nearest(written: string, names: Iterable<string>, most = LONGEST): string | undefined {
  const small = written.toLowerCase();
  let best: string | undefined;
  let least = Math.min(Math.floor(written.length / 3), most) + 1;
  for (const name of names) {
    const other = name.toLowerCase();
    if (other === small) return name;
    const edits = distance(small, other, least);
    if (edits >= least) continue;
    least = edits;
    best = name;
  }
  return best;
}

const LONGEST = 100;

/** Edits between two texts (optimal string alignment), or `enough` where there are at least as many. */
function distance(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough || a.length > LONGEST || b.length > LONGEST) return enough;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const here = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      here[column] = Math.min(above[column] + 1, here[column - 1] + 1, above[column - 1] + change);
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        here[column] = Math.min(here[column], before[column - 2] + 1);
    }
    before = above;
    above = here;
  }
  return above[b.length];
}
