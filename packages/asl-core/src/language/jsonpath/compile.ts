/**
 * Trees → expressions. A definite path becomes a closure of some nanoseconds; everything that can be decided from the
 * text is decided here, and the words for a miss are made only when one happens.
 */
import { StatesError } from "../../errors.js";
import type { Json } from "../../json.js";
import type { Expression } from "../expression.js";
import { compileCall } from "../intrinsics/call.js";
import { memoize } from "../memo.js";
import type { Scope } from "../scope.js";
import { explainMiss } from "./missing.js";
import { parse } from "./parse.js";
import { pathOf, printRoot, rootOf, type ScopeLookup, scopeLookupOf } from "./scope-lookup.js";
import type { CallTree, PathTree } from "./tree.js";

/**
 * Any JSONPath-mode value of a `.$` key: a `$…`, `$$…` or `$variable…` path, or an intrinsic call. `field` is the name
 * AWS prints in errors, such as "value.$". Where a definite path finds nothing the expression throws
 * `The JSONPath '…' specified for the field '…' could not be found in the input '…'` (recorded: test_invalid_jsonpath);
 * an index past the end of an array gives null. Throws ExpressionSyntaxError.
 */
export function compileJsonPathExpression(text: string, field: string): Expression {
  const tree = parse(text);
  if (tree.kind === "call") return callOf(text);
  const find = scopeLookupOf(text);
  return (scope) => {
    const value = find(scope);
    return value !== undefined ? value : missingInTemplate(tree, text, field, scope);
  };
}

const callOf = memoize((text) => compileCall(parse(text) as CallTree, text));

function missingInTemplate(path: PathTree, text: string, field: string, scope: Scope): Json {
  const root = rootOf(path, scope);
  if (explainMiss(path, root).pastEnd) return null;
  const input = printRoot(path, scope);
  throw new StatesError(
    "States.Runtime",
    `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${input}'`,
    field,
  );
}

/**
 * A plain path field: InputPath, OutputPath, ItemsPath, Variable, SecondsPath, … A miss throws what `missing` makes of
 * the path and Jayway's sentence; by default States.Runtime `Invalid path '$.A' : No results for path: $['A']`
 * (recorded: test_catch_states_runtime). Throws ExpressionSyntaxError.
 */
export function compilePath(
  text: string,
  options: { missing?: (path: string, detail: string) => StatesError } = {},
): Expression {
  const path = pathOf(text);
  const find = scopeLookupOf(text);
  const missing = options.missing ?? invalidPath;
  return (scope) => {
    const value = find(scope);
    if (value !== undefined) return value;
    throw missing(text, explainMiss(path, rootOf(path, scope)).detail);
  };
}

const invalidPath = (path: string, detail: string): StatesError =>
  new StatesError("States.Runtime", `Invalid path '${path}' : ${detail}`);

/** For Choice operands and IsPresent: undefined instead of an error where nothing is found. Throws ExpressionSyntaxError. */
export const compileOptionalPath = (text: string): ScopeLookup => scopeLookupOf(text);
