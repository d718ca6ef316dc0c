/**
 * The eighteen intrinsic functions: name → implementation. An implementation gets as many arguments as signatures.ts
 * allows and throws IntrinsicError, whose text the caller puts behind "The function '…' had the following error: ".
 * Behaviour follows the developer guide, page "Intrinsic functions", and the recorded cases of intrinsic_functions.
 */
import { decodeBase64, encodeBase64 } from "../../base64.js";
import { hash, isHashAlgorithm } from "../../hash.js";
import { javaRandom } from "../../java-random.js";
import {
  deepEqual,
  isObject,
  type Json,
  type JsonObject,
  MAX_NESTING,
  nestsTooDeeply,
  parseJson,
  stringify,
  typeOf,
} from "../../json.js";
import { uuid } from "../../random.js";
import { decodeUtf8, encodeUtf8 } from "../../utf8.js";
import { merge } from "../objects.js";
import type { Scope } from "../scope.js";
import { IntrinsicError } from "./error.js";
import { formatText } from "./format.js";
import { uniqueValues } from "./unique.js";

/** One function: evaluated arguments in, a value out. */
export type Intrinsic = (arguments_: readonly Json[], scope: Scope) => Json;

const MAX_RANGE = 1000;
const MAX_TEXT = 10_000;
const MIN_INTEGER = -2147483648;
const MAX_INTEGER = 2147483647;

/** Name without `States.` → function. */
export const FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  Format: ([template, ...values]) => formatText(text(template, 1), values),
  StringToJson: ([source]) => stringToJson(text(source, 1)),
  JsonToString: ([value]) => stringify(value),
  Array: (values) => [...values],
  ArrayPartition: ([items, size]) => arrayPartition(array(items, 1), integer(size, 2)),
  ArrayContains: ([items, value]) => array(items, 1).some((item) => deepEqual(item, value)),
  ArrayRange: ([first, last, step]) => arrayRange(integer(first, 1), integer(last, 2), integer(step, 3)),
  ArrayGetItem: ([items, index]) => arrayGetItem(array(items, 1), integer(index, 2)),
  ArrayLength: ([items]) => array(items, 1).length,
  ArrayUnique: ([items]) => uniqueValues(array(items, 1)),
  Base64Encode: ([value]) => encodeBase64(encodeUtf8(shortText(value, 1))),
  Base64Decode: ([value]) => base64Decode(shortText(value, 1)),
  Hash: ([value, algorithm]) => hashOf(shortText(value, 1), text(algorithm, 2)),
  JsonMerge: ([left, right, deep]) => jsonMerge(object(left, 1), object(right, 2), deep),
  MathRandom: ([first, end, seed], scope) => mathRandom(integer(first, 1), integer(end, 2), seed, scope),
  MathAdd: ([a, b]) => mathAdd(a, b),
  StringSplit: ([value, separators]) => stringSplit(text(value, 1), text(separators, 2)),
  UUID: (_, scope) => uuid(() => scope.random()),
};

/** Each argument is rounded first, halves towards plus infinity (recorded: test_math_add). */
export function mathAdd(a: Json, b: Json): number {
  return integer(a, 1) + integer(b, 2);
}

const wrongType = (value: Json, position: number, expected: string): IntrinsicError =>
  new IntrinsicError(`Argument ${position} must be ${expected}, but was ${typeOf(value)}`);

function text(value: Json, position: number): string {
  if (typeof value === "string") return value;
  throw wrongType(value, position, "a string");
}

function shortText(value: Json, position: number): string {
  const result = text(value, position);
  if (result.length <= MAX_TEXT) return result;
  throw new IntrinsicError(`Argument ${position} must have at most ${MAX_TEXT} characters, but has ${result.length}`);
}

function array(value: Json, position: number): Json[] {
  if (Array.isArray(value)) return value;
  throw wrongType(value, position, "an array");
}

function object(value: Json, position: number): JsonObject {
  if (isObject(value)) return value;
  throw wrongType(value, position, "an object");
}

function integer(value: Json, position: number): number {
  if (typeof value !== "number") throw wrongType(value, position, "a number");
  const rounded = Math.floor(value + 0.5);
  if (rounded >= MIN_INTEGER && rounded <= MAX_INTEGER) return rounded;
  throw new IntrinsicError(
    `Argument ${position} must be an integer between ${MIN_INTEGER} and ${MAX_INTEGER}, but was ${value}`,
  );
}

/** A text of blanks only gives null, and `-0` gives 0 (recorded: test_string_to_json). */
function stringToJson(source: string): Json {
  if (source.trim() === "") return null;
  const value = parseJson(source);
  if (value === undefined) throw new IntrinsicError(`Argument 1 is not valid JSON: ${source}`);
  if (nestsTooDeeply(value)) throw new IntrinsicError(`Argument 1 is nested deeper than ${MAX_NESTING} levels`);
  return Object.is(value, -0) ? 0 : value;
}

function arrayPartition(items: Json[], size: number): Json[] {
  if (size < 1) throw new IntrinsicError(`Argument 2 must be a positive integer, but was ${size}`);
  const chunks: Json[] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}

function arrayRange(first: number, last: number, step: number): Json[] {
  if (step === 0) throw new IntrinsicError("Argument 3 must not be zero");
  const count = Math.floor((last - first) / step) + 1;
  if (count > MAX_RANGE) throw new IntrinsicError(`The range has ${count} items; at most ${MAX_RANGE} are allowed`);
  return Array.from({ length: Math.max(0, count) }, (_, i) => first + i * step);
}

function arrayGetItem(items: Json[], index: number): Json {
  if (index >= 0 && index < items.length) return items[index];
  throw new IntrinsicError(`The index ${index} is out of range for an array of length ${items.length}`);
}

function base64Decode(source: string): string {
  const bytes = decodeBase64(source);
  if (bytes === undefined) throw new IntrinsicError("Argument 1 is not a valid Base64 string");
  return decodeUtf8(bytes);
}

function hashOf(source: string, algorithm: string): string {
  if (isHashAlgorithm(algorithm)) return hash(source, algorithm);
  throw new IntrinsicError(`The algorithm '${algorithm}' is not supported`);
}

/** Shallow: what the right object has, it has whole. The service offers no deep mode. */
function jsonMerge(left: JsonObject, right: JsonObject, deep: Json): Json {
  if (deep !== false) throw new IntrinsicError("Argument 3 must be false: only shallow merging is supported");
  return merge(left, right);
}

/** From the first number, included, to the end, excluded. With a seed the same number each time. */
function mathRandom(first: number, end: number, seed: Json | undefined, scope: Scope): number {
  if (end <= first) throw new IntrinsicError("Argument 2 must be greater than argument 1");
  const size = end - first;
  if (seed === undefined) return first + Math.floor(scope.random() * size);
  const random = javaRandom(integer(seed, 3));
  return first + (size <= MAX_INTEGER ? random.nextInt(size) : Math.floor(random.nextDouble() * size));
}

/** Every character of `separators` separates; empty parts are dropped (recorded: test_string_split). */
function stringSplit(source: string, separators: string): Json[] {
  if (separators.length === 1) return source.split(separators).filter((part) => part !== "");
  const set = new Set(separators);
  const parts: string[] = [];
  let part = "";
  for (const char of source) {
    if (!set.has(char)) part += char;
    else if (part !== "") {
      parts.push(part);
      part = "";
    }
  }
  if (part !== "") parts.push(part);
  return parts;
}
