import type { Json } from "../json.js";

/**
 * Levels of nesting that evaluating a definition's texts and templates once can add to the values they use: the levels of
 * the definition itself, the steps of its longest path and the calls within its deepest intrinsic. Linear.
 */
export function liftOf(value: Json): number {
  if (typeof value === "string") return stepsIn(value);
  if (typeof value !== "object" || value === null) return 0;
  let most = 0;
  for (const inner of Object.values(value)) most = Math.max(most, liftOf(inner));
  return most + 1;
}

/** Every step of a path and every call has a point or a bracket. What a JSONata expression makes has a bound of its own. */
function stepsIn(text: string): number {
  if (!text.startsWith("$") && !text.startsWith("States.")) return 0;
  let steps = 0;
  for (const char of text) if (char === "." || char === "[") steps++;
  return steps;
}
