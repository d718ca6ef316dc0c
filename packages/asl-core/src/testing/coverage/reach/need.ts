import type { Condition } from "../../../machine/condition.js";
import type { Read } from "../../../machine/reads.js";
import type { Candidate } from "./candidates.js";
import type { Origins } from "./origin.js";

/** What must hold in a state of a route for the run to go on along it. */
export interface Need {
  /** The route, and the state's place on it. */
  readonly origins: Origins;
  readonly step: number;
  /** What it depends on, as the state sees it. A Map's items are the read `items`. */
  readonly reads: readonly (Read | "items")[];
  /** Values to try, in this order. */
  readonly candidates: readonly Candidate[];
  /** Whether it holds where the reads have these values; undefined for one that is not there. Absent: any value will do. */
  holds?(values: readonly Candidate[]): boolean;
}

/** A comparison and what it has to give. */
export interface Wanted {
  readonly comparison: Condition & { op: "comparison" };
  readonly value: boolean;
}

/** Most ways in which one condition is tried to be brought about. */
const MOST_WAYS = 8;

/** Ways to bring a condition to a value: each is a set of comparisons, evaluated from left to right. Bounded. */
export function waysTo(condition: Condition, value: boolean): Wanted[][] {
  if (condition.op === "comparison") return [[{ comparison: condition, value }]];
  if (condition.op === "not") return waysTo(condition.part, !value);
  const decisive = condition.op === "or";
  if (value !== decisive) return together(condition.parts.map((part) => waysTo(part, value)));
  return condition.parts
    .flatMap((part, i) =>
      together([...condition.parts.slice(0, i).map((one) => waysTo(one, !decisive)), waysTo(part, value)]),
    )
    .slice(0, MOST_WAYS);
}

/** Every part in one of its ways. */
export function together(parts: readonly Wanted[][][]): Wanted[][] {
  let all: Wanted[][] = [[]];
  for (const ways of parts) all = all.flatMap((one) => ways.map((way) => [...one, ...way])).slice(0, MOST_WAYS);
  return all;
}

/** Ways to bring a run of the condition to one of its comparisons and that to a value. */
export function waysInto(condition: Condition, goal: Condition, value: boolean): Wanted[][] {
  if (condition === goal) return waysTo(condition, value);
  if (condition.op === "comparison") return [];
  if (condition.op === "not") return waysInto(condition.part, goal, value);
  const decisive = condition.op === "or";
  for (const [i, part] of condition.parts.entries()) {
    const inside = waysInto(part, goal, value);
    if (inside.length > 0)
      return together([...condition.parts.slice(0, i).map((one) => waysTo(one, !decisive)), inside]);
  }
  return [];
}
