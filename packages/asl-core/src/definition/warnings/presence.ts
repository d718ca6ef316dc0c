import { isObject, type Json } from "../../json.js";
import type { Report } from "../report.js";
import { asksPresence } from "./documents.js";
import type { Expression } from "./expression.js";
import { expressionsOf } from "./expressions.js";
import type { Model, State } from "./model.js";

/**
 * Comparisons with what a later rule of the same Choice asks for: its author knows that it may be missing, and then the
 * comparison fails the execution before the later rule is reached. Only comparisons that are made whatever the data, of
 * which no earlier rule or comparison asked. Linear in the comparisons of a Choice times the steps of their paths.
 */
export function latePresence(report: Report, model: Model): void {
  for (const state of model.states) if (state.type === "Choice" && state.language === "JSONPath") choice(report, state);
}

function choice(report: Report, state: State): void {
  const { asked, compared } = comparisonsOf(state);
  if (asked.size === 0) return;
  for (const one of compared) {
    const question = firstAsked(asked, one);
    if (question === undefined || question.index <= one.index || !isFirst(state, one)) continue;
    const related = { message: "asked here", place: question.path };
    report.findAt(one.path, "presence-asked-late", { path: one.text }, { related });
  }
}

function comparisonsOf(state: State) {
  const asked = new Map<string, Expression>();
  const compared: Expression[] = [];
  for (const one of expressionsOf(state)) {
    if (one.stage !== "choice" || one.path.at(-1) !== "Variable" || !isInput(one)) continue;
    if (!asksPresence(state, one.path)) {
      if (!testsType(state, one)) compared.push(one);
    } else if (!asked.has(keyOf(one))) asked.set(keyOf(one), one);
  }
  return { asked, compared };
}

/** One value of the document, named by nothing but steps. */
const isInput = ({ reads: [read, ...others] }: Expression): boolean =>
  read?.from === "effective" && read.exact && read.steps.length > 0 && others.length === 0;

const keyOf = ({ reads: [{ steps }] }: Expression, length = steps.length): string =>
  JSON.stringify(steps.slice(0, length));

/** The first rule that asks for a path or what it leads through. */
function firstAsked(asked: ReadonlyMap<string, Expression>, one: Expression): Expression | undefined {
  const found = one.reads[0].steps.map((_, index) => asked.get(keyOf(one, index + 1)));
  return found.filter((question) => question !== undefined).toSorted((a, b) => a.index - b.index)[0];
}

/** True for the first comparison of a rule. */
const isFirst = (state: State, { path }: Expression): boolean =>
  path.slice(state.path.length + 2).every((segment) => typeof segment === "string" || segment === 0);

/** True for the Variable of IsNull and its like, which may be meant to ask whether something is there. */
function testsType(state: State, { path }: Expression): boolean {
  let value: Json | undefined = state.value;
  for (const segment of path.slice(state.path.length, -1))
    value = Array.isArray(value) ? value[Number(segment)] : isObject(value) ? value[segment] : undefined;
  return isObject(value) && Object.keys(value).some((key) => /^Is[A-Z]/.test(key));
}
