import { deepEqual, type Json, type JsonObject } from "../../json.js";
import { library } from "./evaluator.js";
import { isSequence, marks } from "./marks.js";
import { spend, spendValue } from "./meter.js";

/** Thrown by a closure that meets what only the evaluator treats: it then evaluates the whole expression again. */
export const BAIL = Symbol("not for closures");

/** Counts work done by closures with the evaluator's. */
export const charge = spend;

/** Leaves the expression to the evaluator. */
export function bail(): never {
  throw BAIL;
}

/** Reads a field name from any value. */
export type Reader = (value: unknown) => unknown;

/**
 * A field of an object; of an array, the fields of its members. Names that every object inherits need an own-property
 * check; all others are read directly, because data holds nothing but its own.
 */
export function reader(key: string): Reader {
  const inherited = key in Object.prototype;
  const read: Reader = (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value)) return unwrap(readAll(value, read, []));
    return inherited && !Object.hasOwn(value, key) ? undefined : (value as JsonObject)[key];
  };
  return read;
}

function readAll(array: readonly unknown[], read: Reader, found: unknown[]): unknown[] {
  charge(array.length);
  for (const member of array) {
    if (Array.isArray(member)) addMembers(found, readAll(member, read, []));
    else add(found, read(member));
  }
  return found;
}

/** Adds a value, or the members of an array. */
export function add(found: unknown[], value: unknown): void {
  if (Array.isArray(value)) addMembers(found, value);
  else if (value !== undefined) found.push(value);
}

function addMembers(found: unknown[], members: readonly unknown[]): void {
  charge(members.length);
  for (let i = 0; i < members.length; i++) found.push(members[i]);
}

/** What a sequence stands for: nothing, its one member, or itself. */
export const unwrap = (sequence: unknown[]): unknown =>
  sequence.length > 1 ? sequence : sequence.length === 1 ? sequence[0] : undefined;

/** The same for what a function gave, which may be a marked sequence or a plain array. */
export function unwrapMarked(value: unknown): unknown {
  if (!isSequence(value)) return value;
  const sequence = value as unknown[] & Record<symbol, unknown>;
  return sequence.length === 1 && sequence[marks.keepSingleton] === true ? sequence : unwrap(sequence);
}

/** An array that stays one with a single member. */
export function kept(members: unknown[]): unknown[] {
  const sequence = members as unknown[] & Record<symbol, unknown>;
  sequence[marks.sequence] = true;
  sequence[marks.keepSingleton] = true;
  return sequence;
}

/** `value[index]`; anything but an array counts as an array of one. */
export function pick(value: unknown, index: number): unknown {
  if (!Array.isArray(value)) return index === 0 || index === -1 ? value : undefined;
  return value[index < 0 ? value.length + index : index];
}

/** JSONata's effective boolean value; nothing counts as false. */
export function truthy(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value.length > 0;
  if (typeof value === "number") return value !== 0;
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.some(truthy);
  return Object.keys(value).length > 0;
}

/** `=` on two values that are both there. */
export function equals(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return bail();
  spendValue(left);
  return deepEqual(left as Json, right as Json);
}

/** `$string`, also as `&` applies it. */
export function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isInteger(value)) return String(value);
  if (value === undefined) return "";
  return library().functions.string(value as never) as string;
}
