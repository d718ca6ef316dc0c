import { shorten } from "../../display.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import type { Segment } from "../location.js";
import type { Report } from "../report.js";
import { treeOf } from "./jsonpath-shape.js";
import type { Model } from "./model.js";

/** Comparisons with a text that could only be meant as a path. Linear in the rules of all Choice states. */
export function comparedPaths(report: Report, model: Model): void {
  for (const { type, language, value, path } of model.states)
    if (type === "Choice" && language === "JSONPath" && Array.isArray(value.Choices))
      value.Choices.forEach((rule, index) => inRule(report, rule, [...path, "Choices", index]));
}

function inRule(report: Report, rule: Json | undefined, path: readonly Segment[]): void {
  if (!isObject(rule) || report.full) return;
  for (const key of ["And", "Or"]) {
    const rules = rule[key];
    if (Array.isArray(rules)) rules.forEach((one, index) => inRule(report, one, [...path, key, index]));
  }
  inRule(report, rule.Not, [...path, "Not"]);
  if (rule.Variable !== undefined) comparison(report, rule, path);
}

function comparison(report: Report, rule: JsonObject, path: readonly Segment[]): void {
  for (const operator of Object.keys(rule)) {
    const text = rule[operator];
    if (typeof text !== "string" || !OPERATOR.test(operator) || !isPath(text)) continue;
    report.findAt([...path, operator], "missing-path-suffix", { text: shorten(text, LONGEST), operator });
  }
}

const LONGEST = 60;
/** Operators with a Path form, without it. */
const OPERATOR = /^String(Equals|LessThan|GreaterThan)(Equals)?$/;

const isPath = (text: string): boolean => /^\$\$?\.[A-Za-z_]/.test(text) && treeOf(text)?.kind === "path";
