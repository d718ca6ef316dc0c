import { StatesError } from "../errors.js";
import { type Json, type JsonObject, stringify } from "../json.js";
import { utf8Length } from "../utf8.js";

/** AWS's limits for a Standard execution. */
export const AWS_LIMITS = { payload: 262_144, events: 25_000 };
/** No limits at all: for benchmarks and what-if runs. */
export const NO_LIMITS = { payload: 0, events: 0 };

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
  let sum = 2;
  for (let i = 0; i < value.length && sum <= enough; i++) sum += 1 + sizeBound(value[i], known, knownBound, enough);
  return sum;
}

function objectBound(value: { [key: string]: Json }, known: Json | undefined, knownBound: number, enough: number): number {
  let sum = 2;
  for (const key in value) {
    sum += 6 * key.length + 4 + sizeBound(value[key], known, knownBound, enough);
    if (sum > enough) break;
  }
  return sum;
}

/** Sizes of large values measured before: values are never mutated, so a size stays true. */
const measured = new WeakMap<object, number>();

/** Bytes of a value as compact JSON in UTF-8. O(size), once per object. */
function exactSize(value: Json): number {
  if (typeof value !== "object" || value === null) return scalarSize(value);
  const known = measured.get(value);
  if (known !== undefined) return known;
  const size = containerSize(value);
  measured.set(value, size);
  return size;
}

function containerSize(value: Json[] | JsonObject): number {
  let sum = 1;
  if (Array.isArray(value)) for (let i = 0; i < value.length; i++) sum += partSize(value[i]) + 1;
  else for (const key in value) sum += stringSize(key) + partSize(value[key]) + 2;
  return Math.max(sum + (sum === 1 ? 1 : 0), 2);
}

const partSize = (value: Json): number =>
  typeof value === "object" && value !== null ? containerSize(value) : scalarSize(value);

function scalarSize(value: null | boolean | number | string): number {
  return typeof value === "string" ? stringSize(value) : String(value).length;
}

/** Texts of printable ASCII without quotes and backslashes are as long as they look. */
const stringSize = (text: string): number =>
  PLAIN.test(text) ? text.length + 2 : utf8Length(stringify(text));
const PLAIN = /^[ !#-[\]-~]*$/;

/** The error of a payload that is too large; `name` is the state, or what the task runs (recorded: test_states_errors). */
export const dataLimitExceeded = (name: string): StatesError =>
  new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    undefined,
    "plain",
  );

/** Whether a payload is too large; measures it exactly only where its bound leaves doubt. `limit` 0: no limit. */
export const exceeds = (value: Json, bound: number, limit: number): boolean =>
  limit !== 0 && bound > limit && exactSize(value) > limit;

/** A bound that is within the limit, exact if need be; throws where the payload is too large. `limit` 0: no limit. */
export function checkSize(value: Json, bound: number, limit: number, name: string): number {
  if (limit === 0 || bound <= limit) return bound;
  const exact = exactSize(value);
  if (exact > limit) throw dataLimitExceeded(name);
  return exact;
}
