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
  const names = shortestRound(first, component);
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), "…"] : names;
  report.findAt(first.path, "endless-loop", { loop: [...shown, first.name].join(" → ") }, { part: "key" });
}

const MOST_NAMES = 8;

/** The state by which the loop is entered. */
function entrance(component: Component): State {
  const inside = new Set(component);
  const isEntered = (state: State): boolean =>
    state === state.block.start || state.predecessors.some(({ from }) => !inside.has(from));
  return component.find(isEntered) ?? component[0];
}

/** The names of the states on a shortest way from a state back to itself, which it begins. Linear. */
function shortestRound(first: State, component: Component): string[] {
  const inside = new Set(component);
  const before = new Map<State, State>();
  const pending = [first];
  for (const state of pending) {
    for (const { to } of state.transitions) {
      if (to === first) return wayTo(state, before);
      if (!inside.has(to) || before.has(to)) continue;
      before.set(to, state);
      pending.push(to);
    }
  }
  return [first.name];
}

function wayTo(last: State, before: ReadonlyMap<State, State>): string[] {
  const names: string[] = [];
  for (let state: State | undefined = last; state !== undefined; state = before.get(state)) names.push(state.name);
  return names.reverse();
}
