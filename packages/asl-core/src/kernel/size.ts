import { type Json, type JsonObject, stringify } from "../json.js";
import { utf8Length } from "../utf8.js";

/*
 * How large a payload is. Nearly always an upper bound is enough, and that costs no look at the characters of a text:
 * a character takes six bytes at most (a control character, escaped). Only where the bound passes the limit is a value
 * measured, and long arrays remember their sizes, so that a state that passes a large document on pays for what is new.
 */

/** Arrays this long are remembered; shorter ones are quicker measured than looked up. */
const LONG = 16;

/** Sizes of long arrays measured before. Values are never mutated; a caller who still lengthens his own input is noticed. */
const measured = new WeakMap<Json[], { length: number; size: number }>();

function remembered(value: Json[]): number | undefined {
  if (value.length < LONG) return undefined;
  const known = measured.get(value);
  return known !== undefined && known.length === value.length ? known.size : undefined;
}

/**
 * An upper bound of a value's size as compact JSON in UTF-8, without building the text: O(size of what is new).
 * `known` is a value whose bound the caller has already; wherever it is met inside, it is not walked again. Gives up, and
 * returns more than `enough`, as soon as that is passed.
 */
export function sizeBound(value: Json, known: Json | undefined, knownBound: number, enough: number): number {
  if (typeof value === "string") return 6 * value.length + 2;
  if (typeof value !== "object" || value === null) return 25;
  if (value === known) return knownBound;
  return Array.isArray(value)
    ? arrayBound(value, known, knownBound, enough)
    : objectBound(value, known, knownBound, enough);
}

function arrayBound(value: Json[], known: Json | undefined, knownBound: number, enough: number): number {
  const size = remembered(value);
  if (size !== undefined) return size;
  let sum = 2;
  for (let i = 0; i < value.length && sum <= enough; i++) sum += 1 + sizeBound(value[i], known, knownBound, enough);
  return sum;
}

function objectBound(value: JsonObject, known: Json | undefined, knownBound: number, enough: number): number {
  let sum = 2;
  for (const key in value) {
    sum += 6 * key.length + 4 + sizeBound(value[key], known, knownBound, enough);
    if (sum > enough) break;
  }
  return sum;
}

/** Bytes of a value as compact JSON in UTF-8. O(size of what was not measured before). */
export function exactSize(value: Json): number {
  if (typeof value !== "object" || value === null) return scalarSize(value);
  return Array.isArray(value) ? arraySize(value) : objectSize(value);
}

function arraySize(value: Json[]): number {
  const { length } = value;
  if (length === 0) return 2;
  const known = remembered(value);
  if (known !== undefined) return known;
  let size = 1;
  for (let i = 0; i < length; i++) size += exactSize(value[i]) + 1;
  if (length >= LONG) measured.set(value, { length, size });
  return size;
}

function objectSize(value: JsonObject): number {
  let size = 1;
  for (const key in value) size += stringSize(key) + exactSize(value[key]) + 2;
  return Math.max(size, 2);
}

function scalarSize(value: null | boolean | number | string): number {
  return typeof value === "string" ? stringSize(value) : String(value).length;
}

/** Texts of printable ASCII without quotes and backslashes are as long as they look. */
const stringSize = (text: string): number => (PLAIN.test(text) ? text.length + 2 : utf8Length(stringify(text)));
const PLAIN = /^[ !#-[\]-~]*$/;
