import type { Segment } from "../location.js";
import {
  ANY,
  asObject,
  find,
  type Member,
  memberOf,
  type ObjectShape,
  objectOf,
  type Shape,
  typeOfShape,
  withMember,
} from "./shape.js";

/**
 * The document a ResultPath makes: `value` at that place, missing objects on the way made. ANY where it cannot be known,
 * or cannot be written (see `blocked`), or lies deeper than anyone writes. Linear in the steps times the members of the
 * objects on the way.
 */
export function write(shape: Shape, steps: readonly Segment[], value: Shape): Shape {
  if (steps.length === 0) return value;
  if (steps.length > MAX_STEPS) return ANY;
  const [step, ...rest] = steps;
  if (typeof step === "number") return ANY;
  const object = shape.kind === "any" ? OPEN : asObject(shape);
  if (object === undefined) return ANY;
  return withMember(object, step, { shape: write(inside(object, step), rest, value), presence: "always" });
}

const MAX_STEPS = 50;
const OPEN: ObjectShape = objectOf(new Map(), true, []);
const EMPTY: ObjectShape = objectOf(new Map(), false, []);

/** What stands at a member to be written into: a new object where there is none, or null. */
function inside(object: ObjectShape, name: string): Shape {
  const { shape, presence } = memberOf(object, name);
  if (presence === "never" || (presence === "always" && typeOfShape(shape) === "null"))
    return { ...EMPTY, origin: object.origin };
  return presence === "always" ? shape : ANY;
}

/** The steps to the first value on the way that nothing can be written into: text, a number, an array by name. */
export function blocked(shape: Shape, steps: readonly Segment[]): readonly Segment[] | undefined {
  for (let count = 0; count < steps.length; count++) {
    const found = find(shape, steps.slice(0, count));
    if (found.presence !== "always") return undefined;
    const type = typeOfShape(found.shape);
    if (type === undefined || (type === "null" && count > 0)) return undefined;
    if (type !== (typeof steps[count] === "number" ? "array" : "object")) return steps.slice(0, count);
  }
  return undefined;
}

/** The same document where a path may lead somewhere after all, because someone asked whether it does. */
export function soften(shape: Shape, steps: readonly Segment[]): Shape {
  const [step, ...rest] = steps;
  const object = asObject(shape);
  if (object === undefined || typeof step === "number" || step === undefined) return ANY;
  const { shape: before, presence } = memberOf(object, step);
  if (presence === "never") return withMember(object, step, { shape: ANY, presence: "maybe" });
  const inner = soften(before, rest);
  const member: Member = { shape: inner, presence: presence === "always" && rest.length > 0 ? "always" : "maybe" };
  return inner === before ? shape : withMember(object, step, member);
}
