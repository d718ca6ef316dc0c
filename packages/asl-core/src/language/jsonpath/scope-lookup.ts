/** Paths of every root as closures over the scope. */
import { ExpressionSyntaxError } from "../../errors.js";
import { type Json, stringify } from "../../json.js";
import { memoize } from "../memo.js";
import type { Scope } from "../scope.js";
import { compileLookup, get, safeNames } from "./lookup.js";
import { parse } from "./parse.js";
import { compileQuery } from "./query.js";
import { isDefinite, type PathTree } from "./tree.js";

/** The value of a path in a scope, undefined where it finds nothing. Indefinite paths give a list, possibly empty. */
export type ScopeLookup = (scope: Scope) => Json | undefined;

/** The tree of a field that must be a path, not a call. */
export function pathOf(text: string): PathTree {
  const tree = parse(text);
  if (tree.kind === "path") return tree;
  throw new ExpressionSyntaxError("Expected a path", text, 0, text.length);
}

/** The closure for a text that must be a path; equal texts share it. Throws ExpressionSyntaxError. */
export const scopeLookupOf: (text: string) => ScopeLookup = memoize((text) => compileScopeLookup(pathOf(text)));

/** A closure over the scope for any path. */
export function compileScopeLookup(path: PathTree): ScopeLookup {
  const isWhole = path.steps.length === 0;
  const find = isDefinite(path) ? compileLookup(path.steps) : compileQuery(path);
  switch (path.root) {
    case "context":
      return isWhole ? (scope) => scope.context() : (scope) => find(scope.context());
    case "variable":
      return fromVariable(path.name, find);
    default:
      return fromInput(path, find);
  }
}

/** Short paths into the input are most of all paths; they save one call. */
function fromInput(path: PathTree, find: (root: Json) => Json | undefined): ScopeLookup {
  const [a, b, c] = safeNames(path.steps) ?? [];
  if (a === undefined) return path.steps.length === 0 ? (scope) => scope.input : (scope) => find(scope.input);
  switch (path.steps.length) {
    case 1:
      return (scope) => get(scope.input, a);
    case 2:
      return (scope) => get(get(scope.input, a), b);
    case 3:
      return (scope) => get(get(get(scope.input, a), b), c);
    default:
      return (scope) => find(scope.input);
  }
}

function fromVariable(name: string, find: (root: Json) => Json | undefined): ScopeLookup {
  return (scope) => {
    const value = scope.variable(name);
    return value === undefined ? undefined : find(value);
  };
}

/** The document a path is searched in; undefined where the variable was never assigned. */
export function rootOf(path: PathTree, scope: Scope): Json | undefined {
  if (path.root === "context") return scope.context();
  return path.root === "variable" ? scope.variable(path.name) : scope.input;
}

/** The document that was searched, as error texts show it; for a variable, the state's input. */
export const printRoot = (path: PathTree, scope: Scope): string =>
  stringify(path.root === "context" ? scope.context() : scope.input);
