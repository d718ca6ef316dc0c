/**
 * Regular expressions whose steps are counted, because the host's engine cannot be interrupted and a definition is not
 * trusted. Results are those of the host's RegExp without the flags `u` and `v`. A search that meets no back-reference
 * and no look-around takes time linear in the text (it backtracks, but remembers the places where it failed); any other
 * may take more, and ends with TooManySteps.
 */
import { type Budget, matchesWhole, search } from "./match.js";
import { parsePattern, UnknownPattern } from "./parse.js";
import { assemble } from "./program.js";
import { degreeOf } from "./tree.js";

export { type Budget, TooManySteps } from "./match.js";

export interface Regex {
  /** The number of repetitions whose ways multiply in the host's engine; Infinity for nested ones. */
  readonly degree: number;
  /**
   * The first match from `start` on: where it begins and ends, then where each group does (-1 for groups that took no
   * part); undefined for none. Takes its steps from the budget; throws TooManySteps when there are none left.
   */
  search(text: string, start: number, budget: Budget): number[] | undefined;
  /** Whether the whole text matches, as Java's `matches`. Takes its steps from the budget like `search`. */
  matches(text: string, budget: Budget): boolean;
}

/**
 * Compiles a pattern that the host's RegExp accepts. Undefined where it has syntax that is not known here (inline
 * modifiers, the flags `u` and `v`), or is too large (5,000 instructions, 250 groups one inside another).
 */
export function compileRegex(source: string, flags: string): Regex | undefined {
  try {
    const { tree, groups } = parsePattern(source, flags);
    const program = assemble(tree, groups, flags.includes("i"));
    return {
      degree: degreeOf(tree),
      search: (text, start, budget) => search(program, text, start, budget),
      matches: (text, budget) => matchesWhole(program, text, budget),
    };
  } catch (error) {
    if (error instanceof UnknownPattern) return undefined;
    throw error;
  }
}
