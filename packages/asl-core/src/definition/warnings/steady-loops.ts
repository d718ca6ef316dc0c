import type { Json } from "../../json.js";
import type { Segment } from "../location.js";
import type { Report } from "../report.js";
import { assignmentsOf } from "./assignments.js";
import { type Component, componentsOf, isLoop } from "./components.js";
import { expressionsOf } from "./expressions.js";
import { stepsOf, stepsText, treeOf } from "./jsonpath-shape.js";
import type { Model, State } from "./model.js";
import type { Read } from "./reads.js";

/**
 * Loops that only Choice states lead out of, and no state of which changes what these look at: whoever has gone round once
 * goes round for good. Loops with catchers, and those that look at more than fields of the document and variables, are
 * let be. O(states of a loop times what its Choice states read).
 */
export function steadyLoops(report: Report, model: Model): void {
  for (const block of model.blocks) {
    if (!block.closed || report.full) continue;
    for (const component of componentsOf(block)) if (isLoop(component)) loop(report, component);
  }
}

/** Loops that look at more are let be. */
const MOST_READS = 50;

function loop(report: Report, component: Component): void {
  const inside = new Set(component);
  const reads = decisions(component, inside);
  if (reads === undefined || reads.length === 0 || reads.length > MOST_READS) return;
  if (!component.every((state) => leavesAlone(state, reads))) return;
  const choice = component.find((state) => leadsOut(state, inside)) as State;
  const paths = [...new Set(reads.map(textOf))].join(", ");
  report.findAt(choice.path, "steady-loop", { paths }, { part: "key" });
}

/** All that the Choice states of a loop look at; undefined where a loop may end otherwise, or where that is not known. */
function decisions(component: Component, inside: ReadonlySet<State>): Read[] | undefined {
  const reads: Read[] = [];
  let isLeft = false;
  for (const state of component) {
    if (state.ends || state.language !== "JSONPath" || state.value.Catch !== undefined) return undefined;
    const out = leadsOut(state, inside);
    if (state.type !== "Choice") {
      if (out) return undefined;
      continue;
    }
    isLeft ||= out;
    if (state.value.Default === undefined) return undefined;
    for (const one of expressionsOf(state)) if (one.stage === "choice") reads.push(...one.reads);
  }
  return isLeft && reads.every(isKnown) ? reads : undefined;
}

const leadsOut = (state: State, inside: ReadonlySet<State>): boolean =>
  state.transitions.some(({ to }) => !inside.has(to));

const isKnown = ({ from, exact, steps }: Read): boolean =>
  from === "variable" || (from === "effective" && exact && steps.length > 0);

/** True for a state that surely leaves the values as they are. */
function leavesAlone(state: State, reads: readonly Read[]): boolean {
  const { type, value } = state;
  if (!isWhole(value.InputPath) || !isWhole(value.OutputPath)) return false;
  const assigned = new Set(assignmentsOf(state).map(({ name }) => name));
  if (reads.some(({ from, name }) => from === "variable" && assigned.has(name))) return false;
  if (type === "Choice" || type === "Wait") return true;
  if (value.ResultPath === undefined)
    return type === "Pass" && value.Result === undefined && value.Parameters === undefined;
  return reads.every((read) => read.from === "variable" || isElsewhere(value.ResultPath, read.steps));
}

const isWhole = (path: Json | undefined): boolean => path === undefined || path === "$";

/** True for a ResultPath that neither lies on the way to a place nor below it. */
function isElsewhere(path: Json | undefined, steps: readonly Segment[]): boolean {
  if (path === null) return true;
  const tree = typeof path === "string" ? treeOf(path) : undefined;
  const written = tree === undefined ? undefined : stepsOf(tree);
  return written?.some((step, index) => index < steps.length && step !== steps[index]) === true;
}

const textOf = ({ from, name, steps }: Read): string => `${from === "variable" ? `$${name}` : "$"}${stepsText(steps)}`;
