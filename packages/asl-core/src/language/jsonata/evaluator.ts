import { decodeBase64, encodeBase64 } from "./base64.js";
import { bindFunctions } from "./functions.js";
import { createLibrary } from "./generated/library.js";
import type { BaseFrame, Host, Library, Node } from "./library.js";
import { LIMITS, LimitExceeded } from "./limits.js";
import { marks } from "./marks.js";
import { BoundedRegExp } from "./regex.js";

/** What an evaluation draws from outside: the execution's clock and random numbers. */
export interface Surroundings {
  readonly now: number;
  random(): number;
}

let instance: Library | undefined;
let surroundings: Surroundings = { now: 0, random: () => 0 };

/** The synchronous JSONata library, made on first use. */
export function library(): Library {
  if (instance === undefined) {
    instance = createLibrary(host);
    bindFunctions(instance, () => surroundings);
  }
  return instance;
}

const host: Host = {
  random: () => surroundings.random(),
  btoa: encodeBase64,
  atob: decodeBase64,
  concat(left, right) {
    if (left.length + right.length > LIMITS.text) throw new LimitExceeded(`A text exceeds ${LIMITS.text} characters`);
    return left + right;
  },
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
  const { evaluate: run, staticFrame } = library();
  const before = surroundings;
  surroundings = around;
  try {
    const frame = baseFrame(input, globals, staticFrame.lookup, depth);
    return run(tree, wrapped(input, frame), frame);
  } finally {
    surroundings = before;
  }
}

/** An array at the root counts as one value, not as many. */
function wrapped(input: unknown, frame: BaseFrame): unknown {
  if (!Array.isArray(input)) return input;
  const sequence = frame.createSequence(input) as unknown[] & Record<symbol, unknown>;
  sequence[marks.outerWrapper] = true;
  return sequence;
}

function createSequence(...one: unknown[]): unknown[] {
  const sequence = one as unknown[] & Record<symbol, unknown>;
  sequence[marks.sequence] = true;
  return sequence;
}

const OPTIONS = { sequence: LIMITS.sequence };

function baseFrame(
  input: unknown,
  globals: (name: string) => unknown,
  builtIn: (name: string) => unknown,
  limit: number,
): BaseFrame {
  const bindings = new Map<string, unknown>([["$", input]]);
  let steps = 0;
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
      if (++steps > LIMITS.steps) throw tooManySteps();
    },
    charge(value) {
      if (Array.isArray(value) && (steps += value.length) > LIMITS.steps) throw tooManySteps();
    },
  };
  frame.base = frame;
  return frame;
}

const tooManySteps = () => new LimitExceeded(`Evaluation stopped after ${LIMITS.steps} steps. Check for infinite loop`);
