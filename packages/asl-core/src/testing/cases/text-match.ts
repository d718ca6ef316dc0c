import { compileRegex, TooManySteps } from "../../language/regex/regex.js";

/** Steps one search may take: a pattern of ordinary use needs a few for each character. */
const MOST_STEPS = 2_000_000;

/** Whether a text is written as a pattern: `/…/`, with flags of JavaScript's (i, m, s). */
export const isPattern = (written: string): boolean => /^\/.+\/[ims]*$/s.test(written);

/** The form of a pattern whose flags are none: taken as a plain text it would never be found. */
const MISTAKEN = /^\/.+\/[A-Za-z]{1,4}$/s;

/** Whether a text is plain, or a pattern that can be searched for. */
export const isTextMatch = (written: string): boolean =>
  isPattern(written) ? compiled(written) !== undefined : !MISTAKEN.test(written);

/**
 * Whether a text is as written: equal, or for a pattern `/…/` found somewhere in it. A search ends after a fixed number
 * of steps: it then counts as not found.
 */
export function matchesText(written: string, text: string): boolean {
  if (!isPattern(written)) return written === text;
  try {
    return compiled(written)?.search(text, 0, { steps: MOST_STEPS }) !== undefined;
  } catch (error) {
    if (error instanceof TooManySteps) return false;
    throw error;
  }
}

function compiled(written: string) {
  const end = written.lastIndexOf("/");
  const [source, flags] = [written.slice(1, end), written.slice(end + 1)];
  try {
    new RegExp(source, flags);
  } catch {
    return undefined;
  }
  return compileRegex(source, flags);
}
