import { align } from "./align.js";
import type { DiffStyle } from "./diff.js";

const CONTEXT = 3;
/** Lines laid side by side with each other: the table is quadratic. */
const MAX_LINES = 1000;
const PLAIN: DiffStyle = { path: (text) => text, expected: (text) => text, actual: (text) => text };

/**
 * Where two texts differ, line by line: `-` was expected, `+` is there, with three lines of what is common around, and "…"
 * for what is left out. Empty where they are equal. Time is linear where the texts are, quadratic in at most a
 * thousand lines between their common beginning and end.
 */
export function textDiff(expected: string, actual: string, style: DiffStyle = PLAIN): string[] {
  if (expected === actual) return [];
  const [wanted, got] = [linesOf(expected), linesOf(actual)];
  const pairs = align(wanted.length, got.length, (i, j) => wanted[i] === got[j], MAX_LINES);
  const changed = pairs.map(([i, j]) => i < 0 || j < 0 || wanted[i] !== got[j]);
  const shown = near(changed);
  const lines: string[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    lines.push(...removed, ...added);
    [removed, added] = [[], []];
  };
  for (const [at, [i, j]] of pairs.entries()) {
    if (changed[at]) {
      if (i >= 0) removed.push(style.expected(`- ${wanted[i]}`));
      if (j >= 0) added.push(style.actual(`+ ${got[j]}`));
      continue;
    }
    flush();
    if (shown[at]) lines.push(`  ${got[j]}`);
    else if (at === 0 || shown[at - 1]) lines.push("  …");
  }
  flush();
  return lines;
}

/** The line break at the end ends the last line. */
const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");

/** Which places lie within the context of a change. */
function near(changed: readonly boolean[]): boolean[] {
  const shown = changed.map(() => false);
  for (const [at, yes] of changed.entries())
    if (yes) shown.fill(true, Math.max(0, at - CONTEXT), Math.min(changed.length, at + CONTEXT + 1));
  return shown;
}
