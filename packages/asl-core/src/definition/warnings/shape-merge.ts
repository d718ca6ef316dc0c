import {
  ANY,
  arrayOf,
  asObject,
  copyOf,
  elementsOf,
  itemOf,
  MAX_LEVELS,
  type Member,
  type ObjectShape,
  objectOf,
  type Presence,
  type ScalarShape,
  type Shape,
  scalar,
  typeOfShape,
} from "./shape.js";

/** Members looked at in one merge; what is larger becomes ANY, so that a merge costs a bounded time. */
const MAX_WORK = 2000;

/**
 * What is certain whichever of two documents arrives. A member that only one of them has is there `sometimes`. Gives
 * `a` itself where `b` adds nothing, so that a fixpoint can be told by identity.
 */
export function merge(a: Shape, b: Shape): Shape {
  return new Merge().shapes(a, b, 0);
}

class Merge {
  private work = 0;

  shapes(a: Shape, b: Shape, level: number): Shape {
    if (a === b || a.kind === "any") return a;
    if (b.kind === "any" || ++this.work > MAX_WORK || level > MAX_LEVELS) return ANY;
    if (a.kind === "literal" && b.kind === "literal" && a.value === b.value) return a;
    const type = typeOfShape(a);
    if (type === undefined || type !== typeOfShape(b)) return ANY;
    if (type === "object") return this.objects(asObject(a)!, asObject(b)!, level, a);
    if (type === "array") return this.arrays(a, b, level);
    return a.kind === "scalar" ? a : scalar(type as ScalarShape["type"]);
  }

  private arrays(a: Shape, b: Shape, level: number): Shape {
    const [left, right] = [elementsOf(a), elementsOf(b)];
    if (left !== undefined && right !== undefined && left.length === right.length) {
      const items = left.map((item, index) => this.shapes(item, right[index], level + 1));
      return items.every((item, index) => item === left[index]) ? a : arrayOf(items);
    }
    const item = this.shapes(itemOf(a), itemOf(b), level + 1);
    return a.kind === "array" && a.items === item ? a : arrayOf(item);
  }

  private objects(a: ObjectShape, b: ObjectShape, level: number, original: Shape): Shape {
    const members = new Map<string, Member>();
    let same = original.kind === "literal" ? !a.open && !b.open : a.open || !b.open;
    const put = (name: string, before: Member | undefined, other: Member | undefined): void => {
      const after = this.member(before, other, a.open, b.open, level);
      same &&= after === before;
      if (after !== undefined) members.set(name, after);
    };
    a.members.forEach((member, name) => put(name, member, b.members.get(name)));
    b.members.forEach((member, name) => {
      if (!a.members.has(name)) put(name, undefined, member);
    });
    return same ? original : objectOf(members, a.open || b.open, a.origin);
  }

  private member(a: Member | undefined, b: Member | undefined, openA: boolean, openB: boolean, level: number) {
    if (a === undefined) return b === undefined || openA ? undefined : lacking(b);
    if (b === undefined) return openB ? inDoubt(a) : lacking(a);
    const shape = this.shapes(a.shape, b.shape, level + 1);
    const presence = either(a.presence, b.presence);
    return shape === a.shape && presence === a.presence ? a : { shape, presence };
  }
}

/** A member that the other document certainly lacks. */
const lacking = (member: Member): Member =>
  member.presence === "always" ? { shape: member.shape, presence: "sometimes" } : member;

/** A member that the other document may have, whatever it is there. */
const inDoubt = (member: Member): Member =>
  member.shape === ANY && member.presence !== "always" ? member : { shape: ANY, presence: "maybe" };

function either(a: Member["presence"], b: Member["presence"]): Member["presence"] {
  if (a === b) return a;
  const known: readonly Presence[] = ["always", "sometimes"];
  return known.includes(a) && known.includes(b) ? "sometimes" : "maybe";
}

/**
 * The same with no member that is there only sometimes: behind a Choice nobody knows which way a document came.
 */
export function forgetWays(shape: Shape, level = 0): Shape {
  if (shape.kind !== "object" || level > MAX_LEVELS) return shape;
  let members: Map<string, Member> | undefined;
  for (const [name, member] of shape.members) {
    const inner = forgetWays(member.shape, level + 1);
    if (inner === member.shape && member.presence !== "sometimes") continue;
    const presence = member.presence === "sometimes" ? "maybe" : member.presence;
    (members ??= copyOf(shape.members)).set(name, { shape: inner, presence });
  }
  return members === undefined ? shape : objectOf(members, shape.open, shape.origin);
}
