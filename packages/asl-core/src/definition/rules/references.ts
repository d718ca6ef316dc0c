import { isObject, type Json, type JsonObject, own } from "../../json.js";
import { isNear } from "../../near.js";
import type { Segment } from "../location.js";
import type { BlockPlace, Report } from "../report.js";

/**
 * Rules about the graph: targets exist, every state is reached, the machine can end, names are unique. Linear in the
 * number of states and transitions. Order and wording as measured: a missing target is called a missing 'Next' whatever
 * field names it, a machine without a terminal state is not searched for unreachable ones, and only the outermost block
 * needs a terminal state.
 */
export function references(report: Report): void {
  for (const block of report.blocks) if (isObject(own(block.block, "States"))) blockReferences(report, block);
  uniqueNames(report);
}

/** A block's states with the states each can lead to. */
type Graph = Map<string, string[]>;

function blockReferences(report: Report, block: BlockPlace): void {
  const states = block.block.States as JsonObject;
  const start = own(block.block, "StartAt");
  const graph: Graph = new Map();
  for (const name of Object.keys(states)) graph.set(name, []);
  if (typeof start === "string" && !graph.has(start)) missing(report, block, graph, start, ["StartAt"]);
  let ends = false;
  for (const [name, targets] of graph) {
    const state = states[name];
    ends ||= isTerminal(state);
    eachTarget(state, (target, field, index) => {
      if (graph.has(target)) targets.push(target);
      else missing(report, block, graph, target, ["States", name, field, ...(index < 0 ? [] : [index, "Next"])]);
    });
  }
  if (block.broken || typeof start !== "string") return;
  if (block.parent < 0 && !ends) report.findAt([], "no-terminal-state", {}, { located: false });
  else reachability(report, block, graph, start);
}

function missing(report: Report, block: BlockPlace, graph: Graph, target: string, place: Segment[]): void {
  if (report.full) return;
  const some = [...graph.keys()].slice(0, 1000);
  const near =
    some.find((name) => name.toLowerCase() === target.toLowerCase()) ?? some.find((name) => isNear(name, target));
  const elsewhere = report.blocks.find(
    (other) => other !== block && isObject(other.block.States) && Object.hasOwn(other.block.States, target),
  );
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : elsewhere !== undefined
        ? "A state of that name exists elsewhere, but transitions cannot enter or leave a branch or item processor."
        : "";
  report.findAt([...block.path, ...place], "missing-target", { target, hint });
}

/** Calls `visit` for each transition a state can take: the target, the field that names it, its index or -1. */
export function eachTarget(state: Json, visit: (target: string, field: string, index: number) => void): void {
  if (!isObject(state)) return;
  const { Next, Default, Choices, Catch } = state;
  if (typeof Next === "string") visit(Next, "Next", -1);
  if (typeof Default === "string") visit(Default, "Default", -1);
  if (Array.isArray(Choices)) eachListed(Choices, "Choices", visit);
  if (Array.isArray(Catch)) eachListed(Catch, "Catch", visit);
}

function eachListed(
  entries: Json[],
  field: string,
  visit: (target: string, field: string, index: number) => void,
): void {
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (isObject(entry) && typeof entry.Next === "string") visit(entry.Next, field, index);
  }
}

/** An End of the wrong type has been told of; it counts as meant. */
const isTerminal = (state: Json): boolean =>
  isObject(state) && (Boolean(own(state, "End")) || state.Type === "Succeed" || state.Type === "Fail");

function reachability(report: Report, block: BlockPlace, graph: Graph, start: string): void {
  const pending = [start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const targets = graph.get(name) ?? [];
    graph.delete(name);
    for (const target of targets) pending.push(target);
  }
  for (const name of graph.keys())
    report.findAt([...block.path, "States", name], "unreachable", { name }, { part: "key" });
}

/** State names are unique over the machine, and so are the labels of Map states. */
function uniqueNames(report: Report): void {
  const first = new Map<string, BlockPlace>();
  const labels = new Set<string>();
  for (const block of report.blocks) {
    const states = own(block.block, "States");
    if (!isObject(states)) continue;
    for (const name of Object.keys(states)) {
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, block);
      else duplicateState(report, block, earlier, name);
      const state = states[name];
      if (isObject(state) && typeof state.Label === "string") uniqueLabel(report, block, name, state.Label, labels);
    }
  }
}

function duplicateState(report: Report, block: BlockPlace, earlier: BlockPlace, name: string): void {
  const related = { message: "first used here", place: [...earlier.path, "States", name] };
  report.findAt([...block.path, "States", name], "duplicate-state", { name }, { part: "key", related });
}

function uniqueLabel(report: Report, block: BlockPlace, state: string, label: string, seen: Set<string>): void {
  if (seen.has(label)) report.findAt([...block.path, "States", state, "Label"], "duplicate-label", { name: label });
  seen.add(label);
}
