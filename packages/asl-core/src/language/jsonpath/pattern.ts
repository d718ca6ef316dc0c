/**
 * Regular expressions of filters. AWS's are Java's; what Java and JavaScript both know and read alike is accepted, the
 * rest refused: possessive quantifiers, atomic groups, Java's own escapes and set operations, and back-references, which
 * Java fails where the group took no part. As Java's `matches`, the whole text must match.
 */
import { ExpressionSyntaxError, StatesError } from "../../errors.js";
import { compileRegex, type Regex, TooManySteps } from "../regex/regex.js";

/** Enough for 256 KiB of text and any but a monstrous pattern. */
const STEPS = 20_000_000;

/** Compiles `/source/flags` to a predicate. Throws ExpressionSyntaxError for what is not supported. */
export function compilePattern(source: string, flags: string): (text: string) => boolean {
  const inline = /^\(\?([a-z]+)\)/.exec(source);
  const regex = compile(source.slice(inline?.[0].length ?? 0), flags + (inline?.[1] ?? ""));
  if (regex === undefined) throw new ExpressionSyntaxError(`The pattern /${source}/ is not supported`, source, 0);
  return (text) => matches(regex, text);
}

function compile(source: string, flags: string): Regex | undefined {
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
    return regex.matches(text, { steps: STEPS });
  } catch (error) {
    throw error instanceof TooManySteps ? new StatesError("States.Runtime", `${error.message}.`) : error;
  }
}
