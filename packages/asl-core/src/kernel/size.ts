import { type Json, type JsonObject, MAX_NESTING, stringify } from "../json.js";
import { utf8Length } from "../utf8.js";

/*
 * How large a payload is. Nearly always an upper bound is enough, and that costs no look at the characters of a text:
 * a character takes six bytes at most (a control character, escaped). Only where the bound passes the limit is a value
 * measured, and long arrays remember their sizes, so that a state that passes a large document on pays for what is new.
 * The bound takes no notice of what is remembered: it is part of snapshots and depends on the value alone.
 *
 * Measuring also finds what is nested too deeply to be walked or written: its size counts as infinite. A loop that wraps
 * its own input adds a level at every turn without being walked; so each level around what is known already adds a share
 * of the limit to the bound, and after MEASURED_EVERY levels the whole is measured.
 */

/** Levels a payload can gain before it is measured. */
const MEASURED_EVERY = MAX_NESTING / 4;

/** Arrays this long are remembered; shorter ones are quicker measured than looked up. */
const LONG = 16;

/** The bound of a value nobody knows anything of: it is measured wherever a bound counts. */
export const UNKNOWN = Number.MAX_SAFE_INTEGER;

/** Sizes of long arrays measured before. Values are never mutated; a caller who still lengthens his own input is noticed. */
const measured = new WeakMap<Json[], { length: number; size: number; height: number }>();

function remembered(value: Json[], level: number): number | undefined {
  if (value.length < LONG) return undefined;
  const known = measured.get(value);
  if (known === undefined || known.length !== value.length) return undefined;
  return level + known.height + 1 > MAX_NESTING ? Number.POSITIVE_INFINITY : known.size;
}

/**
 * An upper bound of a value's size as compact JSON in UTF-8, without building the text: O(size of what is new).
 * `known` is a value whose bound the caller has already; wherever it is met inside, it is not walked again. Gives up, and
 * returns more than `enough`, as soon as that is passed or the value turns out to be nested too deeply.
 */
export function sizeBound(value: Json, known: Json | undefined, knownBound: number, enough: number, level = 0): number {
  if (typeof value === "string") return 6 * value.length + 2;
  if (typeof value !== "object" || value === null) return 25;
  if (value === known) return level === 0 ? knownBound : knownBound + Math.ceil((level * enough) / MEASURED_EVERY);
  if (level >= MAX_NESTING) return enough + 1;
  return Array.isArray(value)
    ? arrayBound(value, known, knownBound, enough, level)
    : objectBound(value, known, knownBound, enough, level);
}

type Known = Json | undefined;

function arrayBound(value: Json[], known: Known, knownBound: number, enough: number, level: number): number {
  let sum = 2;
  for (let i = 0; i < value.length && sum <= enough; i++)
    sum += 1 + sizeBound(value[i], known, knownBound, enough, level + 1);
  return sum;
}

function objectBound(value: JsonObject, known: Known, knownBound: number, enough: number, level: number): number {
  let sum = 2;
  for (const key in value) {
    sum += 6 * key.length + 4 + sizeBound(value[key], known, knownBound, enough, level + 1);
    if (sum > enough) break;
  }
  return sum;
}

/**
 * Bytes of a value as compact JSON in UTF-8; Infinity where it is nested deeper than MAX_NESTING. O(size of what was not
 * measured before).
 */
export function exactSize(value: Json, level = 0): number {
  if (typeof value !== "object" || value === null) return scalarSize(value);
  if (level >= MAX_NESTING) return Number.POSITIVE_INFINITY;
  return Array.isArray(value) ? arraySize(value, level) : objectSize(value, level);
}

function arraySize(value: Json[], level: number): number {
  const { length } = value;
  if (length === 0) return 2;
  const known = remembered(value, level);
  if (known !== undefined) return known;
  let size = 1;
  for (let i = 0; i < length; i++) size += exactSize(value[i], level + 1) + 1;
  if (length >= LONG && Number.isFinite(size)) measured.set(value, { length, size, height: heightOfItems(value) });
  return size;
}

/** Levels of nesting: 0 for a scalar. For what was measured as finite. */
function heightOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  let height = 0;
  if (!Array.isArray(value)) for (const key in value) height = Math.max(height, heightOf(value[key]));
  else height = measured.get(value)?.height ?? heightOfItems(value);
  return height + 1;
}

/** Of the highest item. */
function heightOfItems(items: Json[]): number {
  let height = 0;
  for (let i = 0; i < items.length; i++)
    if (typeof items[i] === "object") height = Math.max(height, heightOf(items[i]));
  return height;
}

function objectSize(value: JsonObject, level: number): number {
  let size = 1;
  for (const key in value) size += stringSize(key) + exactSize(value[key], level + 1) + 2;
  return Math.max(size, 2);
}

function scalarSize(value: null | boolean | number | string): number {
  return typeof value === "string" ? stringSize(value) : String(value).length;
}

/** Texts of printable ASCII without quotes and backslashes are as long as they look. */
const stringSize = (text: string): number => (PLAIN.test(text) ? text.length + 2 : utf8Length(stringify(text)));
const PLAIN = /^[ !#-[\]-~]*$/;
