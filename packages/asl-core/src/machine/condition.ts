import { toPointer } from "../definition/location.js";
import type { Span } from "../definition/positions.js";
import { ExpressionSyntaxError } from "../errors.js";
import { isObject, type JsonObject, stringify } from "../json.js";
import { isExpressionText, parseJsonata } from "../language/jsonata/index.js";
import type { Node as SyntaxNode } from "../language/jsonata/library.js";
import { compileCondition, type Predicate } from "./choice.js";

/** One comparison of a condition, or one operand of a JSONata Condition's outermost `and` and `or`. */
export interface Comparison {
  readonly op: "comparison";
  /** As people read it: `$.total NumericGreaterThan 100`, or the JSONata text. */
  readonly text: string;
  /** The comparison as it is written; a JSONata text without markers. */
  readonly written: JsonObject | string;
  /** JSON pointer from the rule: "" where the rule is the comparison. */
  readonly pointer: string;
  /** The part of the text at `pointer`, where it is only a part. */
  readonly span?: Span;
  /** Throws StatesError where the rule's own predicate would. */
  readonly holds: Predicate;
}

/** A choice rule's condition, taken apart. */
export type Condition =
  | Comparison
  | { readonly op: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly op: "not"; readonly part: Condition };

/**
 * Takes a choice rule's condition apart into its comparisons, each with a predicate of its own: for those who want to
 * know more of a decision than the run itself must. Linear in the rule.
 */
export function conditionOf(rule: JsonObject, jsonata: boolean): Condition {
  return jsonata ? jsonataCondition(rule) : ruleCondition(rule, "");
}

function ruleCondition(rule: JsonObject, pointer: string): Condition {
  for (const [key, op] of OPERATORS) {
    const parts = rule[key];
    if (!Array.isArray(parts)) continue;
    const inside = (part: JsonObject, i: number) => ruleCondition(part, pointer + toPointer([key, i]));
    return { op, parts: (parts as JsonObject[]).map(inside) };
  }
  if (isObject(rule.Not)) return { op: "not", part: ruleCondition(rule.Not, `${pointer}/Not`) };
  return {
    op: "comparison",
    text: comparisonText(rule),
    written: rule,
    pointer,
    holds: compileCondition(rule, false, ""),
  };
}

const OPERATORS = [
  ["And", "and"],
  ["Or", "or"],
] as const;

/** Fields of a rule that are no operator. */
const OTHERS = new Set(["Variable", "Next", "Assign", "Output", "Comment"]);

function comparisonText(rule: JsonObject): string {
  const operator = Object.keys(rule).find((key) => !OTHERS.has(key)) ?? "";
  return `${String(rule.Variable)} ${operator} ${stringify(rule[operator] ?? null)}`;
}

function jsonataCondition({ Condition: text }: JsonObject): Condition {
  if (typeof text === "string" && isExpressionText(text)) {
    const span = { offset: 2, length: text.length - 4 };
    try {
      return operands(text, parseJsonata(text).ast, span, true);
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      return operand(text, span, true);
    }
  }
  return { op: "comparison", text: String(text), written: String(text), pointer: "/Condition", holds: condition(text) };
}

const condition = (text: JsonObject[string]): Predicate => compileCondition({ Condition: text }, true, "Condition");

/** Parentheses and functions are left whole; so is a condition of which a part does not parse by itself. */
function operands(text: string, ast: SyntaxNode, span: Span, whole: boolean): Condition {
  const op = ast.value;
  if ((op !== "and" && op !== "or") || ast.type !== "binary") return operand(text, span, whole);
  return { op, parts: chained(text, ast, span, op) };
}

/** `a and b and c` has three parts, however many operators make it: they nest on their left. */
function chained(text: string, ast: SyntaxNode, span: Span, op: "and" | "or"): Condition[] {
  if (ast.type !== "binary" || ast.value !== op) return [operands(text, ast, span, false)];
  const shift = 2 + (ast.position ?? 0);
  const left = { offset: span.offset, length: shift - op.length - span.offset };
  const right = { offset: shift, length: span.offset + span.length - shift };
  const parts = chained(text, ast.lhs as SyntaxNode, left, op);
  parts.push(operands(text, ast.rhs as SyntaxNode, right, false));
  return parts;
}

/** `and` and `or` take any value for true or false, as the conditional operator does. */
function operand(text: string, { offset, length }: Span, whole: boolean): Comparison {
  const written = text.slice(offset, offset + length);
  const start = offset + (written.length - written.trimStart().length);
  const source = written.trim();
  const pointer = "/Condition";
  if (whole) return { op: "comparison", text: source, written: source, pointer, holds: condition(text) };
  const span = { offset: start, length: source.length };
  return {
    op: "comparison",
    text: source,
    written: source,
    pointer,
    span,
    holds: condition(`{% (${source}) ? true : false %}`),
  };
}

/** A condition as people read it. */
export function conditionText(condition: Condition, outer = true): string {
  if (condition.op === "comparison") return condition.text;
  if (condition.op === "not") return `not (${conditionText(condition.part)})`;
  const text = condition.parts.map((part) => conditionText(part, false)).join(` ${condition.op} `);
  return outer ? text : `(${text})`;
}
