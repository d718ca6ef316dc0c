/**
 * The steps of the current evaluation: one count for all that costs time or memory, whoever does it (the evaluator,
 * closures, built-in functions, regular expressions). Work smaller than a step counts as a fraction of one.
 */
import { LIMITS, LimitExceeded } from "./limits.js";
import { isFunctionValue } from "./marks.js";

/** Steps of the current evaluation. */
export const meter = { steps: 0 };

/** Counts steps. Throws LimitExceeded where there are none left. */
export function spend(steps: number): void {
  if ((meter.steps += steps) > LIMITS.steps)
    throw new LimitExceeded(`Evaluation stopped after ${LIMITS.steps} steps. Check for infinite loop`);
}

/** Counts a pass over texts that does no more than read or copy them. */
export const spendText = (length: number): void => spend(length / 256);

/** Counts a pass over texts that does something with every character. */
export const spendCharacters = (length: number): void => spend(length / 16);

/**
 * Counts a value and all below it, as often as they are met: what has few parts, but each of them many times, can be far
 * larger than memory once it is written out. False where it holds functions. Throws D1011 where it nests too deeply.
 */
export function spendValue(value: unknown, depth = 0): boolean {
  if (typeof value === "string") spendText(value.length);
  if (typeof value !== "object" || value === null) return (spend(0.25), typeof value !== "function");
  if (depth > LIMITS.depth) throw { code: "D1011" };
  if (isFunctionValue(value)) return false;
  const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
  spend(1 + members.length / 8);
  let plain = true;
  for (const member of members) plain = spendValue(member, depth + 1) && plain;
  return plain;
}

/** Counts one comparison of the evaluator, which calls this again for the members. */
export function spendComparison(value: unknown): void {
  if (typeof value !== "object" || value === null) spend(0.25);
  else spend(Array.isArray(value) ? 1 : 1 + Object.keys(value).length / 2);
}

/** A text of this length may be made. Throws LimitExceeded where it is too long. */
export function allowText(length: number): void {
  if (length > LIMITS.text) throw new LimitExceeded(`A text exceeds ${LIMITS.text} characters`);
}
