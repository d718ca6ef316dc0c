import { isObject, type Json } from "../../json.js";
import { isExpressionText } from "../../language/jsonata/index.js";
import { utf8Length } from "../../utf8.js";
import type { Report } from "../report.js";
import type { Block, Model, State } from "./model.js";

/** Source: the guide, quotas. */
const MOST_BYTES = 262_144;
const MOST_EVENTS = 25_000;
const MOST_INLINE = 40;
const MOST_DISTRIBUTED = 10_000;

/** Payloads, histories and Map states that must exceed what AWS allows. Linear in the size of the definition. */
export function sizes(report: Report, model: Model): void {
  for (const state of model.states) {
    payload(report, state);
    if (state.type === "Map") concurrency(report, state);
    if (state.type === "Map") iterations(report, state);
  }
}

/** Fields whose whole value becomes the data of a step. */
const PAYLOADS = ["Result", "Parameters", "Arguments", "Output", "ItemSelector"];

function payload(report: Report, state: State): void {
  for (const field of PAYLOADS) {
    const value = state.value[field];
    if (value === undefined || (field === "Result" && !keepsResult(state))) continue;
    const bytes = leastBytes(value, field === "Result" ? "literal" : state.language);
    if (bytes > MOST_BYTES)
      report.findAt([...state.path, field], "payload-too-large", { field, bytes, limit: MOST_BYTES }, { part: "key" });
  }
}

/** False where the result, or most of it, may be dropped again. */
const keepsResult = ({ value }: State): boolean =>
  value.ResultPath !== null && (value.OutputPath === undefined || value.OutputPath === "$");

/** Bytes of the value's JSON text at least, whatever its expressions give. Linear. */
function leastBytes(value: Json, language: "literal" | State["language"]): number {
  if (typeof value === "string") return language === "JSONata" && isExpressionText(value) ? 1 : utf8Length(value) + 2;
  if (!isObject(value) && !Array.isArray(value)) return String(value).length;
  let bytes = 1;
  if (Array.isArray(value)) {
    for (const one of value) bytes += leastBytes(one, language) + 1;
    return bytes;
  }
  for (const key in value) {
    const isField = language === "JSONPath" && key.endsWith(".$");
    bytes += utf8Length(key) + (isField ? 3 : 4 + leastBytes(value[key], language));
  }
  return bytes;
}

function concurrency(report: Report, state: State): void {
  const { MaxConcurrency } = state.value;
  const limit = state.blocks[0]?.distributed ? MOST_DISTRIBUTED : MOST_INLINE;
  if (typeof MaxConcurrency !== "number" || MaxConcurrency <= limit) return;
  const mode = limit === MOST_INLINE ? "inline" : "distributed";
  report.findAt([...state.path, "MaxConcurrency"], "concurrency-out-of-reach", { mode, limit });
}

/** An inline Map over a list of known length, whose iterations alone fill the history. */
function iterations(report: Report, state: State): void {
  const block = state.blocks[0];
  const count = lengthOf(state.value.Items);
  if (block === undefined || block.distributed || block.type === "EXPRESS" || count === 0) return;
  const each = leastEvents(block);
  if (count * each >= MOST_EVENTS)
    report.findAt([...state.path, "Items"], "too-many-events", { count, each, limit: MOST_EVENTS });
}

/** How many items there are for certain: of a list, or of a range such as `{% [1..20000] %}`. */
function lengthOf(items: Json | undefined): number {
  if (Array.isArray(items)) return items.length;
  if (typeof items !== "string" || !isExpressionText(items)) return 0;
  const match = /^\s*\[\s*(-?\d{1,9})\s*\.\.\s*(-?\d{1,9})\s*\]\s*$/.exec(items.slice(2, -2));
  return match === null ? 0 : Math.max(0, Number(match[2]) - Number(match[1]) + 1);
}

/** Events of an iteration that succeeds: it starts and succeeds, and its states are entered and left. */
function leastEvents(block: Block): number {
  return 2 + 2 * shortestWay(block);
}

/** States on the shortest way through a block; 0 where it is not known. Linear. */
function shortestWay(block: Block): number {
  if (!block.closed || block.start === undefined) return 0;
  const seen = new Set([block.start]);
  let length = 1;
  for (let states: State[] = [block.start]; states.length > 0; length++) {
    if (states.some(({ ends }) => ends)) return length;
    const after: State[] = [];
    for (const state of states)
      for (const { to } of state.transitions) if (!seen.has(to) && seen.add(to)) after.push(to);
    states = after;
  }
  return 0;
}
