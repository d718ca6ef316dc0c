/**
 * Bounds on one evaluation. AWS's own are not published; it was measured to refuse ranges of 900,000 members (memory)
 * and sums of 200 terms (stack). All are counts, not times, so that a run is the same on every machine.
 */
export const LIMITS = {
  /** Nested evaluations, recursion of the expression's own functions included. */
  depth: 900,
  /** Nodes on the longest way down the syntax tree. */
  nesting: 199,
  /**
   * Nodes evaluated, members of the arrays they gave, and the work of built-in functions and regular expressions in
   * units of about half a microsecond: an evaluation ends within a second or two, whatever it does.
   */
  steps: 2_000_000,
  /** Members of one array. */
  sequence: 500_000,
  /** UTF-16 units of one text. */
  text: 16_000_000,
  /** Values in one result. */
  values: 2_000_000,
  /** UTF-16 units of all texts in one result. */
  texts: 64_000_000,
  /** Members of an array a built-in function gave that count as one step. */
  membersPerStep: 8,
  /** Steps of the bounded matcher of regular expressions that count as one step. */
  regexPerStep: 32,
} as const;

/** An evaluation that went beyond a limit for which the library has no code. */
export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
}
