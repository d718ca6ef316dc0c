/** What calls of the library's functions cost, in the steps of meter.ts. */
import type { FunctionValue, Library } from "./library.js";
import { LIMITS } from "./limits.js";
import { allowText, spend, spendCharacters, spendText, spendValue } from "./meter.js";

/** What a call costs beside the texts it gets and gives. */
type Weight = (args: readonly unknown[]) => void;

const lengthOf = (value: unknown): number =>
  typeof value === "string" || Array.isArray(value) ? (value as string).length : 0;
const keysOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? Object.keys(value).length : 0;
const square = (length: number): number => length * length;
const characters: Weight = (args) => spendCharacters(lengthOf(args[0]));
const bytes: Weight = (args) => spend(2 + lengthOf(args[0]) / 4);
const members: Weight = (args) => spend(keysOf(args[0]) / 4);
const value: Weight = (args) => void spendValue(args[0]);

/** Pictures are read anew at every call. */
const picture =
  (steps: number): Weight =>
  ([, pattern]) =>
    spend(steps + lengthOf(pattern) + square(lengthOf(pattern)) / 1000);

/** The timestamp is matched against a pattern made from the picture. */
const timestamp: Weight = (args) => {
  spend(2 + square(lengthOf(args[0])) / 2000);
  if (args[1] !== undefined) picture(40)(args);
};

const joined: Weight = ([texts, separator]) => {
  if (!Array.isArray(texts)) return;
  let length = texts.length * lengthOf(separator);
  for (const text of texts) length += lengthOf(text);
  spend(texts.length / 8);
  spendText(length);
  allowText(length);
};

const WEIGHTS: Record<string, Weight> = {
  length: characters,
  substring: characters,
  split: characters,
  replace: characters,
  match: characters,
  trim: characters,
  number: characters,
  parse: characters,
  parseInteger: characters,
  base64encode: bytes,
  base64decode: bytes,
  encodeUrlComponent: characters,
  encodeUrl: characters,
  decodeUrlComponent: characters,
  decodeUrl: characters,
  hash: bytes,
  pad: ([text, width]) => {
    const length = Math.max(Math.abs(Number(width)), lengthOf(text));
    allowText(length);
    spendCharacters(length);
  },
  join: joined,
  string: value,
  clone: value,
  keys: members,
  each: members,
  sift: members,
  lookup: ([input]) => spend(lengthOf(input) / 8),
  spread: ([input]) => spend(square(lengthOf(input)) / 64 + keysOf(input) / 4),
  merge: ([objects]) => {
    for (const object of Array.isArray(objects) ? objects : []) spend(keysOf(object) / 4);
  },
  sort: ([items]) => spend((lengthOf(items) * Math.log2(lengthOf(items) + 1)) / 16),
  zip: (args) => spend(args.reduce<number>((sum, list) => sum + lengthOf(list), 0) / 4),
  append: ([left, right]) => spend((lengthOf(left) + lengthOf(right)) / 32),
  formatNumber: picture(16),
  formatInteger: picture(4),
  fromMillis: picture(4),
  toMillis: timestamp,
};

const weights = new WeakMap<FunctionValue, Weight>();

/** Weighs the built-in functions of the library, and those it uses itself for other purposes. */
export function weigh(library: Library): void {
  const { functions, staticFrame } = library;
  for (const [name, weight] of Object.entries(WEIGHTS)) {
    const procedure = staticFrame.lookup(name) as FunctionValue | undefined;
    if (procedure !== undefined) weights.set(procedure, weight);
  }
  functions.append = weighed(functions.append, WEIGHTS.append);
  functions.string = weighed(functions.string, (args) => {
    if (typeof args[0] === "object") value(args);
  });
}

type Native = (...args: never[]) => unknown;

const weighed = (native: Native, weight: Weight): Native =>
  function (this: unknown, ...args: never[]): unknown {
    weight(args);
    return native.apply(this, args);
  };

/** Calls a built-in function, or one that wraps a function of the expression. */
export function call(procedure: FunctionValue, focus: unknown, args: readonly unknown[]): unknown {
  weights.get(procedure)?.(args);
  for (let i = 0; i < args.length; i++) if (typeof args[i] === "string") spendText((args[i] as string).length);
  const result = procedure.implementation.apply(focus, args as never[]);
  if (typeof result === "string") {
    allowText(result.length);
    spendText(result.length);
  } else if (Array.isArray(result)) spend(result.length / LIMITS.membersPerStep);
  return result;
}
