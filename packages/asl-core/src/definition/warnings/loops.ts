import type { Report } from "../report.js";
import { isActivity } from "../rules/resources.js";
import { type Component, componentsOf, isLoop } from "./components.js";
import type { Block, Model, State } from "./model.js";

/**
 * Loops that nothing leaves: no state of theirs ends the block or leads out, by Catch neither, and none lets time pass.
 * An execution goes round until its history is full. A Choice that no rule and no Default leads on counts as a way out.
 * Linear.
 */
export function loops(report: Report, model: Model): void {
  for (const block of model.blocks) {
    if (!block.closed) continue;
    for (const component of componentsOf(block))
      if (isLoop(component) && isEndless(component)) endless(report, component);
  }
}

function isEndless(component: Component): boolean {
  const inside = new Set(component);
  return component.every((state) => !canLeave(state, inside) && !takesTime(state));
}

const canLeave = (state: State, inside: ReadonlySet<State>): boolean =>
  state.ends ||
  state.transitions.some(({ to }) => !inside.has(to)) ||
  (state.type === "Choice" && state.value.Default === undefined);

/** True where a state waits for something: a time, a job, a worker, a callback; of its own or inside. */
function takesTime(state: State): boolean {
  if (state.type === "Wait") return true;
  if (state.type === "Task") return waitsForResult(String(state.value.Resource));
  return state.blocks.some(hasWait);
}

const hasWait = (block: Block): boolean =>
  block.distributed || !block.closed || [...block.states.values()].some(takesTime);

const waitsForResult = (resource: string): boolean =>
  /\.(sync(:2)?|waitForTaskToken)$/.test(resource) || isActivity(resource) || resource.includes("${");

function endless(report: Report, component: Component): void {
  const first = entrance(component);
  const names = component.map(({ name }) => name);
  const loop = [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ["…"] : []), names[0]].join(" → ");
  report.findAt(first.path, "endless-loop", { loop }, { part: "key" });
}

const MOST_NAMES = 8;

/** The state by which the loop is entered. */
const entrance = (component: Component): State =>
  component.find((state) => state === state.block.start) ??
  component.find((state) => state.predecessors.some(({ from }) => !component.includes(from))) ??
  component[0];
