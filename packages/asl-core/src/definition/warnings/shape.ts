import { isObject, type Json, type JsonObject, type JsonType, own, typeOf } from "../../json.js";
import type { Segment } from "../location.js";
import { isPlaceholder, isTemplateFunction } from "../rules/placeholders.js";

/**
 * What is known of a document before anything runs. Shapes are immutable and share their parts; a literal is never
 * copied. A shape says nothing that is not certain: whatever is in doubt is ANY.
 */
export type Shape = AnyShape | LiteralShape | ObjectShape | ArrayShape | ScalarShape;

/** Nothing is known. */
export interface AnyShape {
  readonly kind: "any";
}

/** Exactly this value, written in the definition. */
export interface LiteralShape {
  readonly kind: "literal";
  readonly value: Json;
  readonly origin: Origin;
}

/** An object. Where it is open it may have other members than those listed. */
export interface ObjectShape {
  readonly kind: "object";
  readonly members: ReadonlyMap<string, Member>;
  readonly open: boolean;
  readonly origin: Origin;
}

/** An array; `items` where it is known what stands at each index, else what all of them are. */
export interface ArrayShape {
  readonly kind: "array";
  readonly items: readonly Shape[] | Shape;
}

/** Some value of a type that has no parts. */
export interface ScalarShape {
  readonly kind: "scalar";
  readonly type: Exclude<JsonType, "object" | "array">;
}

/** The place of the field that made a document what it is; from the definition's root. */
export type Origin = readonly Segment[];

/**
 * Whether something is there: `always`, `never`, `sometimes` (one of the ways to the state certainly comes without it,
 * another with it), `maybe` (nobody knows).
 */
export type Presence = "always" | "sometimes" | "maybe" | "never";

/** A member of an object; one that is never there is not listed. */
export interface Member {
  readonly shape: Shape;
  readonly presence: Exclude<Presence, "never">;
}

/** What stands somewhere in a shape. */
export interface Found {
  readonly shape: Shape;
  readonly presence: Presence;
}

/** What is said of everything in doubt. */
export const ANY: AnyShape = { kind: "any" };
/** A member nobody knows anything about. */
export const UNKNOWN: Member = { shape: ANY, presence: "maybe" };
const NOTHING: Found = { shape: ANY, presence: "never" };

/** Objects with more members than this are taken for open ones: what a definition costs stays bounded. */
const MAX_MEMBERS = 60;
/** Levels of nesting that are told apart. */
export const MAX_LEVELS = 8;

/** A value as written; ANY where something else will stand in its place. */
export const literal = (value: Json, origin: Origin): Shape =>
  isFilledIn(value) ? ANY : { kind: "literal", value, origin };

/** Some value of a type that has no parts. */
export const scalar = (type: ScalarShape["type"]): ScalarShape => ({ kind: "scalar", type });
/** An array of these elements, or of any number of elements of one shape. */
export const arrayOf = (items: readonly Shape[] | Shape): ArrayShape => ({ kind: "array", items });

/** An object of these members; an open one without any where there are too many. */
export function objectOf(members: ReadonlyMap<string, Member>, open: boolean, origin: Origin): ObjectShape {
  if (members.size > MAX_MEMBERS) return { kind: "object", members: new Map(), open: true, origin };
  return { kind: "object", members, open, origin };
}

/** The type of a value of this shape; undefined where it is not known. */
export function typeOfShape(shape: Shape): JsonType | undefined {
  if (shape.kind === "any") return undefined;
  if (shape.kind === "literal") return typeOf(shape.value);
  return shape.kind === "scalar" ? shape.type : shape.kind;
}

/** Types as sentences name them. */
export const TYPE_NAMES: Readonly<Record<JsonType, string>> = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  array: "an array",
  object: "an object",
};

/** A member of an object by its name. What is no object has none. */
export function memberOf(shape: Shape, name: string): Found {
  switch (shape.kind) {
    case "any":
      return UNKNOWN;
    case "literal":
      return memberOfLiteral(shape, name);
    case "object":
      return shape.members.get(name) ?? (shape.open ? UNKNOWN : NOTHING);
    default:
      return NOTHING;
  }
}

function memberOfLiteral({ value, origin }: LiteralShape, name: string): Found {
  if (!isObject(value)) return NOTHING;
  const member = own(value, name);
  if (member !== undefined) return { shape: literal(member, origin), presence: "always" };
  return hasOpenKeys(value) ? UNKNOWN : NOTHING;
}

/** Placeholders and functions of templates: tools replace them before AWS sees the definition. */
export function isFilledIn(value: Json): boolean {
  return typeof value === "string" ? isPlaceholderText(value) : isTemplateFunction(value);
}

/** True for an object some of whose keys are placeholders. */
export const hasOpenKeys = (object: JsonObject): boolean => Object.keys(object).some(isPlaceholderText);

const isPlaceholderText = (text: string): boolean => isPlaceholder(text) || text.includes("{{");

/** An element of an array. One past the end is in doubt: payload templates read null there. */
function elementOf(shape: Shape, index: number): Found {
  if (typeOfShape(shape) === undefined) return UNKNOWN;
  const element = elementsOf(shape)?.at(index);
  if (element !== undefined) return { shape: element, presence: "always" };
  return typeOfShape(shape) === "array" ? { shape: itemOf(shape), presence: "maybe" } : NOTHING;
}

/** The elements of an array one by one, where they are known. */
export function elementsOf(shape: Shape): readonly Shape[] | undefined {
  if (shape.kind === "literal" && Array.isArray(shape.value))
    return shape.value.length > MAX_MEMBERS ? undefined : shape.value.map((value) => literal(value, shape.origin));
  return shape.kind === "array" && Array.isArray(shape.items) ? shape.items : undefined;
}

/** What every element of an array is; ANY where they differ or it is not known. */
export function itemOf(shape: Shape): Shape {
  if (shape.kind === "array" && !Array.isArray(shape.items)) return shape.items as Shape;
  const elements = elementsOf(shape);
  return elements?.length === 1 ? elements[0] : ANY;
}

/** What a path of names and indexes leads to. Linear in its steps. */
export function find(shape: Shape, steps: readonly Segment[]): Found {
  let presence: Presence = "always";
  for (const step of steps) {
    const next: Found = typeof step === "number" ? elementOf(shape, step) : memberOf(shape, step);
    if (next.presence === "never") return next;
    shape = next.shape;
    presence = within(presence, next.presence);
  }
  return { shape, presence };
}

/** How many steps of a path that leads nowhere can be gone, and where that ends. */
export function missed(shape: Shape, steps: readonly Segment[]): { shape: Shape; steps: number } {
  for (let count = 0; count < steps.length; count++) {
    const next = find(shape, steps.slice(0, count + 1));
    if (next.presence === "never") return { shape: find(shape, steps.slice(0, count)).shape, steps: count };
  }
  return { shape, steps: steps.length };
}

/** The presence of something, known to be there or in doubt, inside something that itself may be missing. */
export const within = (outer: Presence, inner: Presence): Presence => (outer === "always" ? inner : outer);

/** An object as one with a list of members; undefined for what is none or not known to be one. */
export function asObject(shape: Shape): ObjectShape | undefined {
  if (shape.kind === "object") return shape;
  if (shape.kind !== "literal" || !isObject(shape.value)) return undefined;
  return objectOf(membersOf(shape.value, shape.origin), hasOpenKeys(shape.value), shape.origin);
}

function membersOf(value: JsonObject, origin: Origin): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const name of Object.keys(value)) {
    if (isPlaceholderText(name)) continue;
    members.set(name, { shape: literal(value[name], origin), presence: "always" });
    if (members.size > MAX_MEMBERS) break;
  }
  return members;
}

/** A map of its own. (Half as dear as what the constructor of Map makes of one.) */
export function copyOf<Key, Value>(map: ReadonlyMap<Key, Value>): Map<Key, Value> {
  const copy = new Map<Key, Value>();
  map.forEach((value, key) => copy.set(key, value));
  return copy;
}

/** An object with one more member, or with another one in its place. */
export function withMember(object: ObjectShape, name: string, member: Member): ObjectShape {
  return objectOf(copyOf(object.members).set(name, member), object.open, object.origin);
}
