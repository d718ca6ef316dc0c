import { isObject, type Json, type JsonObject, own } from "../../json.js";
import { isNear, nearest } from "../../near.js";
import { append } from "../append.js";
import { parsePointer, type Segment, toPointer } from "../location.js";
import type { BlockPlace, Report } from "../report.js";
import { isPlaceholder } from "./placeholders.js";

/**
 * Rules about the graph: targets exist, every state is reached, the machine can end, names are unique. Linear in the
 * number of states and transitions. Order and wording as measured: a missing target is called a missing 'Next' whatever
 * field names it, a machine without a terminal state is not searched for unreachable ones, and only the outermost block
 * needs a terminal state. Where a transition or a state's name is a placeholder, nothing is said of what it may lead to.
 */
export function references(report: Report): void {
  const open = openBlocks(report.unknown);
  for (const block of report.blocks)
    if (isObject(own(block.block, "States")))
      blockReferences(report, block, open.size === 0 ? undefined : open.get(toPointer(block.path)));
  uniqueNames(report);
}

/** A block's states with the states each can lead to. */
type Graph = Map<string, string[]>;

/** Never pushed to. */
const NONE: string[] = [];

function blockReferences(report: Report, block: BlockPlace, open: Openness | undefined): void {
  const states = block.block.States as JsonObject;
  const start = own(block.block, "StartAt");
  const graph: Graph = new Map();
  for (const name of Object.keys(states)) graph.set(name, NONE);
  let named = open !== "states";
  const target = (name: string, place: () => Segment[]): void => {
    if (graph.has(name) || isPlaceholder(name) || !named) return;
    if (report.full) return;
    named = ![...graph.keys()].some(isPlaceholder);
    if (named) missing(report, block, graph, name, place());
  };
  if (typeof start === "string") target(start, () => ["StartAt"]);
  let ends = false;
  for (const name of graph.keys()) {
    const state = states[name];
    let targets = NONE;
    ends ||= isTerminal(state);
    eachTarget(state, (next, field, index) => {
      if (graph.has(next)) targets = append(targets, next);
      else target(next, () => ["States", name, field, ...(index < 0 ? [] : [index, "Next"])]);
    });
    graph.set(name, targets);
  }
  if (block.broken || open !== undefined || typeof start !== "string" || isPlaceholder(start)) return;
  leads(report, block, graph, start, ends);
}

function leads(report: Report, block: BlockPlace, graph: Graph, start: string, ends: boolean): void {
  const endless = block.parent < 0 && !ends;
  if (!endless) reach(graph, start);
  if ((!endless && graph.size === 0) || holdsPlaceholders(block.block.States as JsonObject)) return;
  if (endless) return report.findAt([], "no-terminal-state", {}, { located: false });
  for (const name of graph.keys())
    report.findAt([...block.path, "States", name], "unreachable", { name }, { part: "key" });
}

/** What of a block nobody knows: which states it has, or where they lead. */
type Openness = "states" | "transitions";

const TRANSITIONS: ReadonlySet<string> = new Set(["Type", "Next", "End", "Default", "Choices", "Catch"]);

/** The blocks that values nobody knows belong to, by their pointers. Linear in the pointers, times their depth. */
function openBlocks(unknown: ReadonlySet<string>): Map<string, Openness> {
  const open = new Map<string, Openness>();
  for (const pointer of unknown) {
    const steps = parsePointer(pointer);
    for (let at = steps.indexOf("States"); at >= 0; at = steps.indexOf("States", at + 2)) {
      const inside = steps.length - at - 1;
      const block = toPointer(steps.slice(0, at));
      if (inside === 0) open.set(block, "states");
      else if ((inside === 1 || TRANSITIONS.has(steps[at + 2])) && !open.has(block)) open.set(block, "transitions");
    }
  }
  return open;
}

/** True where a state's name, its type or a transition of it is a quoted placeholder. Linear in the transitions. */
function holdsPlaceholders(states: JsonObject): boolean {
  return Object.keys(states).some((name) => {
    const state = states[name];
    if (isPlaceholder(name) || (isObject(state) && typeof state.Type === "string" && isPlaceholder(state.Type)))
      return true;
    let holds = false;
    eachTarget(state, (target) => {
      holds ||= isPlaceholder(target);
    });
    return holds;
  });
}

function missing(report: Report, block: BlockPlace, graph: Graph, target: string, place: Segment[]): void {
  if (report.full) return;
  const some = [...graph.keys()].slice(0, 1000);
  const [small, bare] = [target.toLowerCase(), target.trim().toLowerCase()];
  const near =
    some.find((name) => name.toLowerCase() === small) ??
    some.find((name) => name.trim().toLowerCase() === bare) ??
    some.find((name) => isNear(name, target)) ??
    far(report, target, some);
  const elsewhere = report.blocks.find(
    (other) => other !== block && isObject(other.block.States) && Object.hasOwn(other.block.States, target),
  );
  const hint =
    near !== undefined
      ? meant(near, target)
      : elsewhere !== undefined
        ? "A state of that name exists elsewhere, but transitions cannot enter or leave a branch or item processor."
        : "";
  report.findAt([...block.path, ...place], "missing-target", { target, hint });
}

const meant = (near: string, target: string): string =>
  near.trim() === near && target.trim() === target
    ? `Did you mean ${near}?`
    : `Blanks count: did you mean "${near}" instead of "${target}"?`;

/** Names that differ more are looked for while little is wrong: that costs the square of their length. */
const far = (report: Report, target: string, names: string[]): string | undefined =>
  report.findings.length < 20 ? nearest(target, names) : undefined;

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

/** Leaves in the graph what cannot be reached. */
function reach(graph: Graph, start: string): void {
  const pending = [start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const targets = graph.get(name) ?? [];
    graph.delete(name);
    for (const target of targets) pending.push(target);
  }
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
