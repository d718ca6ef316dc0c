import { ExpressionSyntaxError } from "../../errors.js";
import type { Json, JsonObject } from "../../json.js";
import { isReferencePath, type PathTree, parse, type Tree } from "../../language/jsonpath/index.js";
import type { Segment } from "../location.js";
import { ANY, arrayOf, find, literal, type Member, type Origin, objectOf, type Shape, scalar } from "./shape.js";

/** What `$` and `$$` stand for in a payload template. */
export interface Roots {
  readonly document: Shape;
  /** Value of `$$.Map.Item.Value`, where there is one. */
  readonly item?: Shape;
}

/** The document a payload template makes. What holds no expression is shared, not copied. Linear in the template. */
export function shapeOfTemplate(template: Json, roots: Roots, origin: Origin): Shape {
  if (!holdsExpression(template)) return literal(template, origin);
  if (Array.isArray(template)) return arrayOf(template.map((item) => shapeOfTemplate(item, roots, origin)));
  return shapeOfObject(template as JsonObject, roots, origin);
}

function shapeOfObject(template: JsonObject, roots: Roots, origin: Origin): Shape {
  const members = new Map<string, Member>();
  for (const key of Object.keys(template)) {
    const value = template[key];
    const expression = key.endsWith(".$") && typeof value === "string";
    const shape = expression ? shapeOfExpression(value, roots) : shapeOfTemplate(value, roots, origin);
    members.set(expression ? key.slice(0, -2) : key, { shape, presence: "always" });
  }
  return objectOf(members, false, origin);
}

/** Templates are looked through once per level; `known` keeps that linear. */
function holdsExpression(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  const before = known.get(value);
  if (before !== undefined) return before;
  const found = Array.isArray(value)
    ? value.some(holdsExpression)
    : Object.keys(value).some((key) => key.endsWith(".$") || holdsExpression(value[key]));
  known.set(value, found);
  return found;
}

const known = new WeakMap<object, boolean>();

/** The value of a path or an intrinsic call; ANY for what does not parse. */
export function shapeOfExpression(text: string, roots: Roots): Shape {
  const tree = treeOf(text);
  return tree === undefined ? ANY : shapeOfTree(tree, roots);
}

/** What a text parses to; undefined for one that does not. */
export function treeOf(text: string): Tree | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

function shapeOfTree(tree: Tree, roots: Roots): Shape {
  if (tree.kind === "literal") return literal(tree.value, []);
  return tree.kind === "path" ? shapeOfPath(tree, roots) : (CALLS[tree.name] ?? ANY);
}

function shapeOfPath(path: PathTree, roots: Roots): Shape {
  const steps = stepsOf(path);
  if (steps === undefined) return ANY;
  if (path.root === "input") return valueAt(roots.document, steps);
  const isItem = path.root === "context" && roots.item !== undefined && ITEM.every((name, i) => steps[i] === name);
  return isItem ? valueAt(roots.item, steps.slice(ITEM.length)) : ANY;
}

const ITEM = ["Map", "Item", "Value"];

/** Where a path leads that is followed without an error. */
export function valueAt(shape: Shape, steps: readonly Segment[]): Shape {
  const found = find(shape, steps);
  const mayBePastEnd = found.presence !== "always" && typeof steps.at(-1) === "number";
  return found.presence === "never" || mayBePastEnd ? ANY : found.shape;
}

/** The names and indexes of a path that has nothing else. */
export function stepsOf(path: Tree): Segment[] | undefined {
  if (!isReferencePath(path)) return undefined;
  return path.steps.map((step) => (step.kind === "name" ? step.name : step.kind === "index" ? step.index : ""));
}

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
