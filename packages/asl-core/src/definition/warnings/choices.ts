import { isObject, type JsonObject, stringify } from "../../json.js";
import { isExpressionText, parseJsonata } from "../../language/jsonata/index.js";
import type { Report } from "../report.js";
import type { Model, State } from "./model.js";

/**
 * Choice rules that are never taken: an earlier one asks the same, or is always true. Conditions that may answer
 * differently when asked again are let be. Linear in the size of the rules.
 */
export function choiceRules(report: Report, model: Model): void {
  for (const state of model.states) if (state.type === "Choice") rules(report, state);
}

function rules(report: Report, state: State): void {
  const { Choices } = state.value;
  if (!Array.isArray(Choices)) return;
  const earlier = new Map<string, number>();
  let always = -1;
  for (let index = 0; index < Choices.length; index++) {
    const rule = Choices[index];
    if (!isObject(rule)) continue;
    const condition = conditionOf(rule);
    const same = always >= 0 ? always : earlier.get(condition);
    if (same !== undefined && isSteady(rule)) neverTaken(report, state, index, same, always >= 0);
    if (same === undefined) earlier.set(condition, index);
    if (always < 0 && isAlways(rule)) always = index;
  }
}

function neverTaken(report: Report, state: State, index: number, same: number, always: boolean): void {
  const why = always ? "an earlier rule always holds" : "an earlier rule has the same condition";
  const related = { message: always ? "always holds" : "the same condition", place: [...state.path, "Choices", same] };
  report.findAt([...state.path, "Choices", index], "unreachable-rule", { why }, { related });
}

const isAlways = ({ Condition }: JsonObject): boolean =>
  Condition === true || (typeof Condition === "string" && /^\{%\s*true\s*%\}$/.test(Condition));

/** The condition alone, as text. No expression reads like an object in JSON. */
function conditionOf(rule: JsonObject): string {
  if (typeof rule.Condition === "string") return rule.Condition;
  const { Next, Comment, Assign, Output, ...condition } = rule;
  return stringify(condition);
}

const UNSTEADY = new Set(["random", "uuid", "millis", "now", "shuffle"]);

function isSteady({ Condition }: JsonObject): boolean {
  if (typeof Condition !== "string" || !isExpressionText(Condition)) return true;
  return !parseJsonata(Condition).functions.some(({ name }) => UNSTEADY.has(name));
}
