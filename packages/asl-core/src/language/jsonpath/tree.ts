/**
 * The syntax tree of JSONPath-mode expressions. Plain data; `offset` and `end` count UTF-16 units inside the text that
 * was parsed (`end` is exclusive), so a diagnostic can point at any part.
 */
import type { Json } from "../../json.js";

/** Where a part stands in the text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly offset: number;
  readonly end: number;
}

/** A whole expression. */
export type ExpressionTree = PathTree | CallTree;

/** A whole expression or an argument of a call, which may be a literal. */
export type Tree = ExpressionTree | LiteralTree;

/** `$…`, `$$…`, `$name…`; `@…` only inside filters. `name` is the variable's, and empty for the other roots. */
export interface PathTree extends Span {
  readonly kind: "path";
  readonly root: "input" | "context" | "variable" | "current";
  readonly name: string;
  readonly steps: readonly Step[];
}

/** `States.Name(…)`; `name` is the part after `States.`. */
export interface CallTree extends Span {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Tree[];
}

/** `raw` is the text between the quotes of a string with its escapes still in place: States.Format needs to tell `\{` from `{`. */
export interface LiteralTree extends Span {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  readonly raw: string;
}

/** One step of a path. */
export type Step = Span &
  (
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "names"; readonly names: readonly string[] }
    | { readonly kind: "index"; readonly index: number }
    | { readonly kind: "indexes"; readonly indexes: readonly number[] }
    | { readonly kind: "slice"; readonly from: number | null; readonly to: number | null }
    | { readonly kind: "wildcard" }
    /** `..`: what follows applies to the value and to everything below it. Always followed by another step. */
    | { readonly kind: "descend" }
    | { readonly kind: "filter"; readonly test: Test }
  );

/** What a filter asks of a candidate. */
export type Test =
  | { readonly kind: "and" | "or"; readonly left: Test; readonly right: Test }
  | { readonly kind: "not"; readonly operand: Test }
  | { readonly kind: "exists"; readonly path: PathTree }
  | { readonly kind: "compare"; readonly operator: Operator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "match"; readonly operand: Operand; readonly source: string; readonly flags: string };

/** Comparisons, in one spelling each. */
export type Operator =
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "nin"
  | "contains"
  | "size"
  | "empty"
  | "anyof"
  | "noneof"
  | "subsetof";

/** One side of a comparison: a path or a literal. */
export type Operand = PathTree | { readonly kind: "value"; readonly value: Json };

/** True where a path names one place, so that its value is the value there and not a list of matches. */
export function isDefinite(path: PathTree): boolean {
  return path.steps.every((step, i) => {
    if (step.kind === "names") return i === path.steps.length - 1;
    return step.kind === "name" || step.kind === "index";
  });
}

/** True for the paths that ResultPath, ItemsPath and their like accept: no `@ .. , : ? *` (specification, Reference Paths). */
export function isReferencePath(tree: Tree): tree is PathTree {
  return tree.kind === "path" && tree.steps.every((step) => step.kind === "name" || step.kind === "index");
}

/** Names of the variables an expression reads, each once, in order of appearance. */
export function variablesOf(tree: Tree): string[] {
  return [
    ...new Set(
      pathsOf(tree)
        .filter((path) => path.root === "variable")
        .map((path) => path.name),
    ),
  ];
}

/** All paths of an expression: itself, arguments of calls at any depth, and those inside filters. */
export function pathsOf(tree: Tree): PathTree[] {
  if (tree.kind === "literal") return [];
  if (tree.kind === "call") return tree.arguments.flatMap(pathsOf);
  const inner = tree.steps.flatMap((step) => (step.kind === "filter" ? pathsOfTest(step.test) : []));
  return [tree, ...inner];
}

function pathsOfTest(test: Test): PathTree[] {
  switch (test.kind) {
    case "and":
    case "or":
      return [...pathsOfTest(test.left), ...pathsOfTest(test.right)];
    case "not":
      return pathsOfTest(test.operand);
    case "exists":
      return pathsOf(test.path);
    case "compare":
      return [...pathsOfOperand(test.left), ...pathsOfOperand(test.right)];
    case "match":
      return pathsOfOperand(test.operand);
  }
}

const pathsOfOperand = (operand: Operand): PathTree[] => (operand.kind === "path" ? pathsOf(operand) : []);
