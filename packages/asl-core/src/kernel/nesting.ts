import { type Json, MAX_NESTING } from "../json.js";

/**
 * An upper bound of a value's levels of nesting, 0 for a scalar: exact but for `known`, a value whose bound the caller has
 * already and which is not walked again wherever it is met inside. O(size of what is new). Looks no deeper than
 * MAX_NESTING, and returns more than that as soon as it is passed. `level` is where the value stands.
 */
export function levelsBound(value: Json, known: Json | undefined, knownLevels: number, level = 0): number {
  if (typeof value !== "object" || value === null) return level;
  if (value === known) return level + knownLevels;
  if (level >= MAX_NESTING) return level + 1;
  let most = level + 1;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length && most <= MAX_NESTING; i++)
      if (typeof value[i] === "object") most = Math.max(most, levelsBound(value[i], known, knownLevels, level + 1));
    return most;
  }
  for (const key in value) {
    if (typeof value[key] === "object") most = Math.max(most, levelsBound(value[key], known, knownLevels, level + 1));
    if (most > MAX_NESTING) break;
  }
  return most;
}
