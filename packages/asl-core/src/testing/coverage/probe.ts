import type { FrameScope } from "../../kernel/context.js";
import type { Probe } from "./plan.js";

/** Evaluates a condition from left to right, no further than the run does, and marks what each comparison gave. */
export function probe(of: Probe, scope: FrameScope, marks: Uint8Array): boolean {
  if (of.op === "not") return !probe(of.part, scope, marks);
  if (of.op === "comparison") {
    const holds = of.condition.holds(scope);
    const ordinal = holds ? of.yes : of.no;
    if (ordinal >= 0) marks[ordinal] = 1;
    return holds;
  }
  const decisive = of.op === "or";
  for (const part of of.parts) if (probe(part, scope, marks) === decisive) return decisive;
  return !decisive;
}
