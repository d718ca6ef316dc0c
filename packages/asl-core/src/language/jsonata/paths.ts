import type { JsonObject } from "../../json.js";
import type { Scope } from "../scope.js";
import { isSequence, marks } from "./marks.js";
import { add, bail, charge, kept, pick, type Reader, truthy, unwrap } from "./values.js";

/** Where a path starts that does not start with a variable: it then takes its first step even from nothing. */
export const context: Code = (_scope, item) => item;

/** A compiled node. `item` is the context value (`$`), `locals` the expression's own variables. */
export type Code = (scope: Scope, item: unknown, locals: unknown[]) => unknown;

/** `[3]` is a number, `[price < 10]` is code. */
export type Stage = number | Code;

/** One step of a path: a field name, or code evaluated for each value; then filters. */
export interface Step {
  readonly key: string | undefined;
  readonly read: Reader | undefined;
  /** Where there is a name too, code is for the members of arrays. */
  readonly code: Code | undefined;
  readonly stages: readonly Stage[] | null;
  /** True where the step's value is a new sequence whatever the data. */
  readonly fresh: boolean;
}

/**
 * A path from `start`. As long as every value on the way is one object, it is read directly; from the first array on it
 * is mapped step by step with the evaluator's rules: results that are arrays are flattened by one level, except that the
 * only result of the last step is given as it stands. Linear in the values it visits.
 */
export function compilePath(start: Code, steps: readonly Step[], keepSingleton: boolean): Code {
  if (steps.length === 0 && !keepSingleton) return start;
  if (keepSingleton) return keeping(start, steps);
  return plainNames(steps) ? names(start, steps) : definite(start, steps);
}

const plainNames = (steps: readonly Step[]): boolean =>
  steps.every((step) => step.key !== undefined && step.stages === null && !(step.key in Object.prototype));

/** Field names only, none of which every object inherits. */
function names(start: Code, steps: readonly Step[]): Code {
  const keys = steps.map((step) => step.key!);
  const count = keys.length;
  return (scope, item, locals) => {
    let value = start(scope, item, locals);
    for (let i = 0; i < count; i++) {
      if (typeof value !== "object" || value === null) return undefined;
      if (Array.isArray(value)) return map(value, steps, i, scope, locals, false);
      value = (value as JsonObject)[keys[i]];
    }
    return Array.isArray(value) ? plain(value) : value;
  };
}

/** Data made by the expression itself may hold arrays kept by `[]`, which a path takes apart again. */
const plain = (array: unknown[]): unknown[] => (isSequence(array) ? bail() : array);

function definite(start: Code, steps: readonly Step[]): Code {
  return (scope, item, locals) => walk(start, steps, scope, item, locals, false);
}

/** A path with `[]`: one result makes an array of one. */
function keeping(start: Code, steps: readonly Step[]): Code {
  return (scope, item, locals) => {
    const value = walk(start, steps, scope, item, locals, true);
    return value === undefined || Array.isArray(value) ? value : kept([value]); // an array is data, or kept already
  };
}

function walk(
  start: Code,
  steps: readonly Step[],
  scope: Scope,
  item: unknown,
  locals: unknown[],
  keep: boolean,
): unknown {
  let value = start(scope, item, locals);
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (value === undefined && (i > 0 || start !== context)) return undefined;
    if (Array.isArray(value)) return map(value, steps, i, scope, locals, keep);
    if (step.read === undefined) return map([value], steps, i, scope, locals, keep);
    value = step.read(value);
    if (step.stages !== null) value = filterAll(value, step.stages, scope, locals);
    if (step.fresh) {
      if (i === steps.length - 1) return finish(value as unknown[], keep);
      return map(value as unknown[], steps, i + 1, scope, locals, keep);
    }
  }
  return Array.isArray(value) ? plain(value) : value;
}

/** The remaining steps over many values. */
function map(
  values: readonly unknown[],
  steps: readonly Step[],
  from: number,
  scope: Scope,
  locals: unknown[],
  keep: boolean,
): unknown {
  let sequence = values;
  for (let i = from; i < steps.length; i++) {
    const step = steps[i];
    const results = runStep(step, sequence, scope, locals);
    if (i === steps.length - 1 && !step.fresh && results.length === 1 && isPlainArray(results[0])) return results[0];
    sequence = flatten(results);
    if (sequence.length === 0) return undefined;
  }
  return finish(sequence as unknown[], keep);
}

const isPlainArray = (value: unknown): boolean => Array.isArray(value) && !isSequence(value);

/** What a new sequence stands for once the path is left. */
export const finish = (sequence: unknown[], keep: boolean): unknown =>
  keep && sequence.length > 0 ? kept(sequence) : unwrap(sequence);

function runStep(step: Step, values: readonly unknown[], scope: Scope, locals: unknown[]): unknown[] {
  charge(values.length);
  const results: unknown[] = [];
  for (let i = 0; i < values.length; i++) {
    let value = step.code === undefined ? step.read!(values[i]) : step.code(scope, values[i], locals);
    if (step.stages !== null) value = filterAll(value, step.stages, scope, locals);
    if (value !== undefined) results.push(value);
  }
  return results;
}

function flatten(results: unknown[]): unknown[] {
  let i = 0;
  while (i < results.length && !Array.isArray(results[i])) i++;
  if (i === results.length) return results;
  const flat = results.slice(0, i);
  for (; i < results.length; i++) {
    if (isConstructed(results[i])) flat.push(results[i]);
    else add(flat, results[i]);
  }
  return flat;
}

/** An array made by `[…]` as the last step stays one value. */
const isConstructed = (value: unknown): boolean =>
  Array.isArray(value) && (value as unknown as Record<symbol, unknown>)[marks.cons] === true;

/** Filters one after another. A predicate gives a new array, an index the member itself. */
export function filterAll(value: unknown, stages: readonly Stage[], scope: Scope, locals: unknown[]): unknown {
  let result = value;
  for (const stage of stages)
    result = typeof stage === "number" ? pick(result, stage) : filter(result, stage, scope, locals);
  return result;
}

function filter(value: unknown, predicate: Code, scope: Scope, locals: unknown[]): unknown[] {
  const array: readonly unknown[] = Array.isArray(value) ? value : [value];
  charge(array.length);
  const passed: unknown[] = [];
  for (let i = 0; i < array.length; i++) {
    const verdict = predicate(scope, array[i], locals);
    if (verdict === true) passed.push(array[i]);
    else if (verdict !== false) for (let n = occurrences(verdict, i, array.length); n > 0; n--) passed.push(array[i]);
  }
  if (value === undefined && passed.length > 0) return bail(); // an array that holds nothing
  return passed;
}

/** How often a predicate's value selects the member at `index`: numbers are positions, anything else is a truth. */
function occurrences(verdict: unknown, index: number, length: number): number {
  const positions = typeof verdict === "number" ? [verdict] : verdict;
  if (!Array.isArray(positions) || !positions.every((one) => typeof one === "number")) return truthy(verdict) ? 1 : 0;
  const at = (position: number) => (Math.floor(position) < 0 ? length + Math.floor(position) : Math.floor(position));
  return positions.filter((position) => at(position) === index).length;
}
