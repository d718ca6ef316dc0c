/**
 * Regular expressions of filters. AWS's are Java's; what Java and JavaScript both know and read alike is accepted, the
 * rest refused: possessive quantifiers, atomic groups, Java's own escapes and set operations, and back-references, which
 * Java fails where the group took no part. As Java's `matches`, the whole text must match.
 */
import { StatesError } from "../../errors.js";
import { compileRegex, type Regex, TooManySteps } from "../regex/regex.js";
import { patternBudget } from "./work.js";

/** Whether `compilePattern` knows the pattern; the parser refuses all others. */
export const isSupportedPattern = (source: string, flags: string): boolean => compile(source, flags) !== undefined;

/** Compiles `/source/flags`, a supported pattern, to a predicate. */
export function compilePattern(source: string, flags: string): (text: string) => boolean {
  const regex = compile(source, flags);
  if (regex === undefined) throw new TypeError(`The pattern /${source}/${flags} is not supported`);
  return (text) => matches(regex, text);
}

function compile(written: string, outer: string): Regex | undefined {
  const inline = /^\(\?([a-z]+)\)/.exec(written);
  const source = written.slice(inline?.[0].length ?? 0);
  const flags = outer + (inline?.[1] ?? "");
  const distinct = [...new Set(flags)].join("");
  if (/[^ims]/.test(distinct) || source.replace(SHARED, "") !== "" || !isAccepted(source, distinct)) return undefined;
  return compileRegex(source, distinct);
}

/** A run of characters, an escape, or a set that mean the same in Java and in JavaScript. */
const SHARED = /[^\\[]+|\\(?:[bBdDfnrsStwW]|[^A-Za-z0-9])|\[\^?(?:\\(?:[dDfnrsStwW]|[^A-Za-z0-9])|(?!&&)[^\\[\]])+\]/g;

function isAccepted(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) !== undefined;
  } catch {
    return false;
  }
}

function matches(regex: Regex, text: string): boolean {
  try {
    return regex.matches(text, patternBudget);
  } catch (error) {
    throw error instanceof TooManySteps ? new StatesError("States.Runtime", `${error.message}.`) : error;
  }
}
