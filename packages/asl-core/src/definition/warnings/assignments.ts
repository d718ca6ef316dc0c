import { isObject, type Json } from "../../json.js";
import { leadOn, type Segment } from "../location.js";
import type { State, Transition } from "./model.js";

/** A variable's name on the left of an Assign. */
export interface Assignment {
  readonly name: string;
  readonly state: State;
  /** To the name, a key. */
  readonly path: readonly Segment[];
  /** Whose Assign it is. */
  readonly holder: "state" | "Choices" | "Catch";
  /** The entry of Choices or Catch, else -1. */
  readonly index: number;
}

/** All assignments of a state, its own before those of its choice rules and catchers. Linear in the names. */
export function assignmentsOf(state: State): Assignment[] {
  const { Assign } = state.value;
  const found = Assign === undefined ? [] : listed(state, "state", -1, Assign, leadOn(state.path, "Assign"));
  for (const holder of ["Choices", "Catch"] as const) {
    const entries = state.value[holder];
    if (!Array.isArray(entries)) continue;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index];
      const assign = isObject(entry) ? entry.Assign : undefined;
      if (assign !== undefined)
        found.push(...listed(state, holder, index, assign, leadOn(state.path, holder, index, "Assign")));
    }
  }
  return found;
}

function listed(
  state: State,
  holder: Assignment["holder"],
  index: number,
  assign: Json,
  path: readonly Segment[],
): Assignment[] {
  if (!isObject(assign)) return [];
  return Object.keys(assign).map((key) => {
    const name = state.language === "JSONPath" && key.endsWith(".$") ? key.slice(0, -2) : key;
    return { name, state, path: leadOn(path, key), holder, index };
  });
}

/**
 * Whether an assignment may have been made on a transition. A state's own Assign runs on every way out but a Catch; that
 * of a Choice is taken to run beside its rules' own, although only Default is known to run it.
 */
export const mayApply = ({ holder, index }: Assignment, { via, index: entry }: Transition): boolean =>
  holder === "state" ? via !== "Catch" : holder === via && index === entry;
