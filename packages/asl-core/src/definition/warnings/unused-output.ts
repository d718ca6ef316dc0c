import type { Json } from "../../json.js";
import type { Report } from "../report.js";
import type { Expression } from "./expression.js";
import { expressionsOf } from "./expressions.js";
import { type Block, hasResult, type Model, type State } from "./model.js";

/**
 * Output that was computed and that nothing can read, because whatever follows replaces the document without looking at
 * it. Results that are merely passed on are no work lost, and are not meant. Linear in states and transitions.
 */
export function unusedOutput(report: Report, model: Model): void {
  for (const block of model.blocks) if (block.closed) unusedInBlock(report, block);
}

function unusedInBlock(report: Report, block: Block): void {
  const read = readInputs(block);
  for (const state of block.states.values()) {
    const field = state.ends ? undefined : computedField(state);
    if (field === undefined) continue;
    if (state.transitions.some(({ to, via }) => via !== "Catch" && read.has(to))) continue;
    const followers = state.transitions.filter(({ via }) => via !== "Catch").map(({ to }) => to);
    if (followers.every(({ type }) => type === "Fail")) continue;
    report.findAt(
      state.path,
      "unused-output",
      { field, next: followers[0].name },
      { child: [field], part: "key", related: { message: "starts anew", place: followers[0].path } },
    );
  }
}

/** States whose input is read: by themselves, or by one they pass it on to, or as the block's output. */
function readInputs(block: Block): ReadonlySet<State> {
  const read = new Set<State>();
  for (const state of block.states.values())
    if (looksAtInput(state) || (state.ends && passesOn(state))) read.add(state);
  for (const state of read) for (const { from } of state.predecessors) if (passesOn(from)) read.add(from);
  return read;
}

function looksAtInput(state: State): boolean {
  const { type, value, language } = state;
  if (expressionsOf(state).some(readsInput)) return true;
  if (type === "Map") return true;
  const work = language === "JSONata" ? value.Arguments : value.Parameters;
  return (type === "Task" || type === "Parallel") && work === undefined;
}

/** True where something of the input is in the output, of an error's way too. */
function passesOn({ type, value, language }: State): boolean {
  if (type === "Fail") return false;
  if (language === "JSONata") return type !== "Task" && type !== "Parallel" && type !== "Map" && passesOnJsonata(value);
  if (keeps(value.ResultPath) || catchersOf(value).some(({ ResultPath }) => keeps(ResultPath))) return true;
  if (type === "Pass") return value.Result === undefined && value.Parameters === undefined;
  return type === "Choice" || type === "Wait" || type === "Succeed";
}

/** Rules without an Output of their own pass on what came. */
const passesOnJsonata = ({ Output, Choices }: State["value"]): boolean => Output === undefined || Choices !== undefined;

/** True for a ResultPath that leaves the input as it is, or all of it but one place. */
const keeps = (path: Json | undefined): boolean => path !== undefined && path !== "$";

const catchersOf = ({ Catch }: State["value"]): { ResultPath?: Json }[] =>
  Array.isArray(Catch) ? (Catch as { ResultPath?: Json }[]) : [];

/**
 * The field that makes a state's output out of something. An Output that only takes a part of the result keeps documents
 * small, whether it is read or not; one that carries the input on is meant for someone.
 */
function computedField(state: State): string | undefined {
  const { type, value, language } = state;
  if (!hasResult(state)) return undefined;
  const field = language === "JSONata" ? "Output" : type === "Pass" ? "Parameters" : "ResultSelector";
  if (value.ResultPath === null || (type === "Pass" && value.Result !== undefined)) return undefined;
  const carries = type === "Pass" || field !== "Output";
  const computes = (one: Expression): boolean => one.field === field && (carries || readsInput(one));
  return expressionsOf(state).some(computes) ? field : undefined;
}

const readsInput = ({ reads }: Expression): boolean =>
  reads.some(({ from }) => from === "input" || from === "effective");
