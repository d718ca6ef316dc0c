import type { Json } from "../../json.js";
import { isReferencePath, type PathTree, parse, type Tree } from "../../language/jsonpath/index.js";
import type { Segment } from "../location.js";
import { parsed } from "./parsed.js";
import { ANY, arrayOf, find, literal, type Origin, type Shape, scalar } from "./shape.js";
import { shapeOfValue } from "./shape-of-value.js";

/** What `$` and `$$` stand for in a payload template. */
export interface Roots {
  readonly document: Shape;
  /** Value of `$$.Map.Item.Value`, where there is one. */
  readonly item?: Shape;
}

/** The document a payload template makes. Linear in the template. */
export const shapeOfTemplate = (template: Json, roots: Roots, origin: Origin): Shape =>
  shapeOfValue(
    template,
    (text, key) => (key.endsWith(".$") ? { key: key.slice(0, -2), shape: shapeOfExpression(text, roots) } : undefined),
    origin,
  );

/** The value of a path or an intrinsic call; ANY for what does not parse. */
export function shapeOfExpression(text: string, roots: Roots): Shape {
  const tree = treeOf(text);
  return tree === undefined ? ANY : shapeOfTree(tree, roots);
}

/** What a text parses to; undefined for one that does not. */
export const treeOf = (text: string): Tree | undefined => parsed(parse, text);

function shapeOfTree(tree: Tree, roots: Roots): Shape {
  if (tree.kind === "literal") return literal(tree.value, []);
  return tree.kind === "path" ? shapeOfPath(tree, roots) : (CALLS[tree.name] ?? ANY);
}

function shapeOfPath(path: PathTree, roots: Roots): Shape {
  const steps = stepsOf(path);
  if (steps === undefined) return ANY;
  if (path.root === "input") return resultAt(roots.document, steps);
  const isItem = path.root === "context" && roots.item !== undefined && ITEM.every((name, i) => steps[i] === name);
  return isItem ? resultAt(roots.item, steps.slice(ITEM.length)) : ANY;
}

const ITEM = ["Map", "Item", "Value"];

/** What is where a path leads that is followed without an error. */
function resultAt(shape: Shape, steps: readonly Segment[]): Shape {
  const found = find(shape, steps);
  const mayBePastEnd = found.presence !== "always" && typeof steps.at(-1) === "number";
  return found.presence === "never" || mayBePastEnd ? ANY : found.shape;
}

/** The names and indexes of a path that has nothing else. */
export function stepsOf(path: Tree): Segment[] | undefined {
  if (!isReferencePath(path)) return undefined;
  return path.steps.map((step) => (step.kind === "name" ? step.name : step.kind === "index" ? step.index : ""));
}

/** Steps as a path writes them: `.name[0]`. */
export const stepsText = (steps: readonly Segment[]): string =>
  steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");

const TEXT = scalar("string");
const NUMBER = scalar("number");
const LIST = arrayOf(ANY);

/** What intrinsic functions give, where it does not depend on what they are given. */
const CALLS: Readonly<Record<string, Shape | undefined>> = Object.assign(Object.create(null), {
  Format: TEXT,
  JsonToString: TEXT,
  Base64Encode: TEXT,
  Base64Decode: TEXT,
  Hash: TEXT,
  UUID: TEXT,
  Array: LIST,
  ArrayPartition: LIST,
  ArrayRange: LIST,
  ArrayUnique: LIST,
  StringSplit: LIST,
  ArrayLength: NUMBER,
  MathAdd: NUMBER,
  MathRandom: NUMBER,
  ArrayContains: scalar("boolean"),
});

/** Every path of an expression that is followed whatever the data: itself, or an argument of a call. */
export function pathsRead(tree: Tree): PathTree[] {
  if (tree.kind === "path") return [tree];
  return tree.kind === "call" ? tree.arguments.flatMap(pathsRead) : [];
}
