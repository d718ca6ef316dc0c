import { isObject, type Json, type JsonType } from "../../json.js";
import type { Segment } from "../location.js";
import type { Report } from "../report.js";
import type { DataFlow } from "./data-flow.js";
import type { Documents } from "./documents.js";
import { expressionsOf } from "./expressions.js";
import { stepsOf, stepsText, treeOf } from "./jsonpath-shape.js";
import type { Model, State } from "./model.js";
import { find, TYPE_NAMES, typeOfShape } from "./shape.js";
import { blocked } from "./shape-write.js";

/**
 * Values whose type is certain and does not fit: what a Map runs over, what a ResultPath writes into, what a Choice
 * compares. Linear in the states and their expressions.
 */
export function typesOfData(report: Report, model: Model, flow: DataFlow): void {
  for (const state of model.states) {
    const documents = flow.documents(state);
    if (documents === undefined) continue;
    if (state.type === "Map") items(report, state, documents);
    const writes = state.value.ResultPath !== undefined || state.value.Catch !== undefined;
    if (writes && documents.input.kind !== "any") resultPaths(report, state, documents);
    if (state.type === "Choice" && documents.effective.kind !== "any") comparisons(report, state, documents);
  }
}

/** A Map runs over an array; a distributed one over an object, too, and perhaps any in JSONata. */
function items(report: Report, state: State, { items: shape }: Documents): void {
  const type = typeOfShape(shape);
  if (type === undefined || type === "array") return;
  if (type === "object" && (state.language === "JSONata" || state.blocks[0]?.distributed === true)) return;
  const field = state.language === "JSONata" ? "Items" : "ItemsPath";
  const given = state.value[field] !== undefined;
  report.findAt(state.path, "map-over-no-array", { type: TYPE_NAMES[type] }, given ? { child: [field] } : {});
}

function resultPaths(report: Report, state: State, { input }: Documents): void {
  for (const { stage, path, text } of expressionsOf(state)) {
    const tree = stage === "resultPath" ? treeOf(text) : undefined;
    const steps = tree === undefined ? undefined : stepsOf(tree);
    const stop = steps === undefined ? undefined : blocked(input, steps);
    if (stop === undefined) continue;
    const type = typeOfShape(find(input, stop).shape) ?? "string";
    const where = stop.length === 0 ? "the state's input" : `'$${stepsText(stop)}'`;
    report.findAt(path, "result-path-blocked", { path: text, where, type: TYPE_NAMES[type] });
  }
}

function comparisons(report: Report, state: State, documents: Documents): void {
  const { Choices } = state.value;
  if (state.language === "JSONata" || !Array.isArray(Choices) || !knowsType(state, documents)) return;
  const found: Comparison[] = [];
  Choices.forEach((rule, index) => collect(found, [...state.path, "Choices", index], rule));
  const wellTyped = new Set(found.filter((one) => !misses(one, documents)).map(({ variable }) => variable));
  for (const one of found) if (!wellTyped.has(one.variable)) sayNeverTrue(report, one, documents);
}

/** True where the type of anything compared is certain: seldom. */
const knowsType = (state: State, documents: Documents): boolean =>
  expressionsOf(state).some(({ stage, text }) => stage === "choice" && typeAt(text, documents) !== undefined);

/** A Variable and its operator, and where they stand. */
interface Comparison {
  readonly path: readonly Segment[];
  readonly variable: string;
  readonly operator: string;
}

function collect(found: Comparison[], path: readonly Segment[], rule: Json | undefined): void {
  if (!isObject(rule)) return;
  for (const key of ["And", "Or"]) {
    const rules = rule[key];
    if (Array.isArray(rules)) rules.forEach((one, index) => collect(found, [...path, key, index], one));
  }
  collect(found, [...path, "Not"], rule.Not);
  const operator = Object.keys(rule).find((key) => OPERATOR.test(key));
  if (typeof rule.Variable === "string" && operator !== undefined)
    found.push({ path, variable: rule.Variable, operator });
}

const OPERATOR = /^(String|Numeric|Boolean|Timestamp|Is)[A-Z]/;
const WANTED: Readonly<Record<string, JsonType | undefined>> = {
  String: "string",
  Numeric: "number",
  Boolean: "boolean",
  Timestamp: "string",
};

const wantedBy = (operator: string): JsonType | undefined => WANTED[OPERATOR.exec(operator)?.[1] ?? ""];

/** A comparison with a value of another type is false, and never an error. Type tests are made for any type. */
function misses({ variable, operator }: Comparison, documents: Documents): boolean {
  const type = typeAt(variable, documents);
  const wanted = wantedBy(operator);
  return type !== undefined && wanted !== undefined && type !== wanted;
}

function typeAt(variable: string, { effective }: Documents): JsonType | undefined {
  const tree = treeOf(variable);
  const steps = tree?.kind === "path" && tree.root === "input" ? stepsOf(tree) : undefined;
  const found = steps === undefined ? undefined : find(effective, steps);
  return found?.presence === "always" ? typeOfShape(found.shape) : undefined;
}

function sayNeverTrue(report: Report, { path, variable, operator }: Comparison, documents: Documents): void {
  const type = TYPE_NAMES[typeAt(variable, documents) ?? "null"];
  const parameters = { path: variable, type, operator, wanted: TYPE_NAMES[wantedBy(operator) ?? "string"] };
  report.findAt(path, "comparison-never-true", parameters, { child: [operator], part: "key" });
}
