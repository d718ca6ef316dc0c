import { HASH_ALGORITHMS, hash, isHashAlgorithm } from "../../hash.js";
import { javaRandom } from "../../java-random.js";
import { parseJson } from "../../json.js";
import { uuid } from "../../random.js";
import { uniqueValues } from "../intrinsics/unique.js";
import type { Library } from "./library.js";
import { LIMITS } from "./limits.js";
import { isSequence, marks } from "./marks.js";
import { spendValue } from "./meter.js";
import type { Surroundings } from "./surroundings.js";

/** `this` of a built-in function. */
interface Focus {
  createSequence(...one: unknown[]): unknown[];
}

/**
 * Adds the functions AWS adds and refuses, binds the clock, and replaces those of the library that would overflow the
 * stack or take quadratic time on large arrays. Sources: the Step Functions guide, "Transforming data with JSONata".
 */
export function bindFunctions(library: Library, around: () => Surroundings): void {
  const define = (name: string, implementation: unknown, signature: string) =>
    library.staticFrame.bind(name, library.defineFunction(implementation, signature));
  const { fromMillis } = library.datetime;
  define("partition", partition, "<an:a>");
  define("range", range, "<nnn:a>");
  define("hash", digest, "<ss:s>");
  define("random", (seed?: number) => (seed === undefined ? around().random() : seededRandom(seed)), "<n?:n>");
  define("uuid", () => uuid(() => around().random()), "<:s>");
  define("parse", parse, "<s:x>");
  define("now", (picture?: string, zone?: string) => fromMillis(around().now, picture, zone), "<s?s?:s>");
  define("millis", () => around().now, "<:n>");
  define("fromMillis", date(fromMillis), "<n-s?s?:s>");
  library.functions.sort = sort as never;
  define("sort", sort, "<af?:a>");
  define("distinct", distinctBy(library.functions.distinct as never), "<x:x>");
  library.staticFrame.bind("eval", undefined);
}

/** `$partition([1,2,3], 2)` → `[[1,2],[3]]`. A fractional size is rounded down. */
export function partition(array: unknown[] | undefined, size: number): unknown[] | undefined {
  if (array === undefined) return undefined;
  const width = Math.floor(size);
  if (!(width > 0)) throw new Error("The second argument of function partition must be a positive integer");
  const chunks: unknown[] = [];
  for (let i = 0; i < array.length; i += width) chunks.push(array.slice(i, i + width));
  return chunks;
}

/** `$range(0, 10, 3)` → `[0,3,6,9]`; one member stands for itself. Fractions are rounded down. */
export function range(this: Focus, start?: number, end?: number, step?: number): unknown[] | undefined {
  if (start === undefined || end === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.floor(start), Math.floor(end), Math.floor(step)];
  if (by === 0) throw new Error("The third argument of function range must not be 0");
  if ((to - from) / by >= LIMITS.sequence) throw { code: "D2015", value: LIMITS.sequence };
  const members = this.createSequence();
  for (let n = from; by > 0 ? n <= to : n >= to; n += by) members.push(n);
  return members;
}

function digest(text: string | undefined, algorithm: string | undefined): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  if (!isHashAlgorithm(algorithm))
    throw new Error(`The second argument of function hash must be one of ${HASH_ALGORITHMS.join(", ")}`);
  return hash(text, algorithm);
}

/** `$random(42)` is 0.7275636800328681 on AWS. */
const seededRandom = (seed: number): number => javaRandom(Math.floor(seed)).nextDouble();

/** JSON text to value. */
export function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (value === undefined) throw new Error("The argument of function parse is not valid JSON");
  return value;
}

/** Milliseconds a date can have, before and after 1970. */
const MOST_MILLIS = 8.64e15;

/** The library writes `NaN` for what is no date. */
const date = (fromMillis: Library["datetime"]["fromMillis"]) =>
  function (this: unknown, millis?: number, picture?: string, zone?: string): string | undefined {
    if (millis !== undefined && Math.abs(millis) > MOST_MILLIS)
      throw new Error(`The first argument of function fromMillis is not the time of a date: ${millis}`);
    return fromMillis.call(this, millis as number, picture, zone);
  };

type Comparator = { apply(focus: unknown, args: unknown[]): unknown };

/** Stable merge sort, O(n log n) calls of the comparator, which says whether its arguments must change places. */
function sort(this: unknown, arr: unknown[] | undefined, comparator?: Comparator): unknown[] | undefined {
  if (arr === undefined || arr.length <= 1) return arr;
  const swap = comparator === undefined ? natural(arr) : (a: unknown, b: unknown) => comparator.apply(this, [a, b]);
  let from = arr.slice();
  let to: unknown[] = new Array(from.length);
  for (let width = 1; width < from.length; width *= 2) {
    for (let i = 0; i < from.length; i += 2 * width) mergeRuns(from, to, i, width, swap);
    [from, to] = [to, from];
  }
  return from;
}

function natural(array: unknown[]): (a: unknown, b: unknown) => boolean {
  const type = typeof array[0];
  if ((type !== "number" && type !== "string") || array.some((item) => typeof item !== type)) throw { code: "D3070" };
  return (a, b) => (a as number) > (b as number);
}

function mergeRuns(
  from: unknown[],
  to: unknown[],
  start: number,
  width: number,
  swap: (a: unknown, b: unknown) => unknown,
): void {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  for (let i = start; i < end; i++) {
    const takeRight = left >= middle || (right < end && swap(from[left], from[right]));
    to[i] = takeRight ? from[right++] : from[left++];
  }
}

/** In time linear in the values, except where they hold functions, which only the library compares. */
const distinctBy = (slow: (this: Focus, arr: unknown) => unknown) =>
  function distinct(this: Focus, arr: unknown): unknown {
    if (!Array.isArray(arr) || arr.length <= 1 || !spendValue(arr)) return slow.call(this, arr);
    const members = uniqueValues(arr);
    if (isSequence(arr)) (members as unknown as Record<symbol, unknown>)[marks.sequence] = true;
    return members;
  };
