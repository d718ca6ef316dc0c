/**
 * Bounds on one evaluation. AWS's own are not published; it was measured to refuse ranges of 900,000 members (memory)
 * and sums of 200 terms (stack). All are counts, not times, so that a run is the same on every machine.
 */
export const LIMITS = {
  /** Nested evaluations, recursion of the expression's own functions included. */
  depth: 900,
  /** Nodes on the longest way down the syntax tree. */
  nesting: 199,
  /** Nodes evaluated plus members of the arrays they gave. */
  steps: 2_000_000,
  /** Members of one array. */
  sequence: 500_000,
  /** UTF-16 units of one text. */
  text: 16_000_000,
  /** Values in one result. */
  values: 2_000_000,
  /** Steps of the bounded matcher of regular expressions, for one regular expression in one evaluation. */
  regex: 5_000_000,
  /** Searches that cannot take more steps than this at worst are done by the host's RegExp. */
  regexNative: 100_000_000,
} as const;

/** An evaluation that went beyond a limit for which the library has no code. */
export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
}
