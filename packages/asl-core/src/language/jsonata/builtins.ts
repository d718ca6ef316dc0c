import { isObject, type JsonObject, put } from "../../json.js";
import { formatTimestamp } from "../../time.js";
import { createSequence, library, OPTIONS } from "./evaluator.js";
import { partition } from "./functions.js";
import type { FunctionValue, Node } from "./library.js";
import { LIMITS } from "./limits.js";
import { isSequence } from "./marks.js";
import { allowText, spendCharacters, spendText } from "./meter.js";
import { finite } from "./operators.js";
import type { Code } from "./paths.js";
import { bail, charge, text, truthy, unwrap, unwrapMarked } from "./values.js";
import { call as callWeighed } from "./weights.js";

/** A call of a built-in function as it stands in the tree. */
export interface Call {
  readonly name: string;
  /** True as the last thing a function does. */
  readonly tail: boolean;
  readonly nodes: readonly Node[];
}

/** A function written in place: the places of its parameters and its code. */
interface Lambda {
  readonly slots: readonly number[];
  readonly body: Code;
}

interface Compiled {
  readonly code: Code;
  readonly dirty: boolean;
}

/** True for a function AWS offers: the library's without `$eval`, and AWS's own. */
export const isBuiltIn = (name: string): boolean => library().staticFrame.lookup(name) !== undefined;

/** Code for a call: by hand for the commonest functions with plain arguments, else through the library's function. */
export function callBuiltIn(call: Call, compile: (node: Node) => Code, lambda: (node: Node) => Lambda): Compiled {
  const higher = HIGHER[call.name];
  if (higher !== undefined) return higher(call, compile, lambda);
  const codes = call.nodes.map(compile);
  const [first, second] = codes;
  if (codes.length === 0 && CLOCK[call.name] !== undefined) return clean(CLOCK[call.name]!);
  if (codes.length === 1 && ONE[call.name] !== undefined) return clean(one(ONE[call.name]!, first));
  if (codes.length === 2 && TWO[call.name] !== undefined) return clean(two(TWO[call.name]!, first, second));
  return NEVER.has(call.name) ? bail() : generic(call, codes);
}

const clean = (code: Code): Compiled => ({ code, dirty: false });

const one =
  (apply: (value: unknown) => unknown, argument: Code): Code =>
  (scope, item, locals) =>
    apply(argument(scope, item, locals));

const two =
  (apply: (a: unknown, b: unknown) => unknown, left: Code, right: Code): Code =>
  (scope, item, locals) =>
    apply(left(scope, item, locals), right(scope, item, locals));

/** Sensitive to marks, to the frame, or to functions as arguments. */
const NEVER = new Set(["distinct", "now", "millis", "random", "uuid", "shuffle", "single", "sift", "each"]);

/** Their results are texts, numbers, booleans or nothing. */
const SCALAR = new Set(
  "average boolean ceil contains count exists floor formatBase formatInteger formatNumber fromMillis hash join length lowercase not number pad parseInteger power replace round sqrt string substring substringAfter substringBefore sum toMillis trim type uppercase".split(
    " ",
  ),
);

/** Through the library's own check of arguments. */
function generic({ name, tail }: Call, codes: readonly Code[]): Compiled {
  const procedure = library().staticFrame.lookup(name) as FunctionValue;
  const focus = { createSequence, options: OPTIONS };
  const code: Code = (scope, item, locals) => {
    const args = codes.map((argument) => argument(scope, item, locals));
    for (const argument of args) {
      if (Array.isArray(argument)) charge(argument.length);
    }
    const checked = procedure.signature === undefined ? args : procedure.signature.validate(args, item);
    return leave(callWeighed(procedure, focus, checked), tail);
  };
  return { code, dirty: !SCALAR.has(name) };
}

/** As the last thing of a function a short sequence is not unwrapped, which closures cannot express. */
function leave(value: unknown, tail: boolean): unknown {
  if (tail && isSequence(value) && (value as unknown[]).length < 2) return bail();
  return unwrapMarked(value);
}

const CLOCK: Record<string, Code | undefined> = table<Code>({
  now: (scope) => formatTimestamp(scope.now),
  millis: (scope) => scope.now,
});

const ONE = table<(value: unknown) => unknown>({
  sum: (value) => (value === undefined ? undefined : finite(total(numbers(value)))),
  count: (value) => (value === undefined ? 0 : Array.isArray(value) ? value.length : 1),
  max: (value) => extreme(value, (a, b) => a > b),
  min: (value) => extreme(value, (a, b) => a < b),
  average: (value) => {
    if (value === undefined) return undefined;
    const list = numbers(value);
    return list.length === 0 ? undefined : finite(total(list) / list.length);
  },
  exists: (value) => value !== undefined,
  not: (value) => (value === undefined ? undefined : !truthy(value)),
  boolean: (value) => (value === undefined ? undefined : truthy(value)),
  string: (value) => (value === undefined ? undefined : text(value)),
  length: (value) => string(value, countPoints),
  uppercase: (value) => string(value, (one) => one.toUpperCase()),
  lowercase: (value) => string(value, (one) => one.toLowerCase()),
  floor: (value) => number(value, Math.floor),
  ceil: (value) => number(value, Math.ceil),
  abs: (value) => number(value, Math.abs),
  join: (value) => joined(value, ""),
  merge: (value) => (value === undefined ? undefined : merge(Array.isArray(value) ? value : [value])),
});

const TWO = table<(a: unknown, b: unknown) => unknown>({
  split: (value, by) =>
    onTexts(value, by, (one, separator) => {
      spendCharacters(one.length);
      return one.split(separator);
    }),
  contains: (value, part) => onTexts(value, part, (a, b) => a.includes(b)),
  substringBefore: (value, part) => onTexts(value, part, before),
  substringAfter: (value, part) => onTexts(value, part, after),
  join: joined,
  append,
  partition: (value, size) => {
    if (typeof size !== "number" || !(size >= 1)) return bail();
    return partition(value === undefined || Array.isArray(value) ? value : [value], size);
  },
});

/** A table whose names cannot be confused with what objects inherit. */
function table<T>(entries: Record<string, T>): Record<string, T | undefined> {
  return Object.assign(Object.create(null), entries);
}

function numbers(value: unknown): number[] {
  const list = Array.isArray(value) ? value : [value];
  for (const member of list) if (typeof member !== "number") return bail();
  return list;
}

function total(list: readonly number[]): number {
  charge(list.length);
  let sum = 0;
  for (const member of list) sum += member;
  return sum;
}

function extreme(value: unknown, better: (a: number, b: number) => boolean): number | undefined {
  if (value === undefined) return undefined;
  const list = numbers(value);
  charge(list.length);
  let best: number | undefined;
  for (const member of list) if (best === undefined || better(member, best)) best = member;
  return best;
}

function string(value: unknown, apply: (one: string) => unknown): unknown {
  if (value === undefined) return undefined;
  if (typeof value !== "string") return bail();
  spendText(value.length);
  return apply(value);
}

/** The second must be a text even where the first is missing. */
const onTexts = (a: unknown, b: unknown, apply: (a: string, b: string) => unknown): unknown =>
  typeof b === "string" ? string(a, (one) => apply(one, b)) : bail();

const number = (value: unknown, apply: (one: number) => number): unknown =>
  value === undefined ? undefined : typeof value === "number" ? finite(apply(value)) : bail();

function before(value: string, part: string): string {
  const at = value.indexOf(part);
  return at < 0 ? value : value.slice(0, at);
}

function after(value: string, part: string): string {
  const at = value.indexOf(part);
  return at < 0 ? value : value.slice(at + part.length);
}

function countPoints(value: string): number {
  spendCharacters(value.length);
  let count = 0;
  for (const _ of value) count++;
  return count;
}

function joined(value: unknown, separator: unknown): unknown {
  if (typeof separator !== "string") return bail();
  if (value === undefined) return undefined;
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((member) => typeof member === "string")) return bail();
  let length = list.length * separator.length;
  for (const member of list) length += member.length;
  charge(list.length);
  spendText(length);
  allowText(length);
  return list.join(separator);
}

function merge(list: readonly unknown[]): JsonObject {
  const merged: JsonObject = {};
  for (const member of list) {
    if (!isObject(member)) return bail();
    const keys = Object.keys(member);
    charge(keys.length / 4);
    for (const key of keys) put(merged, key, member[key]);
  }
  return merged;
}

function append(a: unknown, b: unknown): unknown {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const list = (Array.isArray(a) ? a : [a]).concat(Array.isArray(b) ? b : [b]);
  charge(list.length);
  return list.length > LIMITS.sequence ? bail() : list;
}

type Higher = (call: Call, compile: (node: Node) => Code, lambda: (node: Node) => Lambda) => Compiled;

const HIGHER = table<Higher>({
  map: overMembers((value, _, results) => {
    if (value !== undefined) results.push(value);
  }),
  filter: overMembers((value, member, results) => {
    if (truthy(value)) results.push(member);
  }),
  reduce: (call, compile, lambda) => {
    const [first, second, third] = call.nodes;
    if (call.nodes.length < 2 || call.nodes.length > 3) return bail();
    const array = compile(first);
    const start: Code = third === undefined ? () => undefined : compile(third);
    const { slots, body } = lambda(second);
    if (slots.length < 2 || slots.length > 3) return bail();
    return clean((scope, item, locals) => {
      const list = listOf(array(scope, item, locals));
      let value = start(scope, item, locals);
      if (list === undefined) return undefined;
      const from = value === undefined && list.length > 0 ? 1 : 0;
      if (from === 1) value = list[0];
      for (let i = from; i < list.length; i++) {
        locals[slots[0]] = value;
        locals[slots[1]] = list[i];
        if (slots.length > 2) locals[slots[2]] = i;
        value = body(scope, item, locals);
      }
      return value;
    });
  },
});

/**
 * `$map` and `$filter`: `keep` adds to the results what becomes of the function's value for a member. The function gets
 * member, index and array as far as it asks.
 */
function overMembers(keep: (value: unknown, member: unknown, results: unknown[]) => void): Higher {
  return (call, compile, lambda) => {
    if (call.nodes.length !== 2) return bail();
    const array = compile(call.nodes[0]);
    const { slots, body } = lambda(call.nodes[1]);
    return clean((scope, item, locals) => {
      const list = listOf(array(scope, item, locals));
      if (list === undefined) return undefined;
      const results: unknown[] = [];
      for (let i = 0; i < list.length; i++) {
        if (slots.length > 0) locals[slots[0]] = list[i];
        if (slots.length > 1) locals[slots[1]] = i;
        if (slots.length > 2) locals[slots[2]] = list;
        for (let k = 3; k < slots.length; k++) locals[slots[k]] = undefined;
        keep(body(scope, item, locals), list[i], results);
      }
      return leaveSequence(results, call.tail);
    });
  };
}

function listOf(value: unknown): readonly unknown[] | undefined {
  if (value === undefined) return undefined;
  const list = Array.isArray(value) ? value : [value];
  charge(list.length);
  return list;
}

const leaveSequence = (results: unknown[], tail: boolean): unknown =>
  tail && results.length < 2 ? bail() : unwrap(results);
