import type { Json } from "../../json.js";
import { isExpressionText, type ParsedExpression, parseJsonata } from "../../language/jsonata/index.js";
import { parsed } from "./parsed.js";
import {
  ANY,
  arrayOf,
  asObject,
  copyOf,
  type Found,
  literal,
  type Member,
  memberOf,
  type ObjectShape,
  type Origin,
  objectOf,
  type Presence,
  type Shape,
  scalar,
  typeOfShape,
  within,
} from "./shape.js";
import { forgetWays, merge } from "./shape-merge.js";
import { shapeOfValue } from "./shape-of-value.js";

/** The library's syntax tree. */
type Node = ParsedExpression["ast"];

/** What the fields of `$states` are. */
export interface States {
  readonly input: Shape;
  readonly result: Shape;
  readonly errorOutput: Shape;
}

const MAX_LEVELS = 12;
const IN_DOUBT: Found = { shape: ANY, presence: "maybe" };

/** The value of a field whose strings `{% … %}` are JSONata. Linear in the field. */
export const shapeOfField = (value: Json, states: States, origin: Origin): Shape =>
  shapeOfValue(
    value,
    (text, key) => (isExpressionText(text) ? { key, shape: shapeOfText(text, states, origin).shape } : undefined),
    origin,
  );

/** What a JSONata text gives, and whether it gives anything at all. */
function shapeOfText(text: string, states: States, origin: Origin): Found {
  const ast = astOf(text);
  return ast === undefined ? IN_DOUBT : new Evaluation(states, origin).node(ast, 0);
}

/** The tree of a JSONata text; undefined for one that does not parse. */
export const astOf = (text: string): Node | undefined => parsed(parseJsonata, text)?.ast;

/** Follows what every run does alike; whatever else is in doubt. */
class Evaluation {
  constructor(
    private readonly states: States,
    private readonly origin: Origin,
  ) {}

  node(node: Node, level: number): Found {
    if (level > MAX_LEVELS || !isBare(node)) return IN_DOUBT;
    switch (node.type) {
      case "string":
      case "number":
      case "value":
        return { shape: literal((node.value ?? null) as Json, this.origin), presence: "always" };
      case "path":
        return this.path(node);
      case "unary":
        return this.unary(node, level);
      case "function":
        return this.call(node, level);
      case "condition":
        return this.condition(node, level);
      case "block":
        return node.expressions?.length === 1 ? this.node(node.expressions[0], level + 1) : IN_DOUBT;
      default:
        return this.binary(node);
    }
  }

  private path(node: Node): Found {
    const names = namesOf(node);
    if (names === undefined) return IN_DOUBT;
    const [field, ...rest] = names;
    const root = Object.hasOwn(this.states, field) ? this.states[field as keyof States] : ANY;
    return findName(root, rest);
  }

  private unary(node: Node, level: number): Found {
    if (node.value === "{") return { shape: this.object(node, level), presence: "always" };
    if (node.value === "[") return { shape: arrayOf(ANY), presence: "always" };
    return IN_DOUBT;
  }

  /** JSONata leaves out what is undefined. Of keys that are computed nothing is known. */
  private object(node: Node, level: number): Shape {
    const members = new Map<string, Member>();
    const pairs = node.lhs as [Node, Node][];
    for (const [key, value] of pairs) {
      if (key.type !== "string") return ANY;
      const { shape, presence } = this.node(value, level + 1);
      if (presence !== "never") members.set(String(key.value), { shape, presence });
    }
    return objectOf(members, false, this.origin);
  }

  private call(node: Node, level: number): Found {
    const name = node.procedure?.type === "variable" ? String(node.procedure.value) : "";
    const type = TYPES[name];
    if (type !== undefined) return { shape: type, presence: "maybe" };
    const [list] = node.arguments ?? [];
    const merges = name === "merge" && list?.type === "unary" && list.value === "[" && isBare(list);
    return merges ? this.merged(list.expressions ?? [], level) : IN_DOUBT;
  }

  private merged(parts: readonly Node[], level: number): Found {
    let whole: ObjectShape = objectOf(new Map(), false, this.origin);
    for (const part of parts) {
      const { shape, presence } = this.node(part, level + 1);
      const object = presence === "always" ? asObject(shape) : undefined;
      if (object === undefined) return IN_DOUBT;
      whole = overlaid(whole, object);
    }
    return { shape: whole, presence: "always" };
  }

  private condition(node: Node, level: number): Found {
    if (node.then === undefined || node.else === undefined) return IN_DOUBT;
    const [a, b] = [this.node(node.then, level + 1), this.node(node.else, level + 1)];
    if (a.presence !== "always" || b.presence !== "always") return IN_DOUBT;
    return { shape: forgetWays(merge(a.shape, b.shape)), presence: "always" };
  }

  private binary(node: Node): Found {
    const type = node.type === "binary" ? OPERATORS[String(node.value)] : undefined;
    return type === undefined ? IN_DOUBT : { shape: type, presence: "maybe" };
  }
}

/** The names behind `$states` of a path that consists of names alone. */
export function namesOf(node: Node): string[] | undefined {
  const { steps } = node;
  if (node.type !== "path" || steps === undefined || steps.length < 2 || !isBare(node)) return undefined;
  if (steps[0].type !== "variable" || steps[0].value !== "states" || !isBare(steps[0])) return undefined;
  const names: string[] = [];
  for (let at = 1; at < steps.length; at++) {
    if (steps[at].type !== "name" || !isBare(steps[at])) return undefined;
    names.push(String(steps[at].value));
  }
  return names;
}

/** True for a node that nothing is selected from, grouped by or bound to. */
const isBare = (node: Node): boolean =>
  node.predicate === undefined &&
  node.stages === undefined &&
  node.group === undefined &&
  node.focus === undefined &&
  node.index === undefined &&
  node.ancestor === undefined &&
  node.tuple === undefined;

/** JSONata reads a name of an array from each of its elements: that is in doubt. */
export function findName(root: Shape, names: readonly string[]): Found {
  let shape = root;
  let presence: Presence = "always";
  for (const name of names) {
    if (typeOfShape(shape) === "array") return IN_DOUBT;
    const next = memberOf(shape, name);
    if (next.presence === "never") return next;
    shape = next.shape;
    presence = within(presence, next.presence);
  }
  return { shape, presence };
}

/** Two objects merged, the second one winning. */
function overlaid(below: ObjectShape, above: ObjectShape): ObjectShape {
  const members = copyOf(below.members);
  for (const [name, member] of above.members) {
    const before = members.get(name);
    const replaces = member.presence === "always" || before === undefined;
    const shape = replaces ? member.shape : merge(before.shape, member.shape);
    members.set(name, { shape, presence: replaces ? member.presence : before.presence });
  }
  if (above.open)
    for (const [name, { presence }] of below.members)
      if (!above.members.has(name)) members.set(name, { shape: ANY, presence });
  return objectOf(members, below.open || above.open, below.origin);
}

const TEXT = scalar("string");
const NUMBER = scalar("number");
const BOOLEAN = scalar("boolean");

const OPERATORS: Readonly<Record<string, Shape | undefined>> = Object.assign(Object.create(null), {
  "+": NUMBER,
  "-": NUMBER,
  "*": NUMBER,
  "/": NUMBER,
  "%": NUMBER,
  "&": TEXT,
  "=": BOOLEAN,
  "!=": BOOLEAN,
  "<": BOOLEAN,
  "<=": BOOLEAN,
  ">": BOOLEAN,
  ">=": BOOLEAN,
  and: BOOLEAN,
  or: BOOLEAN,
  in: BOOLEAN,
});

/** What functions give, where it does not depend on what they are given; undefined goes in and out of most. */
const TYPES: Readonly<Record<string, Shape | undefined>> = Object.assign(Object.create(null), {
  string: TEXT,
  now: TEXT,
  uuid: TEXT,
  join: TEXT,
  uppercase: TEXT,
  lowercase: TEXT,
  millis: NUMBER,
  number: NUMBER,
  sum: NUMBER,
  count: NUMBER,
  length: NUMBER,
  exists: BOOLEAN,
  boolean: BOOLEAN,
  not: BOOLEAN,
});
