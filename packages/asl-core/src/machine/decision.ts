import { toPointer } from "../definition/location.js";
import { ExpressionSyntaxError } from "../errors.js";
import { isObject, type Json, type JsonObject, own, stringify } from "../json.js";
import { compileJsonata, isExpressionText, parseJsonata, type Reference } from "../language/jsonata/index.js";
import type { Node as SyntaxNode } from "../language/jsonata/library.js";
import { compileOptionalPath } from "../language/jsonpath/index.js";
import type { Scope } from "../language/scope.js";
import { compileCondition, type Predicate } from "./choice.js";

/** One side of a comparison, or something a condition reads. */
export interface Operand {
  /** As written. */
  readonly text: string;
  /** A literal: its value is its text. */
  readonly constant: boolean;
  /** Where it ends in the text of its comparison; undefined where it does not stand there in one piece. */
  readonly end?: number;
  /** Undefined where there is nothing. Throws StatesError. */
  read(scope: Scope): Json | undefined;
}

/** A condition taken apart as far as its parts can be explained one by one. */
export type Decision = {
  /** As people read it. */
  readonly text: string;
  /** JSON pointer from the rule; of a part of a JSONata text that of the text. */
  readonly pointer: string;
  /** Throws StatesError. */
  readonly holds: Predicate;
} & (
  | { readonly op: "and" | "or"; readonly parts: readonly Decision[] }
  | { readonly op: "not"; readonly part: Decision }
  | { readonly op: "comparison"; readonly operands: readonly Operand[] }
);

/**
 * Takes a choice rule's condition apart for those who explain it: And, Or, Not and comparisons; of a JSONata Condition
 * `and`, `or`, `$not(…)`, parentheses and comparison operators. What cannot be taken further apart names what it reads.
 * Linear in the rule, but for JSONata texts, whose parts are parsed again at every level.
 */
export const decisionOf = (rule: JsonObject, jsonata: boolean): Decision =>
  jsonata ? jsonataDecision(rule.Condition) : ruleDecision(rule, "");

function ruleDecision(rule: JsonObject, pointer: string): Decision {
  const holds = compileCondition(rule, false, "");
  for (const [key, op] of [
    ["And", "and"],
    ["Or", "or"],
  ] as const) {
    const list = rule[key];
    if (!Array.isArray(list)) continue;
    const parts = (list as JsonObject[]).map((part, i) => ruleDecision(part, pointer + toPointer([key, i])));
    return { op, text: parts.map(({ text }) => text).join(` ${op} `), pointer, holds, parts };
  }
  if (!isObject(rule.Not)) return comparison(rule, pointer, holds);
  const part = ruleDecision(rule.Not, `${pointer}/Not`);
  return { op: "not", text: `not (${part.text})`, pointer, holds, part };
}

/** Fields of a rule that are no operator. */
const OTHERS = new Set(["Variable", "Next", "Assign", "Output", "Comment"]);

function comparison(rule: JsonObject, pointer: string, holds: Predicate): Decision {
  const operator = Object.keys(rule).find((key) => !OTHERS.has(key)) ?? "";
  const variable = String(rule.Variable);
  const operand = rule[operator] ?? null;
  const isPath = operator.endsWith("Path");
  const text = `${variable} ${operator} ${isPath ? String(operand) : stringify(operand)}`;
  const other = isPath ? pathOperand(String(operand)) : literal(operand);
  return { op: "comparison", text, pointer, holds, operands: [pathOperand(variable), { ...other, end: text.length }] };
}

const pathOperand = (text: string): Operand => ({
  text,
  constant: false,
  end: text.length,
  read: compileOptionalPath(text),
});
const literal = (value: Json): Operand => ({ text: stringify(value), constant: true, read: () => value });

function jsonataDecision(condition: Json | undefined): Decision {
  const holds = compileCondition({ Condition: condition ?? null }, true, "Condition");
  if (typeof condition === "string" && isExpressionText(condition))
    return { ...partOf(condition.slice(2, -2), 0), holds };
  const text = stringify(condition ?? null);
  return { op: "comparison", text, pointer: "/Condition", holds, operands: [] };
}

/** Parentheses and parts are parsed anew; nobody nests them deeper. */
const DEEPEST = 50;
const COMPARISONS = new Set(["=", "!=", "<", "<=", ">", ">=", "in"]);

function partOf(written: string, depth: number): Decision {
  const text = written.trim();
  const common = { text, pointer: "/Condition", holds: truth(text) };
  const ast = depth > DEEPEST ? undefined : syntaxOf(text);
  if (ast === undefined) return { ...common, op: "comparison", operands: readsIn(text) };
  const op = String(ast.value);
  if (ast.type === "binary" && (op === "and" || op === "or")) {
    const parts = chain(text, ast, op)?.map((part) => partOf(part, depth + 1));
    if (parts !== undefined) return { ...common, op, parts };
  }
  const inner = innerOf(text, ast);
  if (inner !== undefined && ast.type === "block") return { ...partOf(inner, depth + 1), text };
  if (inner !== undefined) return { ...common, op: "not", part: partOf(inner, depth + 1) };
  return { ...common, op: "comparison", operands: sidesOf(text, ast) ?? readsIn(text) };
}

function syntaxOf(text: string): SyntaxNode | undefined {
  try {
    return parseJsonata(`{%${text}%}`).ast;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

/** What stands left and right of an operator; positions of the library lie behind the token. */
function split(text: string, { value, position = 0 }: SyntaxNode): [string, string] | undefined {
  const op = String(value);
  if (text.slice(position - op.length, position) !== op) return undefined;
  const sides: [string, string] = [text.slice(0, position - op.length), text.slice(position)];
  return sides.every((side) => syntaxOf(side.trim()) !== undefined) ? sides : undefined;
}

/** `a and b and c` has three parts, however many operators make it: they nest on their left. */
function chain(text: string, ast: SyntaxNode, op: string): string[] | undefined {
  const parts: string[] = [];
  let left = text;
  for (let at = ast; at.type === "binary" && at.value === op; at = at.lhs as SyntaxNode) {
    const sides = split(left, at);
    if (sides === undefined) return undefined;
    left = sides[0];
    parts.unshift(sides[1]);
  }
  return [left, ...parts];
}

/** What is inside parentheses, or inside `$not(…)`, where that is all of the text. */
function innerOf(text: string, ast: SyntaxNode): string | undefined {
  const open = text.indexOf("(");
  if (open < 0 || !text.endsWith(")")) return undefined;
  const isNot = ast.type === "function" && ast.procedure?.value === "not" && ast.arguments?.length === 1;
  const isBlock = ast.type === "block" && ast.expressions?.length === 1 && ast.expressions[0].type !== "bind";
  if (!isNot && !(isBlock && open === 0)) return undefined;
  if (isNot && text.slice(0, open).trim() !== "$not") return undefined;
  const inner = text.slice(open + 1, -1).replace(/;\s*$/, "");
  return syntaxOf(inner.trim()) === undefined ? undefined : inner;
}

function sidesOf(text: string, ast: SyntaxNode): Operand[] | undefined {
  if (ast.type !== "binary" || !COMPARISONS.has(String(ast.value))) return undefined;
  const sides = split(text, ast);
  if (sides === undefined) return undefined;
  const [left, right] = sides.map((side) => expressionOperand(side.trim()));
  return [
    { ...left, end: sides[0].trimEnd().length },
    { ...right, end: text.length },
  ];
}

const LITERAL = /^(-?\d+(\.\d+)?([eE][-+]?\d+)?|"[^"\\]*"|'[^'\\]*'|true|false|null)$/;

/** In an object, a value that is nothing is just not there. */
function expressionOperand(text: string): Operand {
  const evaluate = compileJsonata(`{%{"value":(${text})}%}`, "Condition");
  const read = (scope: Scope): Json | undefined => own(evaluate(scope) as JsonObject, "value");
  return { text, constant: LITERAL.test(text), read };
}

/** What a condition that is no comparison reads from outside, each once, with the first place where it stands. */
function readsIn(text: string): Operand[] {
  const found = new Map<string, Operand>();
  for (const { name, path, offset } of readsOfText(text)) {
    const read = [`$${name}`, ...path.map(keyText)].join(".");
    const known = found.get(read) ?? expressionOperand(read);
    found.set(read, { ...known, end: known.end ?? endOf(read, text, offset - MARKER) });
  }
  return [...found.values()].sort((a, b) => (a.end ?? 0) - (b.end ?? 0));
}

const MARKER = "{%".length;

/** `$states` itself is no value that is of use. */
function readsOfText(text: string): readonly Reference[] {
  if (syntaxOf(text) === undefined) return [];
  const { variables } = parseJsonata(`{%${text}%}`);
  return variables.filter(({ name, path }) => name !== "states" || ROOTS.has(path[0]));
}

const ROOTS: ReadonlySet<string | undefined> = new Set(["input", "result", "errorOutput", "context"]);

const keyText = (key: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? key : `\`${key}\``);

/** Undefined where something else is written there, such as an index between two names. */
function endOf(read: string, text: string, offset: number): number | undefined {
  const end = offset + read.length;
  return text.startsWith(read, offset) && !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2)) ? end : undefined;
}

/** `and` and `or` take any value for true or false, as the conditional operator does. */
function truth(text: string): Predicate {
  let holds: Predicate | undefined;
  return (scope) => {
    holds ??= compileCondition({ Condition: `{%(${text}) ? true : false%}` }, true, "Condition");
    return holds(scope);
  };
}
