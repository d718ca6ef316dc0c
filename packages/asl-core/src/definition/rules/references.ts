import { type Json, type JsonObject, isObject, own } from "../../json.js";
import type { Segment } from "../location.js";
import type { BlockPlace, Report } from "../report.js";
import { isNear } from "./fields.js";

/**
 * Rules about the graph: targets exist, every state is reached, the machine can end, names are unique. Linear in the
 * number of states and transitions. Order and wording as measured: a missing target is called a missing 'Next' whatever
 * field names it, a machine without a terminal state is not searched for unreachable ones, and only the outermost block
 * needs a terminal state.
 */
export function references(report: Report): void {
  for (const block of report.blocks) if (isObject(own(block.block, "States"))) blockReferences(report, block);
  uniqueNames(report);
  uniqueLabels(report);
}

interface Edge {
  target: string;
  place: Segment[];
}

function blockReferences(report: Report, block: BlockPlace): void {
  const states = block.block.States as JsonObject;
  const start = own(block.block, "StartAt");
  if (typeof start === "string" && !Object.hasOwn(states, start)) missing(report, block, states, start, ["StartAt"]);
  for (const name of Object.keys(states))
    for (const { target, place } of edges(states[name]))
      if (!Object.hasOwn(states, target)) missing(report, block, states, target, ["States", name, ...place]);
  if (block.broken || typeof start !== "string") return;
  if (block.parent < 0 && !Object.values(states).some(isTerminal)) return report.findAt([], "no-terminal-state", {}, { located: false });
  reachability(report, block, states, start);
}

function missing(report: Report, block: BlockPlace, states: JsonObject, target: string, place: Segment[]): void {
  const names = Object.keys(states).slice(0, 1000);
  const near = names.find((name) => name.toLowerCase() === target.toLowerCase()) ?? names.find((name) => isNear(name, target));
  const elsewhere = report.blocks.find((other) => other !== block && isObject(other.block.States) && Object.hasOwn(other.block.States, target));
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : elsewhere !== undefined
        ? "A state of that name exists elsewhere, but transitions cannot enter or leave a branch or item processor."
        : "";
  report.findAt([...block.path, ...place], "missing-target", { target, hint });
}

/** All transitions a state can take, with the places that name them. */
export function* edges(state: Json): Generator<Edge> {
  if (!isObject(state)) return;
  for (const field of ["Next", "Default"]) {
    const target = own(state, field);
    if (typeof target === "string") yield { target, place: [field] };
  }
  yield* listed(state, "Choices");
  yield* listed(state, "Catch");
}

function* listed(state: JsonObject, field: string): Generator<Edge> {
  const entries = own(state, field);
  if (!Array.isArray(entries)) return;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    const target = isObject(entry) ? own(entry, "Next") : undefined;
    if (typeof target === "string") yield { target, place: [field, index, "Next"] };
  }
}

const isTerminal = (state: Json): boolean =>
  isObject(state) && (state.End === true || state.Type === "Succeed" || state.Type === "Fail");

function reachability(report: Report, block: BlockPlace, states: JsonObject, start: string): void {
  const reached = new Set<string>();
  const pending = [start];
  while (pending.length > 0) {
    const name = pending.pop() as string;
    if (reached.has(name) || !Object.hasOwn(states, name)) continue;
    reached.add(name);
    for (const { target } of edges(states[name])) pending.push(target);
  }
  for (const name of Object.keys(states))
    if (!reached.has(name)) report.findAt([...block.path, "States", name], "unreachable", { name }, { part: "key" });
}

function uniqueNames(report: Report): void {
  const first = new Map<string, readonly Segment[]>();
  for (const block of report.blocks) {
    const states = own(block.block, "States");
    if (!isObject(states)) continue;
    for (const name of Object.keys(states)) {
      const place = [...block.path, "States", name];
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, place);
      else report.findAt(place, "duplicate-state", { name }, { part: "key", related: { message: "first used here", place: earlier } });
    }
  }
}

function uniqueLabels(report: Report): void {
  const seen = new Set<string>();
  for (const block of report.blocks) {
    const states = own(block.block, "States");
    for (const [name, state] of isObject(states) ? Object.entries(states) : []) {
      const label = isObject(state) ? own(state, "Label") : undefined;
      if (typeof label !== "string") continue;
      if (seen.has(label)) report.findAt([...block.path, "States", name, "Label"], "duplicate-label", { name: label });
      seen.add(label);
    }
  }
}
