import { toPointer } from "../definition/location.js";
import { ExpressionSyntaxError } from "../errors.js";
import { isObject, type Json, own } from "../json.js";
import { isExpressionText, parseJsonata } from "../language/jsonata/index.js";
import type { Node as SyntaxNode } from "../language/jsonata/library.js";
import { type ExpressionTree, type PathTree, parse, pathsOf, type Tree } from "../language/jsonpath/index.js";
import type { Read } from "./reads.js";

/** Keys into a JSON value, as a JSON pointer has them: indexes are texts too. */
export type Keys = readonly string[];

/** Where a part of what a field gives comes from. `pointer` leads from the field to what is written there. */
export type Origin =
  /** Written there. */
  | { readonly kind: "literal"; readonly pointer: string; readonly value: Json }
  /** What is at `keys` of what is read. */
  | {
      readonly kind: "read";
      readonly pointer: string;
      readonly read: Read;
      readonly keys: Keys;
      readonly text: string;
    }
  /** The first of these that has anything there: layers of a merge. */
  | {
      readonly kind: "layers";
      readonly pointer: string;
      readonly origins: readonly Origin[];
      readonly text: string;
      readonly reads: readonly Read[];
    }
  /** One of these; the text alone does not tell which. */
  | {
      readonly kind: "either";
      readonly pointer: string;
      readonly text: string;
      readonly origins: readonly Origin[];
      readonly reads: readonly Read[];
    }
  /** Computed from what it reads. */
  | { readonly kind: "expression"; readonly pointer: string; readonly text: string; readonly reads: readonly Read[] }
  /** An object or array that is put together here. */
  | { readonly kind: "assembled"; readonly pointer: string; readonly reads: readonly Read[] }
  /** The field does not give anything there. */
  | { readonly kind: "nothing" };

/**
 * Where the value at `keys` of what a field gives comes from. `field`: what is written in the definition; JSONPath: a payload
 * template. Linear in the field.
 */
export const originIn = (field: Json, keys: Keys, jsonata: boolean): Origin => inValue(field, keys, jsonata, "");

/** The same for a field that is one path or call: InputPath, ItemsPath, OutputPath. */
export const originOfPath = (text: string, keys: Keys): Origin => inText(text, keys, false, "");

/** Reads that are listed of one field. */
const MOST = 50;

function inValue(value: Json, keys: Keys, jsonata: boolean, pointer: string): Origin {
  if (jsonata && typeof value === "string" && isExpressionText(value)) return inText(value, keys, true, pointer);
  if (keys.length === 0) {
    const reads = readsIn(value, jsonata);
    return reads.length === 0 && !holdsExpression(value, jsonata)
      ? { kind: "literal", pointer, value }
      : { kind: "assembled", pointer, reads };
  }
  const [key, ...rest] = keys;
  if (Array.isArray(value)) {
    const item = value[Number(key)];
    return item === undefined ? { kind: "nothing" } : inValue(item, rest, jsonata, `${pointer}/${key}`);
  }
  if (!isObject(value)) return { kind: "nothing" };
  const path = jsonata ? undefined : own(value, `${key}.$`);
  if (typeof path === "string") return inText(path, rest, false, pointer + toPointer([`${key}.$`]));
  const member = own(value, key);
  return member === undefined ? { kind: "nothing" } : inValue(member, rest, jsonata, pointer + toPointer([key]));
}

function inText(text: string, keys: Keys, jsonata: boolean, pointer: string): Origin {
  try {
    return jsonata ? new JsonataText(text, pointer).origin(keys) : inTree(parse(text), text, keys, pointer);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return { kind: "expression", pointer, text, reads: [] };
    throw error;
  }
}

function holdsExpression(value: Json, jsonata: boolean): boolean {
  if (typeof value === "string") return jsonata && isExpressionText(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([key, member]) => (!jsonata && key.endsWith(".$")) || holdsExpression(member, jsonata),
  );
}

/** What the expressions inside a template read. */
function readsIn(value: Json, jsonata: boolean, found: Read[] = []): Read[] {
  if (found.length >= MOST) return found;
  if (typeof value === "string") {
    if (jsonata && isExpressionText(value)) found.push(...readsOfText(value, true));
  } else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value)) {
      if (!jsonata && key.endsWith(".$") && typeof member === "string") found.push(...readsOfText(member, false));
      else readsIn(member, jsonata, found);
    }
  return distinct(found);
}

function readsOfText(text: string, jsonata: boolean): Read[] {
  const origin = inText(text, [], jsonata, "");
  if (origin.kind === "read") return [origin.read];
  return "reads" in origin ? [...origin.reads] : [];
}

const distinct = (reads: readonly Read[]): Read[] => {
  const seen = new Map(reads.map((read) => [JSON.stringify(read), read]));
  return [...seen.values()].slice(0, MOST);
};

// JSONPath

function inTree(tree: ExpressionTree, text: string, keys: Keys, pointer: string): Origin {
  const reads = distinct(pathsOf(tree).flatMap(readOfTree));
  const opaque: Origin = { kind: "expression", pointer, text, reads };
  if (tree.kind === "path")
    return isPlain(tree) ? { kind: "read", pointer, read: readOfTree(tree)[0], keys, text } : opaque;
  if (tree.name === "JsonMerge" && keys.length > 0)
    return {
      kind: "layers",
      pointer,
      text,
      reads,
      origins: [tree.arguments[1], tree.arguments[0]].map((one) => inArgument(one, text, keys, pointer)),
    };
  const member = tree.name === "Array" && keys.length > 0 ? tree.arguments[Number(keys[0])] : undefined;
  return member === undefined ? opaque : inArgument(member, text, keys.slice(1), pointer);
}

const inArgument = (tree: Tree, text: string, keys: Keys, pointer: string): Origin =>
  tree.kind === "literal" ? { kind: "literal", pointer, value: tree.value } : inTree(tree, text, keys, pointer);

const isPlain = ({ steps }: PathTree): boolean =>
  steps.every((step) => step.kind === "name" || (step.kind === "index" && step.index >= 0));

/** As far as the path names one place. */
function readOfTree({ root, name, steps }: PathTree): Read[] {
  if (root === "current") return [];
  const path: (string | number)[] = [];
  for (const step of steps) {
    if (step.kind === "name") path.push(step.name);
    else if (step.kind === "index" && step.index >= 0) path.push(step.index);
    else break;
  }
  return [{ root, name, path }];
}

// JSONata

/** What a name that the expression itself binds stands for. */
type Bindings = ReadonlyMap<string, { readonly node: SyntaxNode; readonly bindings: Bindings }>;
const NONE: Bindings = new Map();
const ROOTS: Record<string, Read["root"]> = {
  input: "input",
  result: "result",
  errorOutput: "error",
  context: "context",
};
/** Levels of an expression that are looked into. */
const DEEPEST = 100;

class JsonataText {
  private readonly ast: SyntaxNode;
  /** Names the expression takes from outside. */
  private readonly outer: ReadonlySet<string>;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly pointer: string,
  ) {
    const { ast, variables } = parseJsonata(text);
    this.ast = ast;
    this.outer = new Set(variables.map(({ name }) => name));
  }

  origin(keys: Keys): Origin {
    return this.of(this.ast, keys, NONE);
  }

  private of(node: SyntaxNode, keys: Keys, bindings: Bindings): Origin {
    if (++this.depth > DEEPEST || node.group !== undefined || node.keepArray) return this.opaque(node);
    const { pointer } = this;
    switch (node.type) {
      case "string":
      case "number":
      case "value":
        return keys.length === 0 ? { kind: "literal", pointer, value: node.value as Json } : { kind: "nothing" };
      case "variable":
      case "path":
        return this.path(node, keys, bindings);
      case "unary":
        if (node.value === "{") return this.object(node, keys, bindings);
        return node.value === "[" ? this.array(node, keys, bindings) : this.opaque(node);
      case "block":
        return this.block(node, keys, bindings);
      case "condition":
        return this.condition(node, keys, bindings);
      case "function":
        return this.call(node, keys, bindings);
      default:
        return this.opaque(node);
    }
  }

  private get source(): string {
    return this.text.slice(2, -2).trim();
  }

  private opaque(node: SyntaxNode): Origin {
    return { kind: "expression", pointer: this.pointer, text: this.source, reads: this.reads(node) };
  }

  private path(node: SyntaxNode, keys: Keys, bindings: Bindings): Origin {
    const steps = node.type === "path" ? node.steps! : [node];
    const path = steps.slice(1).flatMap(stepKeys);
    const [first] = steps;
    const indexes = indexesOf(first);
    if (first.type !== "variable" || indexes === undefined || path.includes(undefined)) return this.opaque(node);
    const name = String(first.value);
    const rest = [...indexes, ...(path as (string | number)[])];
    const bound = bindings.get(name);
    if (bound !== undefined) return this.of(bound.node, [...rest.map(String), ...keys], bound.bindings);
    const read = this.outer.has(name) ? readFrom(name, rest, keys) : undefined;
    return read === undefined ? this.opaque(node) : { kind: "read", pointer: this.pointer, text: this.source, ...read };
  }

  private object(node: SyntaxNode, keys: Keys, bindings: Bindings): Origin {
    const pairs = node.lhs as [SyntaxNode, SyntaxNode][];
    if (keys.length === 0) return { kind: "assembled", pointer: this.pointer, reads: this.reads(node) };
    const member = pairs.findLast(([key]) => key.type === "string" && key.value === keys[0]);
    if (member !== undefined) return this.of(member[1], keys.slice(1), bindings);
    return pairs.every(([key]) => key.type === "string") ? { kind: "nothing" } : this.opaque(node);
  }

  /** Members that are arrays are spread, so that only the value can tell. */
  private array(node: SyntaxNode, keys: Keys, bindings: Bindings): Origin {
    const reads = this.reads(node);
    if (keys.length === 0) return { kind: "assembled", pointer: this.pointer, reads };
    const member = node.expressions?.[Number(keys[0])];
    const origin = member && this.of(member, keys.slice(1), bindings);
    if (origin?.kind !== "read" && origin?.kind !== "literal") return this.opaque(node);
    return { kind: "either", pointer: this.pointer, text: this.source, origins: [origin], reads };
  }

  private block(node: SyntaxNode, keys: Keys, bindings: Bindings): Origin {
    const expressions = node.expressions ?? [];
    const known = new Map(bindings);
    for (const [i, expression] of expressions.entries()) {
      if (i === expressions.length - 1) return this.of(expression, keys, known);
      if (expression.type !== "bind") return this.opaque(node);
      known.set(String((expression.lhs as SyntaxNode).value), { node: expression.rhs!, bindings: new Map(known) });
    }
    return this.opaque(node);
  }

  private condition(node: SyntaxNode, keys: Keys, bindings: Bindings): Origin {
    const { then, else: other } = node;
    if (then === undefined || other === undefined) return this.opaque(node);
    const origins = [then, other].map((one) => this.of(one, keys, bindings));
    return { kind: "either", pointer: this.pointer, text: this.source, origins, reads: this.reads(node) };
  }

  /** `$merge([a, b])`: the last one that has the key. */
  private call(node: SyntaxNode, keys: Keys, bindings: Bindings): Origin {
    const [list] = node.arguments ?? [];
    const isMerge = node.procedure?.value === "merge" && !this.outer.has("merge") && !bindings.has("merge");
    if (!isMerge || list?.value !== "[" || list.type !== "unary" || keys.length === 0) return this.opaque(node);
    const layers = list.expressions ?? [];
    const origins = layers.map((one) => this.of(one, keys, bindings)).reverse();
    const isKnown = layers.every((one, i) => isObjectText(one) || origins.at(-1 - i)?.kind === "read");
    return isKnown
      ? { kind: "layers", pointer: this.pointer, origins, text: this.source, reads: this.reads(node) }
      : this.opaque(node);
  }

  private reads(node: SyntaxNode): Read[] {
    const found: Read[] = [];
    const pending: unknown[] = [node];
    for (let seen = 0; pending.length > 0 && seen < 10_000; seen++) {
      const next = pending.pop();
      if (Array.isArray(next)) pending.push(...next.slice().reverse());
      else if (typeof next === "object" && next !== null) this.readsOf(next as SyntaxNode, found, pending);
    }
    return distinct(found);
  }

  private readsOf(node: SyntaxNode, found: Read[], pending: unknown[]): void {
    const steps = node.type === "path" ? (node.steps ?? []) : [node];
    const [first, ...rest] = steps;
    const name = first?.type === "variable" ? String(first.value) : "";
    if (this.outer.has(name)) {
      const path: (string | number)[] = [];
      for (const step of rest) {
        const keys = step.type === "name" ? [String(step.value)] : [];
        if (keys.length === 0) break;
        path.push(...keys);
      }
      const read = readFrom(name, path, []);
      if (read !== undefined) found.push(read.read);
      pending.push(rest, first.predicate ?? [], first.stages ?? []);
    } else pending.push(Object.values(node));
  }
}

/** An object constructor, which gives what its text says. */
const isObjectText = ({ type, value }: SyntaxNode): boolean => type === "unary" && value === "{";

/** Keys of one step of a path; one undefined where it selects in another way. */
function stepKeys(step: SyntaxNode): (string | number | undefined)[] {
  const indexes = step.type === "name" ? indexesOf(step) : undefined;
  return indexes === undefined ? [undefined] : [String(step.value), ...indexes];
}

/** Literal indexes behind a step; undefined where there is anything else. */
function indexesOf({ predicate = [], stages = [], focus, index }: SyntaxNode): number[] | undefined {
  if (focus !== undefined || index !== undefined) return undefined;
  const indexes: number[] = [];
  for (const { type, expr } of [...predicate, ...stages]) {
    const value = type === "filter" && expr.type === "number" ? Number(expr.value) : -1;
    if (!Number.isInteger(value) || value < 0) return undefined;
    indexes.push(value);
  }
  return indexes;
}

function readFrom(name: string, path: (string | number)[], keys: Keys): { read: Read; keys: Keys } | undefined {
  if (name !== "states") return { read: { root: "variable", name, path }, keys };
  const [root, ...rest] = [...path, ...(path.length === 0 ? keys.slice(0, 1) : [])].map(String);
  if (!Object.hasOwn(ROOTS, root ?? "")) return undefined;
  return { read: { root: ROOTS[root], name: "", path: rest }, keys: path.length === 0 ? keys.slice(1) : keys };
}
