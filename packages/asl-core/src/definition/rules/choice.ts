import { isObject, type Json, type JsonObject } from "../../json.js";
import type { Check, Report } from "../report.js";
import { isExpression, jsonataText, jsonataValue, path, referencePath } from "./expressions.js";
import { type Field, type FieldTable, fields, fieldTable } from "./fields.js";
import {
  boolean,
  countGiven,
  needFields,
  nonEmptyList,
  number,
  onlyOne,
  text,
  timestamp,
  wrongType,
} from "./values.js";
import { assign } from "./variables.js";

/** Choice rules: combinators and the 39 operators. */

const ORDERED = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];
const FAMILIES: [name: string, operators: string[], operand: Check][] = [
  ["String", ORDERED, text],
  ["Numeric", ORDERED, number(-Infinity)],
  ["Boolean", ["Equals"], boolean],
  ["Timestamp", ORDERED, timestamp],
];
const TYPE_TESTS = ["IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"];

/** Variable and operands that are paths. AWS's sentence for what does not start with `$` differs from other fields. */
const operandPath: Check = (report, value) => {
  if (typeof value !== "string" || value.startsWith("$")) path(report, value);
  else referencePath(report, value);
};

function operatorTable(): FieldTable {
  const table: Record<string, Field> = { StringMatches: { check: text, language: "JSONPath" } };
  for (const [family, operators, check] of FAMILIES)
    for (const operator of operators) {
      table[family + operator] = { check, language: "JSONPath" };
      table[`${family}${operator}Path`] = { check: operandPath, language: "JSONPath" };
    }
  for (const test of TYPE_TESTS) table[test] = { check: boolean, language: "JSONPath" };
  return fieldTable(table);
}

const OPERATORS = operatorTable();
const OPERATOR_NAMES = Object.keys(OPERATORS);

const comparison: Check = (report, value) => rule(report, value, COMPARISON);

const COMPARISON: FieldTable = fieldTable({
  Variable: { check: operandPath, language: "JSONPath" },
  ...OPERATORS,
  And: { check: nonEmptyList(comparison), language: "JSONPath" },
  Or: { check: nonEmptyList(comparison), language: "JSONPath" },
  Not: { check: comparison, language: "JSONPath" },
  Comment: { check: text },
});

const condition: Check = (report, value) => {
  if (typeof value === "boolean") return;
  if (typeof value !== "string") return wrongType(report, "string", value);
  if (isExpression(value)) jsonataText(report, value);
  else report.find("half-open-jsonata", { hint: "Write true, false, or an expression between {% and %}." });
};

const RULE: FieldTable = fieldTable({
  ...COMPARISON,
  Condition: { check: condition, language: "JSONata" },
  Next: { check: text },
  Assign: { check: assign },
  Output: { check: jsonataValue, language: "JSONata" },
});

const topRule: Check = (report, value) => {
  if (isObject(value) && !needFields(report, value, ["Next"])) report.breakTransitions();
  rule(report, value, RULE);
};

/** The list under Choices. */
export const choices: Check = nonEmptyList(topRule);

function rule(report: Report, value: Json, table: FieldTable): void {
  if (!isObject(value)) {
    wrongType(report, "object", value);
    return;
  }
  fields(report, value, table);
  if (report.language === "JSONata") conditionGiven(report, value);
  else operatorGiven(report, value);
}

function conditionGiven(report: Report, value: JsonObject): void {
  if (value.Condition === undefined && value.Variable === undefined)
    report.find("choice-kind", { hint: 'Write "Condition": "{% … %}".' });
}

const KINDS = ["And", "Or", "Not", "Variable"];
const KIND_HINTS = [
  "Write Variable and one comparison, or And, Or, Not.",
  "Ask several things at once with And or Or.",
];

function operatorGiven(report: Report, value: JsonObject): void {
  const kinds = countGiven(value, KINDS);
  if (kinds !== 1 && value.Condition === undefined)
    report.find("choice-kind", { hint: KIND_HINTS[kinds === 0 ? 0 : 1] });
  if (value.Variable === undefined) return;
  const given = Object.keys(value).filter((name) => OPERATORS[name] !== undefined);
  if (given.length > 1) onlyOne(report, value, given);
  else if (given.length === 0)
    report.find("none-of", {
      fields: OPERATOR_NAMES.join(", "),
      hint: "Say what to compare it with: StringEquals, IsPresent and so on.",
    });
}
