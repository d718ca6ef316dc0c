/** A JSON value. Values are never mutated once they have entered the interpreter, so they may be shared freely. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object. Foreign keys are read with `own` and written with `put`. */
export interface JsonObject {
  [key: string]: Json;
}

/** Names of the JSON types as AWS prints them in its error texts. */
export type JsonType = "string" | "number" | "boolean" | "object" | "array" | "null";

/** True for a JSON object: neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The type of a JSON value in AWS's words. */
export function typeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as JsonType;
}

/** Own property or undefined: never a member inherited from Object.prototype, so `constructor` is just a key. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Sets a key as an own property even where plain assignment would not (`__proto__`). */
export function put(object: JsonObject, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/** Values nested deeper than this enter the interpreter nowhere: they could not be walked or written safely. */
export const MAX_NESTING = 1000;

/** Whether a value is nested deeper than MAX_NESTING; looks no deeper than that. O(size). */
export function nestsTooDeeply(value: Json, level = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (level >= MAX_NESTING) return true;
  if (Array.isArray(value)) return value.some((member) => nestsTooDeeply(member, level + 1));
  for (const key in value) if (nestsTooDeeply(value[key], level + 1)) return true;
  return false;
}

/** Structural equality; key order does not matter, 0 equals -0. */
export function deepEqual(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  return Array.isArray(a) ? Array.isArray(b) && equalArrays(a, b) : !Array.isArray(b) && equalObjects(a, b);
}

function equalArrays(a: Json[], b: Json[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!deepEqual(a[i], b[i])) return false;
  return true;
}

function equalObjects(a: JsonObject, b: JsonObject): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) {
    const other = own(b, key);
    if (other === undefined || !deepEqual(a[key], other)) return false;
  }
  return true;
}

/**
 * Whether a value contains a part: objects may have further members, at every level; lists have exactly as many elements.
 * Linear in the part.
 */
export function contains(value: Json | undefined, part: Json): boolean {
  if (value === undefined) return false;
  if (Array.isArray(part))
    return (
      Array.isArray(value) && value.length === part.length && part.every((one, index) => contains(value[index], one))
    );
  if (!isObject(part)) return deepEqual(value, part);
  return isObject(value) && Object.keys(part).every((key) => contains(own(value, key), part[key]));
}

/** Compact JSON text, keys in their own order: the form in which AWS records values it produced. */
export const stringify = (value: Json): string => JSON.stringify(value);

/** A value in a sentence: texts bare, others as JSON. */
export const textOf = (value: Json): string => (typeof value === "string" ? value : stringify(value));

/**
 * The value of a JSON text; undefined where it is none (the host's reasons differ between engines), or where a number in
 * it is beyond the range of doubles, which would become an infinity. Linear.
 */
export function parseJson(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return HUGE.test(text) && holdsInfinity(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** What a number too large must have: an exponent, or many digits. */
const HUGE = /\d[eE]\+?\d|\d{20}/;

/** Without recursion: how deep the value nests is not known yet. */
function holdsInfinity(value: Json): boolean {
  const pending = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === Infinity || next === -Infinity) return true;
    if (typeof next === "object" && next !== null) for (const inner of Object.values(next)) pending.push(inner);
  }
  return false;
}
