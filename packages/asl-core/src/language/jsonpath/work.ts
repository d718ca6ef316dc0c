/**
 * The work of one evaluation, counted: filters and several `..` in one path multiply, and what a user writes must end.
 * One count for a path and all paths inside its filters. Counts, not times, so that a run is the same on every machine.
 */
import { StatesError } from "../../errors.js";
import type { Json } from "../../json.js";
import type { Budget } from "../regex/regex.js";

/** Values one evaluation may visit: some tenths of a second. */
const VISITS = 5_000_000;
/** Steps of the matcher of regular expressions, for all matches of one evaluation. */
const PATTERN_STEPS = 20_000_000;

let visits = 0;

/** What is left for regular expressions. */
export const patternBudget: Budget = { steps: PATTERN_STEPS };

/** Starts counting anew, for another evaluation. */
export function startWork(): void {
  visits = 0;
  patternBudget.steps = PATTERN_STEPS;
}

/** Counts visited values. Throws States.Runtime where they are too many. */
export function visit(values: number): void {
  visits += values;
  if (visits > VISITS)
    throw new StatesError("States.Runtime", `The path visits more than ${VISITS} values of the document.`);
}

/** Counts a value and everything below it: what a comparison may have to look at. */
export function visitAll(value: Json): void {
  visit(1);
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) for (const item of value) visitAll(item);
  else for (const name in value) visitAll(value[name]);
}
