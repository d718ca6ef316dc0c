/**
 * Filters, `[?(…)]`, compiled from the tree to predicates over one candidate value; no text is ever evaluated.
 * Values compare as in Jayway: equal values need equal types, an order exists between numbers and between strings, and
 * a comparison with a path that finds nothing is false.
 */
import { deepEqual, isObject, type Json } from "../../json.js";
import { compilePattern } from "./pattern.js";
import type { Operand, Operator, Test } from "./tree.js";
import { visit, visitAll } from "./work.js";

/** `candidate` is what `@` means, `root` what `$` means. */
export type Predicate = (candidate: Json, root: Json) => boolean;
type Value = (candidate: Json, root: Json) => Json | undefined;

/** How a path inside a filter is read; query.ts passes its own compiler, which needs this file in turn. */
export type PathCompiler = (path: Operand & { kind: "path" }) => (root: Json) => Json | undefined;

/** The predicate of a filter. Linear in the candidate for `in` and its like, else in what its paths touch. */
export function compileTest(test: Test, compilePath: PathCompiler): Predicate {
  switch (test.kind) {
    case "and": {
      const [left, right] = [compileTest(test.left, compilePath), compileTest(test.right, compilePath)];
      return (candidate, root) => left(candidate, root) && right(candidate, root);
    }
    case "or": {
      const [left, right] = [compileTest(test.left, compilePath), compileTest(test.right, compilePath)];
      return (candidate, root) => left(candidate, root) || right(candidate, root);
    }
    case "not": {
      const operand = compileTest(test.operand, compilePath);
      return (candidate, root) => !operand(candidate, root);
    }
    case "exists": {
      const value = compileOperand(test.path, compilePath);
      return (candidate, root) => value(candidate, root) !== undefined;
    }
    case "match":
      return compileMatch(test, compilePath);
    case "compare":
      return compileComparison(test, compilePath);
  }
}

function compileOperand(operand: Operand, compilePath: PathCompiler): Value {
  if (operand.kind === "value") return () => operand.value;
  const find = compilePath(operand);
  return operand.root === "current" ? (candidate) => find(candidate) : (_, root) => find(root);
}

function compileMatch(test: Test & { kind: "match" }, compilePath: PathCompiler): Predicate {
  const value = compileOperand(test.operand, compilePath);
  const matches = compilePattern(test.source, test.flags);
  return (candidate, root) => {
    const text = value(candidate, root);
    return typeof text === "string" && matches(text);
  };
}

function compileComparison(test: Test & { kind: "compare" }, compilePath: PathCompiler): Predicate {
  const left = compileOperand(test.left, compilePath);
  const right = compileOperand(test.right, compilePath);
  const holds = OPERATORS[test.operator];
  return (candidate, root) => {
    const [a, b] = [left(candidate, root), right(candidate, root)];
    return a !== undefined && b !== undefined && holds(a, b);
  };
}

/** Structural equality; comparing objects or arrays counts as visiting them. */
function equal(a: Json, b: Json): boolean {
  if (typeof a === "object" && typeof b === "object" && a !== b) visitAll(a);
  return deepEqual(a, b);
}

function includes(list: Json, value: Json): boolean {
  if (!Array.isArray(list)) return false;
  visit(list.length);
  return list.some((item) => equal(item, value));
}

function includesText(text: string, part: string): boolean {
  visit(text.length / 64);
  return text.includes(part);
}

const OPERATORS: Record<Operator, (a: Json, b: Json) => boolean> = {
  "==": equal,
  "!=": (a, b) => !equal(a, b),
  "<": (a, b) => order(a, b) < 0,
  "<=": (a, b) => order(a, b) <= 0,
  ">": (a, b) => order(a, b) > 0,
  ">=": (a, b) => order(a, b) >= 0,
  in: (a, b) => includes(b, a),
  nin: (a, b) => !includes(b, a),
  contains: (a, b) => (typeof a === "string" && typeof b === "string" ? includesText(a, b) : includes(a, b)),
  size: (a, b) => sizeOf(a) === b,
  empty: (a, b) => (sizeOf(a) === 0) === b,
  anyof: (a, b) => Array.isArray(a) && a.some((item) => includes(b, item)),
  noneof: (a, b) => Array.isArray(a) && !a.some((item) => includes(b, item)),
  subsetof: (a, b) => Array.isArray(a) && a.every((item) => includes(b, item)),
};

/** Negative, zero or positive; NaN, for which every comparison is false, where there is no order. */
function order(a: Json, b: Json): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  return Number.NaN;
}

function sizeOf(value: Json): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (!isObject(value)) return undefined;
  const { length } = Object.keys(value);
  visit(length);
  return length;
}
