import { decodeBase64, encodeBase64 } from "../../base64.js";
import { bindFunctions } from "./functions.js";
import { createLibrary } from "./generated/library.js";
import { decodeLatin1, encodeLatin1 } from "./latin1.js";
import type { BaseFrame, Host, Library, Node } from "./library.js";
import { LIMITS, LimitExceeded } from "./limits.js";
import { marks } from "./marks.js";
import { allowText, meter, spend, spendComparison } from "./meter.js";
import { BoundedRegExp } from "./regex.js";
import type { Surroundings } from "./surroundings.js";
import { call, weigh } from "./weights.js";

let instance: Library | undefined;
let surroundings: Surroundings = { now: 0, random: () => 0 };

/** The synchronous JSONata library, made on first use. */
export function library(): Library {
  if (instance === undefined) {
    instance = createLibrary(host);
    bindFunctions(instance, () => surroundings);
    weigh(instance);
  }
  return instance;
}

const host: Host = {
  random: () => surroundings.random(),
  btoa: (text) => encodeBase64(encodeLatin1(text)),
  atob(text) {
    const bytes = decodeBase64(text);
    if (bytes === undefined) throw new Error("The text is not encoded in base64");
    return decodeLatin1(bytes);
  },
  concat(left, right) {
    allowText(left.length + right.length);
    return left + right;
  },
  call,
  compare: spendComparison,
  regex: (source, flags) => new BoundedRegExp(new RegExp(source, flags)),
  copy: copyNode,
  parseDate: (text) => Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes("T") ? text : `${text}Z`),
};

/** Copies by way of JSON as the library does, but refuses chains of `?:` and `??`, which would double at every link. */
function copyNode(node: Node): Node {
  const text = JSON.stringify(node);
  if (text.length > 200_000) throw new LimitExceeded("The expression is too large");
  return JSON.parse(text) as Node;
}

/**
 * Evaluates a syntax tree. `globals` gives the value of a `$name` the expression does not define itself; where it
 * gives undefined, the built-in functions follow. Values are the library's own: `undefined` for nothing, arrays that
 * may be marked as sequences, functions. Throws what the library throws (LibraryError objects), LimitExceeded, or a
 * RangeError where the stack of the host ended first. Not re-entrant.
 */
export function evaluate(
  tree: Node,
  input: unknown,
  globals: (name: string) => unknown,
  around: Surroundings,
  depth: number = LIMITS.depth,
): unknown {
  meter.steps = 0;
  return run(tree, wrapped(input), input, globals, around, depth);
}

/** Evaluates a part of an expression for a context value; its steps count for the whole. */
export const evaluatePart = (
  tree: Node,
  item: unknown,
  globals: (name: string) => unknown,
  around: Surroundings,
): unknown => run(tree, item, undefined, globals, around, LIMITS.depth);

function run(
  tree: Node,
  item: unknown,
  root: unknown,
  globals: (name: string) => unknown,
  around: Surroundings,
  depth: number,
): unknown {
  const { evaluate: evaluateNode, staticFrame } = library();
  const before = surroundings;
  surroundings = around;
  try {
    return evaluateNode(tree, item, baseFrame(root, globals, staticFrame.lookup, depth));
  } finally {
    surroundings = before;
  }
}

/** An array at the root counts as one value, not as many. */
function wrapped(input: unknown): unknown {
  if (!Array.isArray(input)) return input;
  const sequence = createSequence(input) as unknown[] & Record<symbol, unknown>;
  sequence[marks.outerWrapper] = true;
  return sequence;
}

/** An array marked as a sequence, empty or with one member. */
export function createSequence(...one: unknown[]): unknown[] {
  const sequence = one as unknown[] & Record<symbol, unknown>;
  sequence[marks.sequence] = true;
  return sequence;
}

/** Options the library's functions look at. */
export const OPTIONS = { sequence: LIMITS.sequence };

function baseFrame(
  input: unknown,
  globals: (name: string) => unknown,
  builtIn: (name: string) => unknown,
  limit: number,
): BaseFrame {
  const bindings = new Map<string, unknown>([["$", input]]);
  const frame: BaseFrame = {
    depth: 0,
    options: OPTIONS,
    timestamp: new Date(surroundings.now),
    global: { ancestry: [null] },
    RegexEngine: BoundedRegExp,
    base: undefined as never,
    createSequence,
    bind: (name, value) => void bindings.set(name, value),
    lookup(name) {
      if (bindings.has(name)) return bindings.get(name);
      const value = globals(name);
      return value === undefined ? builtIn(name) : value;
    },
    guardrails() {
      if (frame.depth > limit) throw { code: "D1011" };
      spend(1);
    },
    charge(value) {
      if (Array.isArray(value)) spend(value.length);
    },
  };
  frame.base = frame;
  return frame;
}
